"""Which part a text speaks of, by shared words and quotations."""

import pytest

from pipeline.segments.likeness import likeliest, shared

PARTS = {
    "a": ["The wheel turns around its axle twice.", "So the wheel stops."],
    "b": ["The kettle boils water for the tea.", "Steam leaves the kettle."],
    "c": ["The wheel and the kettle are painted green."],
}


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("Why does the steam come before the water boils?", "b"),
        ("What do you mean by “stops”? And the “turns around its axle” bit?", "a"),
        ("Why the wheel?", None),  # two parts speak of wheels
        ("Please shorten it.", None),
    ],
)
def test_the_part_that_a_text_takes_up(text: str, part: str | None) -> None:
    assert likeliest(text, PARTS) == part


def test_share_of_words() -> None:
    assert shared("The kettle boils tea", PARTS["b"]) == 1.0
    assert shared("Boats and kettle", PARTS["b"]) == 0.5
    assert shared("of it", PARTS["b"]) == 1.0
