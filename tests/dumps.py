"""Reports as text extractors dump them, each character with the TeX family of its font; and honest LaTeX ones garbled.

The garbling is that of a tablet (`pipeline.glyphs.context.encodings`): what a font's glyphs are called is known before it,
so the repair of the dump can be scored without a second file.
"""

from __future__ import annotations

import re
import statistics
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import pymupdf

from pipeline.glyphs.context.encodings import FIRST_CODE, OML, OMS, OT1, SAME, STALE, TRUE
from pipeline.glyphs.context.profiles import MAIN, SMALL
from pipeline.glyphs.decide import is_garbage
from pipeline.glyphs.fonts import load_fonts
from pipeline.glyphs.repair import NEGATION, repair_page
from pipeline.reading.document import open_report
from pipeline.reading.pages import read_page

T1 = "T1"
_FONT = re.compile(r"(?:[A-Z]{6}\+)?(CMB?SY|LMMathSymbols|CMMIB?|LMMathItalic|CMR|CMBX|CMTI|CMSL|CMSS|CMCSC|SF[A-Z]{2})-?(\d{1,2})")
_FAMILIES = {"CMSY": OMS, "CMBSY": OMS, "LMMathSymbols": OMS, "CMMI": OML, "CMMIB": OML, "LMMathItalic": OML}
_SCRIPT_DESIGN = 8  # points: the design size up to which a font of TeX sets scripts
_SCRIPT_SIZE = 0.86  # of the page's usual size, up to which other programs' type is a script
_LIGATURES = ("ff", "ffi", "ffl")
# What the old maps print for codes from 33 up, letters and digits too, in the places where `STALE` is silent.
_STALE = {OMS: STALE[OMS].replace("\0", "\u21a6") + "¬∅ℜℑ⊤⊥ℵ", OML: "ωεϑϖϱςφ↼↽⇀⇁`'▷◁0123456789.,</>⋆∂", OT1: "!”#$%&’()*+,-./0123456789", T1: "!\"#$%&’()*+,-./0123456789"}
# TeX's own codes (the TeXbook, appendix F), from 0 up.
_CODES = {
    OMS: "−·×∗÷⋄±∓⊕⊖⊗⊘⊙○◦•≍≡⊆⊇≤≥⪯⪰∼≈⊂⊃≪≫≺≻←→↑↓↔↗↘≃⇐⇒⇑⇓⇔↖↙∝′∞∈∋△▽\u0338↦∀∃¬∅ℜℑ⊤⊥ℵABCDEFGHIJKLMNOPQRSTUVWXYZ∪∩⊎∧∨⊢⊣⌊⌋⌈⌉{}⟨⟩|∥↕⇕\\≀√⨿∇∫⊔⊓⊑⊒§†‡¶♣♢♡♠",
    OML: "ΓΔΘΛΞΠΣΥΦΨΩαβγδϵζηθικλμνξπρστυϕχψωεϑϖϱςφ↼↽⇀⇁`'▷◁0123456789.,</>⋆∂ABCDEFGHIJKLMNOPQRSTUVWXYZ♭♮♯⌣⌢ℓ",
    OT1: "ΓΔΘΛΞΠΣΥΦΨΩ",
}
_CODES_OF_LIGATURES = {"ff": 11, "ffi": 14, "ffl": 15}
# How a Macintosh prints codes below 32: pictures of keys; the others keep an honest map.
_KEYS = dict(zip((2, 3, 5, 6, 7, 10, 11, 15, 16, 17, 18, 19, 20, 23, 24, 25, 26, 28), "⇥⇤⇧⌃⌥⌦↵✏⇣⌘✓◆\uf8ff⌫⇠⇡⇢⌧", strict=True))
_LEAST_SYMBOLS = 20  # of a report that can tell something
_BLANK = " \t\u00a0"


class Char(NamedTuple):
    """One printed character: what it is, the TeX encoding that a symbol belongs to ("" for what is no symbol), its style
    (`main` text or `small` script), and its font's name."""

    text: str
    family: str
    style: str
    font: str


Row = tuple[Char, ...]
Dump = tuple[tuple[Row, ...], ...]  # pages of lines


@dataclass(frozen=True, slots=True)
class Source:
    """One report's dump. `latex` says that fonts of TeX set it and that none of them lies about its symbols, `lies` that one does."""

    name: str
    dump: Dump
    latex: bool
    lies: bool


def read_sources(corpus: Path) -> Iterator[Source]:
    """One Source for each folder of the corpus that prints mathematical symbols (several files are one report)."""
    for folder in sorted(path for path in corpus.iterdir() if path.is_dir()):
        pdfs = sorted(folder.glob("*.pdf"))
        dump = tuple(page for pdf in pdfs for page in read_dump(pdf))
        chars = [char for page in dump for row in page for char in row]
        if sum(bool(char.family) for char in chars) < _LEAST_SYMBOLS:
            continue
        latex = any(tex_font(char.font)[0] in (OMS, OML) for char in chars)
        lies = latex and any(fonts_lie(pdf) for pdf in pdfs)
        yield Source(folder.name, dump, latex and not lies, lies)


def fonts_lie(pdf: Path) -> bool:
    """Whether a TeX font prints a symbol as another character, which its glyph names contradict."""
    with open_report(pdf) as document:
        fonts = load_fonts(document)
        return any(
            glyph.method is not None and glyph.text and not is_garbage(glyph.raw) and glyph.text in TRUE.get(tex_font(glyph.font)[0], "")
            for number in range(1, document.page_count + 1)
            for glyph in repair_page(read_page(document, number), fonts)[0].glyphs
        )


def tex_font(font: str) -> tuple[str, int]:
    """The TeX encoding and the design size in points that a font's name tells; "" and 0 for other fonts."""
    found = _FONT.match(font)
    if found is None:
        return "", 0
    name = found.group(1)
    return _FAMILIES.get(name, T1 if name.startswith("SF") else OT1), int(found.group(2))


def read_dump(pdf: Path) -> Dump:
    """The lines of a PDF in the order in which MuPDF's text device prints them."""
    with pymupdf.open(pdf) as document:
        return tuple(tuple(_rows(page)) for page in document)


def lines_of(page: Sequence[Row]) -> list[str]:
    """The page's lines as honest text."""
    return ["".join(char.text for char in row) for row in page]


def garble(dump: Dump, rewrite: str) -> tuple[str, dict[int, list[tuple[str, Char]]]]:
    """The transcript that a dump gives when a tablet has rewritten its fonts, and for each page every character that is no
    blank: as the transcript prints it, and the true one. `rewrite` is one of REWRITES.

    In each font, the glyphs that MacRomanEncoding lacks get new codes in the order of their first use; what they print is what
    the old map has there ("numbered"), or their old code as a Macintosh prints it ("keys").
    """
    printed = REWRITES[rewrite]
    codes: dict[str, dict[str, int]] = {}
    truth: dict[int, list[tuple[str, Char]]] = {}
    parts = []
    for number, page in enumerate(dump, start=1):
        told = [[(printed(char, codes) if _moves(char) else char.text, char) for char in row] for row in page]
        truth[number] = [pair for row in told for pair in _negated(row) if not pair[0].isspace()]
        parts.append(f"--- Page {number} ---\n" + "".join("".join(seen for seen, _ in row) + "\n" for row in told))
    return "\n".join(parts), truth


def _moves(char: Char) -> bool:
    family, _ = tex_font(char.font)
    return bool(char.family) and char.family == family or char.text in _LIGATURES and family in (OT1, T1)


def _numbered(char: Char, codes: dict[str, dict[str, int]]) -> str:
    of_font = codes.setdefault(char.font, {})
    code = of_font.setdefault(char.text, len(of_font))
    stale = _STALE[tex_font(char.font)[0]]
    return stale[code] if code < len(stale) else chr(FIRST_CODE + code)


def _keys(char: Char, codes: dict[str, dict[str, int]]) -> str:
    code = _CODES_OF_LIGATURES[char.text] if char.text in _LIGATURES else _CODES[char.family].find(char.text)
    return chr(code) if code >= 32 else _KEYS.get(code, char.text)


REWRITES = {"numbered": _numbered, "keys": _keys}


def _negated(row: Sequence[tuple[str, Char]]) -> Iterator[tuple[str, Char]]:
    """The row with each slash joined to the relation behind it, as the repair prints them."""
    slashed = False
    for seen, char in row:
        if char.text == NEGATION:
            slashed = True
            yield seen, char._replace(text="")
        elif slashed and not char.text.isspace():
            slashed = False
            yield seen, char._replace(text=unicodedata.normalize("NFC", char.text + NEGATION))
        else:
            yield seen, char


def _rows(page: pymupdf.Page) -> Iterator[Row]:
    blocks = page.get_text("rawdict", flags=pymupdf.TEXTFLAGS_TEXT)["blocks"]
    lines = [line["spans"] for block in blocks for line in block.get("lines", ())]
    usual = statistics.mode([round(span["size"], 1) for spans in lines for span in spans for _ in span["chars"]] or [1.0])
    for spans in lines:
        row = [
            each
            for span in spans
            for char in span["chars"]
            for each in _chars(char["c"], span["font"], SMALL if span["size"] <= _SCRIPT_SIZE * usual else MAIN)
        ]
        while row and row[0].text in _BLANK:
            row.pop(0)
        while row and row[-1].text in _BLANK:
            row.pop()
        if row:
            yield tuple(row)


def _chars(text: str, font: str, style: str) -> Iterator[Char]:
    family, design = tex_font(font)
    if "\ufb00" <= text <= "\ufb06":
        spelt = unicodedata.normalize("NFKC", text)
        yield from [Char(spelt, "", style, font)] if spelt in _LIGATURES else [Char(char, "", style, font) for char in spelt]
        return
    if text in "\u200b\ufeff" or unicodedata.category(text) in ("Zl", "Zp", "Cc"):
        return
    if family:
        style = MAIN if design > _SCRIPT_DESIGN else SMALL
    apart = unicodedata.normalize("NFD", text)
    if apart[1:] == NEGATION:
        apart = apart[::-1]  # TeX strikes the slash first
    elif text > "\u2fff":
        apart = unicodedata.normalize("NFKC", text)  # mathematical alphabets
    else:
        apart = text
    for char in apart:
        same = char.translate(SAME) if family in (OMS, OML) or char != "~" else char
        of_char = next((name for name in (OMS, OML, OT1) if same in TRUE[name]), "")
        if of_char and (not family or family == of_char):
            yield Char(same, of_char, style, font)
        else:
            yield Char(char, "", style, font)
