"""Which lines are a page's header and footer."""

from __future__ import annotations

from pipeline.layout.arrange import arrange
from pipeline.report import Glyph, Page
from tests.layout.drawing import word


def _said(text: str, x: float, y: float, size: float = 10.0) -> list[Glyph]:
    return [glyph for i, piece in enumerate(text.split()) for glyph in word(piece, x + 45 * i, y, size)]


def _zones(*parts: list[Glyph], number: int = 1) -> dict[str, str]:
    return {line.text: line.zone for line in arrange(Page(number, 600.0, 800.0, tuple(g for part in parts for g in part))).lines}


def test_a_page_number_at_the_head_or_foot() -> None:
    text = [_said("widgets turn gears", 50, y) for y in (100, 400, 700)]
    assert _zones(*text, _said("12", 300, 780))["12"] == "footer"
    assert _zones(*text, _said("12", 540, 30))["12"] == "header"
    assert _zones(*text, _said("https://example.org", 20, 790), _said("12", 300, 775))["12"] == "footer"


def test_a_number_with_text_beyond_it_is_no_page_number() -> None:
    text = [_said("widgets turn gears", 50, y) for y in (30, 100, 700, 785)]
    assert _zones(*text, _said("2", 200, 760)) == {"widgets turn gears": "body", "2": "body"}
    assert _zones(*text, _said("1", 200, 50)) == {"widgets turn gears": "body", "1": "body"}


def test_the_number_of_the_page_well_above_its_foot() -> None:
    text = [_said("widgets turn gears", 50, y) for y in (100, 400, 600)]
    assert _zones(*text, _said("12", 300, 640), number=11)["12"] == "footer"
    assert _zones(*text, _said("40", 300, 640), number=11)["40"] == "body"
    assert _zones(*text, _said("12", 300, 500), number=11)["12"] == "body"
