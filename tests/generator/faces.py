"""Typefaces: Computer Modern and DejaVu (from Matplotlib's wheel) and the PDF's own Helvetica, with their measures."""

from __future__ import annotations

import importlib.util
import logging
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from fontTools.agl import AGL2UV
from fontTools.ttLib import TTFont

COMPUTER_MODERN = {"roman": "cmr10", "bold": "cmb10", "italic": "cmti10", "mono": "cmtt10",
                   "letters": "cmmi10", "symbols": "cmsy10", "delimiters": "cmex10"}  # fmt: skip
DEJAVU = {"sans": "DejaVuSans", "sans-bold": "DejaVuSans-Bold", "sans-italic": "DejaVuSans-Oblique",
          "sans-mono": "DejaVuSansMono"}  # fmt: skip
STIX = {"times": "STIXGeneral", "times-bold": "STIXGeneralBol", "times-italic": "STIXGeneralItalic"}
HELVETICA = {"helvetica": ("Helvetica", "phvr8a"), "helvetica-bold": ("Helvetica-Bold", "phvb8a"),
             "helvetica-italic": ("Helvetica-Oblique", "phvro8a")}  # fmt: skip

# What TeX's own glyph names draw, where the Adobe Glyph List has no word for them.
TEX_NAMES = {
    "lessmuch": "≪", "greatermuch": "≫", "lscript": "ℓ", "latticetop": "⊤", "negationslash": "\u0338", "ff": "ff",
    "fi": "fi", "fl": "fl", "ffi": "ffi", "ffl": "ffl", "summationdisplay": "∑", "summationtext": "∑",
    "arrownortheast": "↗", "arrowsoutheast": "↘", "arrownorthwest": "↖", "arrowsouthwest": "↙", "similarequal": "≃",
    "bardbl": "‖", "epsilon1": "ε",
    "multiply": "×", "minus": "−", "mapsto": "↦", "owner": "∋", "prime": "′", "similar": "∼", "followsequal": "⪰",
    "precedesequal": "⪯", "Delta": "Δ", "Omega": "Ω", "mu": "μ",
}  # fmt: skip


@dataclass(frozen=True)
class Face:
    """One typeface: advance widths in 1/1000 em by glyph name, and the glyph that draws a character."""

    name: str
    postscript: str
    widths: dict[str, float]
    glyph_of: dict[str, str]
    program: Path | None  # None: one of the 14 fonts that every viewer has
    codes: dict[str, int]  # the code of a glyph in the font's own (TeX) encoding; empty for other fonts

    def width(self, glyphs: list[str], size: float) -> float:
        return sum(self.widths[name] for name in glyphs) * size / 1000


def matplotlib_data() -> Path:
    spec = importlib.util.find_spec("matplotlib")
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError("the generator draws with the fonts of matplotlib's wheel: pip install matplotlib")
    return Path(spec.origin).parent / "mpl-data" / "fonts"


def unicode_of(glyph: str) -> str:
    """The text that a glyph of this name draws ("" when the name says nothing)."""
    if glyph in TEX_NAMES:
        return TEX_NAMES[glyph]
    return chr(AGL2UV[glyph]) if glyph in AGL2UV else ""


def _read_afm(path: Path) -> list[tuple[int, str, float]]:
    """(code, glyph name, width) for each line of an AFM file's metrics."""
    rows = []
    for line in path.read_text("latin-1").splitlines():
        if line.startswith("C "):
            parts = dict(item.split(None, 1) for item in (p.strip() for p in line.split(";")) if " " in item)
            rows.append((int(parts["C"]), parts["N"].strip(), float(parts["WX"])))
    return rows


logging.getLogger("fontTools.ttLib.tables._h_e_a_d").setLevel(logging.ERROR)  # the wheel's fonts carry odd dates


@cache
def load_program(path: Path) -> TTFont:
    return TTFont(path, recalcTimestamp=False)


@cache
def face(name: str) -> Face:
    """The face of this name (a key of the tables above)."""
    data = matplotlib_data()
    if name in HELVETICA:
        postscript, afm = HELVETICA[name]
        rows = _read_afm(data / "afm" / f"{afm}.afm")
        glyph_of = {unicode_of(glyph): glyph for _, glyph, _ in rows if unicode_of(glyph)}
        return Face(
            name, postscript, {g: w for _, g, w in rows}, glyph_of | {"’": "quoteright", "'": "quotesingle"}, None, {}
        )
    postscript = (COMPUTER_MODERN | DEJAVU | STIX)[name]
    path = data / "ttf" / f"{postscript}.ttf"
    program = load_program(path)
    scale = 1000 / program["head"].unitsPerEm
    widths = {glyph: advance * scale for glyph, (advance, _) in program["hmtx"].metrics.items()}
    if name not in COMPUTER_MODERN:
        return Face(name, postscript, widths, {chr(c): g for c, g in program.getBestCmap().items()}, path, {})
    afm = data / "afm" / f"{'cmr10' if postscript == 'cmb10' else postscript}.afm"
    codes = {glyph: code for code, glyph, _ in _read_afm(afm) if code >= 0 and glyph in widths}
    for glyph in ("endash", "emdash"):  # these programs name their dashes the wrong way round
        codes.pop(glyph, None)
    glyph_of = {unicode_of(glyph): glyph for glyph in codes if unicode_of(glyph)} | {
        "'": "quoteright",
        '"': "quotedblright",
    }
    return Face(name, postscript.upper(), widths, {c: g for c, g in glyph_of.items() if g in widths}, path, codes)


@cache
def glyph_extent(name: str, glyph: str) -> tuple[float, float]:
    """(lowest, highest) point of a glyph in 1/1000 em over the baseline."""
    program = load_program(face(name).program)
    outline = program["glyf"][glyph]
    scale = 1000 / program["head"].unitsPerEm
    return (outline.yMin * scale, outline.yMax * scale) if outline.numberOfContours else (0.0, 0.0)
