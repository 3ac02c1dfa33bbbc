"""How likely each record's words have the voice of its kind, whatever decided the kind.

The voice model (`pipeline.language.voice`) is no part of most decisions about typed turns, so it is a fair second opinion:
where it disagrees over much of a report, a person should look at the turns.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from pipeline.language.voice import ANSWERS, ASKS, FURNITURE, REMARKS, TELLS, voices
from pipeline.report import Record

VOICES_OF = {"prompt": (ASKS,), "response": (ANSWERS,), "annotation": (REMARKS, TELLS), "context": (FURNITURE, TELLS)}
HEARD = 12  # lines of a record that are heard, from its beginning
FLOOR = 0.02  # least probability of a line, so that one line does not decide
UNLIKE, UNCLEAR = 0.2, 0.5  # a record below this probability is unlike its kind; share of a report's turns from which it is unclear
LEAST_TURNS = 2


def with_probability(records: tuple[Record, ...]) -> tuple[Record, ...]:
    """The typed records with the probability that their words have their kind's voice: the geometric mean over their first
    lines. What a pen or a PDF annotation wrote is the student's without a doubt and gets none."""
    typed = [i for i, record in enumerate(records) if record.lines or record.channel == "typed"]
    lines = [_lines(records[i]) for i in typed]
    heard = voices([line for of_record in lines for line in of_record])
    made = list(records)
    at = 0
    for i, of_record in zip(typed, lines, strict=True):
        rows = heard[at : at + len(of_record)]
        at += len(of_record)
        if len(rows):
            chances = np.maximum(rows[:, VOICES_OF[records[i].kind]].sum(axis=1), FLOOR)
            made[i] = replace(records[i], probability=round(float(np.exp(np.log(chances).mean())), 4))
    return tuple(made)


def is_unclear(records: tuple[Record, ...]) -> bool:
    """Whether the turns of a report sound unlike what they are said to be."""
    turns = [record.probability for record in records if record.kind in ("prompt", "response") and record.probability is not None]
    return len(turns) >= LEAST_TURNS and sum(chance < UNLIKE for chance in turns) > UNCLEAR * len(turns)


def _lines(record: Record) -> list[str]:
    texts = [line.text for line in record.lines] if record.lines else record.text.split("\n")
    return [text for text in texts if text.strip()][:HEARD]
