"""Cards that an exporter fills with a gradient."""

from __future__ import annotations

from pathlib import Path

import pikepdf
from pikepdf import Array, Dictionary, Name

from tests.reading.pdfs import read_first, write_pdf


def _shaded(path: Path, clip: str) -> Path:
    write_pdf(path, f"q {clip} re W n /S1 sh Q\n")
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        ramp = Dictionary(FunctionType=2, Domain=Array([0, 1]), C0=Array([0.9, 0.88, 0.8]), C1=Array([0.92, 0.9, 0.82]), N=1)
        shading = Dictionary(ShadingType=2, ColorSpace=Name.DeviceRGB, Coords=Array([0, 0, 300, 0]), Function=ramp, Extend=Array([True, True]))
        pdf.pages[0].Resources.Shading = Dictionary(S1=shading)
        pdf.save(path)
    return path


def test_a_clipped_gradient_is_a_filled_box(tmp_path: Path) -> None:
    (card,) = read_first(_shaded(tmp_path / "card.pdf", "20 100 200 60")).strokes
    assert card.rectangle and [round(x) for x in card.box] == [20, 40, 220, 100]
    assert card.fill is not None and 0xE0 <= card.fill >> 16 <= 0xEF


def test_a_gradient_over_the_page_is_its_ground(tmp_path: Path) -> None:
    assert read_first(_shaded(tmp_path / "page.pdf", "0 0 300 200")).strokes == ()
