"""Reports whose labels and looks stand in no vocabulary: who speaks is induced from the report."""

from __future__ import annotations

import re
from statistics import mean

import pytest

from pipeline.report import Record
from pipeline.segments.records import segment_report
from tests.segments.invented import Chat, chat

SEEDS = range(6)
STYLES = ("own line", "heading", "run-in", "prompts alone", "bubble", "card", "cards", "bold", "italic", "coloured", "quoted")


def _plain(text: str) -> str:
    return re.sub(r"[^a-z0-9]", "", text.casefold())


def _turns(made: Chat, records: tuple[Record, ...]) -> float:
    """F1 of the turns: same speaker, same page, same first words."""
    found = [(record.kind, record.page_start, _plain(record.text)) for record in records if record.kind in ("prompt", "response")]
    hits = 0
    left = list(found)
    for kind, line in made.turns:
        hit = next((turn for turn in left if turn[:2] == (kind, line.page) and turn[2].startswith(_plain(line.text)[:25])), None)
        if hit is not None:
            left.remove(hit)
            hits += 1
    return 2 * hits / (len(found) + len(made.turns))


@pytest.mark.parametrize("style", STYLES)
def test_turns_are_found_in_any_words_and_looks(style: str) -> None:
    scores = [_turns(made, segment_report(made.layouts)) for made in (chat(style, {"colour": 0xCC0000}, seed) for seed in SEEDS)]
    assert mean(scores) >= 0.85, scores


# Where a pair of markers is not set apart, that answers are longer than what is asked is part of its proof; and only a first
# line shows that it is quoted.
@pytest.mark.parametrize("style", [style for style in STYLES if style not in ("run-in", "quoted")])
def test_whole_questions_may_be_pasted(style: str) -> None:
    scores = [_turns(made, segment_report(made.layouts)) for made in (chat(style, {"colour": 0xCC0000}, seed, pasted=True) for seed in SEEDS)]
    assert mean(scores) >= 0.85, scores


@pytest.mark.parametrize(
    ("remark", "least"), [({"colour": 0x0000CC}, 0.9), ({"x": 100.0, "wide": 80}, 0.8), ({"fill": 0xFFF8DC, "x": 80.0}, 0.8), ({}, 0.6)],
    ids=["coloured", "set in", "boxed", "plain"],
)  # fmt: skip
def test_remarks_behind_answers_are_told_by_look_or_voice(remark: dict, least: float) -> None:
    found = wanted = right = 0
    for seed in SEEDS:
        made = chat("own line", remark, seed)
        notes = [_plain(record.text) for record in segment_report(made.layouts) if record.kind == "annotation"]
        found, wanted = found + len(notes), wanted + len(made.remarks)
        right += sum(any(_plain(line.text)[:25] in note for note in notes) for line in made.remarks)
    assert 2 * right / (found + wanted) >= least


def test_answers_without_remarks_give_none() -> None:
    made = [chat(style, None, seed) for style in ("own line", "run-in", "heading") for seed in SEEDS]
    notes = [sum(record.kind == "annotation" for record in segment_report(one.layouts)) for one in made]
    assert mean(notes) <= 0.5
