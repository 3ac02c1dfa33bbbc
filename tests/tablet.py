"""LaTeX files with their fonts rewritten as a tablet rewrites them when somebody marks a report up: the text layer then lies.

Each Type 1 font becomes two. One holds the glyphs that the PDF standard's MacRomanEncoding names, under those codes. The
other numbers the rest from code 33 in the order of their use and names them rightly in /Differences, while its /ToUnicode
still maps TeX's old codes. What a page shows does not change.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path

import pikepdf
from fontTools.agl import UV2AGL
from fontTools.cffLib import CFFFontSet
from pikepdf import Array, Dictionary, Name, Operator, String

from pipeline.glyphs.context.encodings import FIRST_CODE, OML, OMS, OMX, OT1, STALE
from pipeline.glyphs.fonts import load_fonts
from pipeline.glyphs.repair import repair_page
from pipeline.glyphs.same import same_text
from pipeline.reading.document import open_report
from pipeline.reading.pages import read_page
from pipeline.report import Glyph
from tests.generator.encoders import to_unicode

# Mac OS Roman has these, the PDF standard's MacRomanEncoding does not (PDF 32000-1, D.2).
_NOT_STANDARD = frozenset(
    ["notequal", "infinity", "lessequal", "greaterequal", "partialdiff", "summation", "product", "pi", "integral", "Omega", "radical"]
    + ["approxequal", "Delta", "lozenge", "apple", "increment", "mu"]
)
_MAC_ROMAN = {
    name: code
    for code in (*range(32, 127), *range(128, 256))
    if (name := UV2AGL.get(ord(bytes([code]).decode("mac_roman")))) and name not in _NOT_STANDARD
} | {"fi": 222, "fl": 223, "dotlessi": 245}
_FAMILIES = ((re.compile("CMB?SY"), OMS), (re.compile("CMMI"), OML), (re.compile("CMEX"), OMX), (re.compile(""), OT1))
_ENTRY = re.compile(rb"dup\s+(\d+)\s*/(\S+)\s+put")
_SHOWS = frozenset({"Tj", "TJ", "'", '"'})
_LINES = frozenset({"'", '"'})  # operators that first go to the next line


@dataclass
class _Split:
    """A font on its way to becoming two: `names` by old code, `kept` and `moved` by name to old code, and who uses it."""

    font: pikepdf.Object
    names: dict[int, str]
    kept: dict[str, int] = field(default_factory=dict)
    moved: dict[str, int] = field(default_factory=dict)
    users: list[tuple[pikepdf.Object, str]] = field(default_factory=list)

    def place(self, code: int) -> tuple[str, int]:
        """Suffix of the new font and code in it of what `code` draws; what has no name stays in the old font."""
        name = self.names.get(code)
        if name is None:
            return "", code
        if name in _MAC_ROMAN:
            self.kept[name] = code
            return "Kept", _MAC_ROMAN[name]
        self.moved.setdefault(name, code)
        return "Moved", FIRST_CODE + list(self.moved).index(name)


@dataclass(frozen=True, slots=True)
class Survival:
    """Of a file's visible characters: those that a rewriting garbled (`lost`), and those that repair then read as it reads them
    in the file as it was (`regained`). `changed` counts characters, garbled or not, that it reads otherwise."""

    lost: int = 0
    regained: int = 0
    changed: int = 0

    def __add__(self, other: Survival) -> Survival:
        return Survival(self.lost + other.lost, self.regained + other.regained, self.changed + other.changed)


def survival(path: Path, scratch: Path) -> Survival:
    """Rewrite the fonts of the PDF `path` into the file `scratch` and compare what repair reads in both, glyph by glyph.

    Raises ValueError when a page of the rewritten file draws another number of glyphs.
    """
    with pikepdf.open(path) as pdf:
        if not rewrite_fonts(pdf):
            return Survival()
        pdf.save(scratch)
    total = Survival()
    for before, after in zip(_visible(path), _visible(scratch), strict=True):
        for old, new in zip(before, after, strict=True):
            lost, alike = not same_text(new.raw, old.text), same_text(new.text, old.text)
            total += Survival(int(lost), int(lost and alike), int(not alike))
    return total


def _visible(path: Path) -> list[list[Glyph]]:
    with open_report(path) as document:
        fonts = load_fonts(document)
        pages = [repair_page(read_page(document, number), fonts)[0] for number in range(1, document.page_count + 1)]
    return [[glyph for glyph in page.glyphs if glyph.hidden is None and not glyph.text.isspace() and glyph.text] for page in pages]


def rewrite_fonts(pdf: pikepdf.Pdf) -> int:
    """Rewrite the Type 1 fonts of an open file in place, where its pages use them; returns how many characters
    lie afterwards: those that are drawn by the renumbered halves of the fonts."""
    splits: dict[tuple[int, int], _Split | None] = {}
    count = 0
    for page in pdf.pages:
        data, moved = _rewritten(page, page.resources, splits)
        page.Contents = pdf.make_stream(data)
        count += moved
    for split in splits.values():
        if split and split.users:
            _write(pdf, split)
    return count


def _rewritten(page: pikepdf.Page, resources: pikepdf.Object, splits: dict[tuple[int, int], _Split | None]) -> tuple[bytes, int]:
    fonts = resources.get("/Font", Dictionary())
    out: list[tuple[list[pikepdf.Object], Operator]] = []
    split, name, size, count = None, "", 0, 0
    for operands, operator in pikepdf.parse_content_stream(page):
        kind = str(operator)
        if kind == "Tf":
            name, size = str(operands[0]), operands[1]
            font = fonts.get(name)
            if font is not None and font.objgen not in splits:
                names = _names(font)
                splits[font.objgen] = _Split(font, names) if names else None
            split = splits.get(font.objgen) if font is not None else None
            if split:
                split.users.append((fonts, name))
        if not split or kind not in _SHOWS:
            out.append((operands, operator))
            continue
        if kind in _LINES:
            out.append(([], Operator("T*")))
        current = None
        for part in operands[-1] if kind == "TJ" else operands[-1:]:
            if not isinstance(part, String):
                out.append(([Array([part])], Operator("TJ")))
                continue
            for code in bytes(part):
                suffix, new = split.place(code)
                if suffix != current:
                    out.append(([Name(name + suffix), size], Operator("Tf")))
                    current = suffix
                count += suffix == "Moved"
                out.append(([String(bytes([new]))], Operator("Tj")))
    return pikepdf.unparse_content_stream(out), count


def _names(font: pikepdf.Object) -> dict[int, str]:
    """Glyph names by code of a Type 1 font with a program and an encoding of its own; empty for another font."""
    described = font.get("/FontDescriptor", Dictionary())
    encoding = font.get("/Encoding", Dictionary())
    if font.get("/Subtype") != Name.Type1 or not isinstance(encoding, Dictionary) or "/BaseEncoding" in encoding:
        return {}
    if "/FontFile" in described:
        clear = described.FontFile.read_bytes()[: int(described.FontFile.Length1)]
        names = {int(code): name.decode("latin-1") for code, name in _ENTRY.findall(clear)}
    elif "/FontFile3" in described:
        fonts = CFFFontSet()
        fonts.decompile(BytesIO(described.FontFile3.read_bytes()), None)
        names = {code: name for code, name in enumerate(fonts[0].Encoding) if name != ".notdef"}
    else:
        return {}
    code = 0
    for item in encoding.get("/Differences", []):
        if isinstance(item, Name):
            names[code] = str(item)[1:]
            code += 1
        else:
            code = int(item)
    return names


def _write(pdf: pikepdf.Pdf, split: _Split) -> None:
    font, first = split.font, int(split.font.FirstChar)
    common = {"Type": Name.Font, "Subtype": Name.Type1, "BaseFont": font.BaseFont, "FontDescriptor": font.FontDescriptor}
    widths = {name: font.Widths[code - first] for name, code in (split.kept | split.moved).items() if 0 <= code - first < len(font.Widths)}
    by_code = {_MAC_ROMAN[name]: widths.get(name, 0) for name in split.kept}
    kept = Dictionary(**common, Encoding=Name.MacRomanEncoding, FirstChar=0, LastChar=255, Widths=Array([by_code.get(code, 0) for code in range(256)]))
    moved = Dictionary(
        **common,
        Encoding=Dictionary(Type=Name.Encoding, Differences=Array([FIRST_CODE, *(Name(f"/{name}") for name in split.moved)])),
        FirstChar=FIRST_CODE,
        LastChar=FIRST_CODE + max(len(split.moved) - 1, 0),
        Widths=Array([widths.get(name, 0) for name in split.moved] or [0]),
        ToUnicode=to_unicode(pdf, _stale_map(str(font.BaseFont))),
    )
    both = {"Kept": pdf.make_indirect(kept), "Moved": pdf.make_indirect(moved)}
    for fonts, name in split.users:
        for suffix, made in both.items():
            fonts[name + suffix] = made


def _stale_map(base: str) -> dict[int, str]:
    family = next(family for pattern, family in _FAMILIES if pattern.search(base))
    return {FIRST_CODE + i: text for i, text in enumerate(STALE[family]) if text != "\0"}
