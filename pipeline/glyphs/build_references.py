"""Compute `data/reference_outlines.csv`: the signatures of known outlines. Run when the references are to change.

    npm pack katex && tar xzf katex-*.tgz    # the file at hand: katex 0.19.1
    python -m pipeline.glyphs.build_references --katex package/dist/fonts

The fonts come with registry packages: Computer Modern (BaKoMa TrueType) and DejaVu with matplotlib, KaTeX's fonts (the AMS
fonts: Computer Modern in all cuts, MSAM and MSBM, Euler Fraktur, RSFS; MIT licence) with npm's `katex`, ITC Zapf Dingbats
and Symbol (URW) with MuPDF. Only measures of their outlines are kept, no outlines.
"""

from __future__ import annotations

import argparse
import csv
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pymupdf
from fontTools.ttLib import TTFont

from pipeline.glyphs.codes import text_of_code
from pipeline.glyphs.names import text_of_name
from pipeline.glyphs.program import FontProgram, builtin_program, open_program
from pipeline.glyphs.references import REFERENCES, written
from pipeline.glyphs.signature import MEASURES, signature

_COMPUTER_MODERN = ("cmr10", "cmmi10", "cmsy10", "cmex10", "cmb10", "cmti10", "cmtt10", "cmss10")
_DEJAVU = ("DejaVuSans", "DejaVuSerif")
# Of the text fonts only signs: their letters are those of one typeface among thousands.
_SIGNS = ((0x300, 0x30C), (0x2190, 0x21B5), (0x21C4, 0x21DD), (0x2200, 0x22FF), (0x2308, 0x230B), (0x239B, 0x23AE), (0x25A0, 0x2612), (0x2701, 0x27BF),
          (0x27E8, 0x27E9))  # fmt: skip
# A cut this near to one that is kept already (em; inked share) tells nothing more.
_SAME_MEASURES, _SAME_INK = 0.015, 0.04


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--katex", type=Path, required=True, help="folder of KaTeX's fonts (*.ttf)")
    options = parser.parse_args()
    kept: dict[str, list[np.ndarray]] = {}
    with REFERENCES.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        for source, text, program, gid in (*_matplotlib(), *_katex(options.katex), *_pictorial()):
            measured = signature(program.outline(gid))
            if measured is not None and text.strip() and not any(_same(measured, other) for other in kept.get(text, ())):
                kept.setdefault(text, []).append(measured)
                writer.writerow((source, text, *written(measured)))


def _same(one: np.ndarray, two: np.ndarray) -> bool:
    off = np.abs(one - two)
    return bool(off[:MEASURES].max() <= _SAME_MEASURES and off[MEASURES:].mean() <= _SAME_INK)


def _matplotlib() -> Iterator[tuple[str, str, FontProgram, int]]:
    import matplotlib

    folder = Path(matplotlib.get_data_path()) / "fonts" / "ttf"
    for name in _COMPUTER_MODERN:
        program = _program(folder / f"{name}.ttf")
        for gid in range(program.count):
            text = text_of_name(program.name(gid))
            if text:
                yield name, text, program, gid
    for name in _DEJAVU:
        program = _program(folder / f"{name}.ttf")
        for code, gid in _characters(folder / f"{name}.ttf"):
            if _sign(code):
                yield name, chr(code), program, gid


def _katex(folder: Path) -> Iterator[tuple[str, str, FontProgram, int]]:
    for path in sorted(folder.glob("KaTeX_*.ttf")):
        program = _program(path)
        for code, gid in _characters(path):
            text = text_of_code(path.stem, chr(code))
            if text is None and not 0xE000 <= code <= 0xF8FF:
                text = chr(code)
            if text:
                yield path.stem, text, program, gid


def _pictorial() -> Iterator[tuple[str, str, FontProgram, int]]:
    for name in ("ZapfDingbats", "Symbol"):
        program = builtin_program(name)
        assert program is not None
        for gid in range(program.count):
            text = text_of_name(program.name(gid), dingbats=name == "ZapfDingbats")
            if text and len(text) == 1 and _sign(ord(text)):
                yield name, text, program, gid


def _sign(code: int) -> bool:
    return any(low <= code <= high for low, high in _SIGNS)


def _program(path: Path) -> FontProgram:
    return open_program(pymupdf.Font(fontfile=str(path)))


def _characters(path: Path) -> list[tuple[int, int]]:
    with TTFont(path) as font:
        return [(code, font.getGlyphID(name)) for code, name in sorted(font.getBestCmap().items())]


if __name__ == "__main__":
    main()
