"""One path through the homework: the question of every turn, decided over the whole report.

The walk through a report (`drafts.py`) follows labels as they come and never looks back. Here all that speaks for a
question is weighed together: what the walk says, what a turn names itself, how alike its words are to what other reports of
the homework say in that question (`pipeline.homework.bank`), and the order in which people go on. The likeliest sequence is
found by the Viterbi algorithm, its certainty by the forward-backward algorithm (Rabiner, "A tutorial on hidden Markov
models", 1989).
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from pipeline.homework.bank import KnownHomework, telling_words
from pipeline.report import Record
from pipeline.segments.labels import find_labels, opening_label
from pipeline.segments.place import Place, quoted_question
from pipeline.segments.placed import Placed

# Weights of what speaks for a question, found by trying on reports whose places people have read, each report's author left
# out of the bank (`tests/place_quality.py`).
NAMED_TOO, CARRIED, UNTOLD = 8.4, 2.0, 0.3  # the walk's question where the turn names it too, where it does not; none
NAMED = 3.0  # a question that the turn names and the walk does not follow
ALIKE, MOST_ALIKE = 1.0, 3.0  # of the likeness to a question, and the likeness that counts at most
NOWHERE, GUESSED = 0.5, 1.5  # against no question at all, and against one for which nothing speaks
WITHIN, NEXT, AHEAD, BACK = 4.2, 1.0, 2.0, 4.9  # against going to another question in an answer, to the next, on, back
HEAD = 300  # characters at the head of a turn in which it names its question
BEFORE = 200  # characters at the end of a heading before a turn


@dataclass(frozen=True, slots=True)
class _Unit:
    """Lines of one turn that the walk puts at one question: their indices in the placed lines."""

    record: int
    kind: str
    question: str | None
    lines: tuple[int, ...]
    named: frozenset[str]  # what the turn itself, a heading before it or the heading of its section names
    words: frozenset[str]


def along_the_path(drafts: list[Record], placed: list[Placed], known: KnownHomework, told: frozenset[int]) -> tuple[list[Record], list[Placed]]:
    """The drafts and placed lines with their questions decided together; drafts know how sure (0-1) their question is.
    `told` are the indices of the lines whose question a note tells."""
    units = _units(drafts, placed, told)
    if not units:
        return drafts, placed
    questions, sure = _decide(units, known)
    moved = {at: (unit, question) for unit, question in zip(units, questions, strict=True) for at in unit.lines}
    out: list[Placed] = []
    before, after = None, None  # the question of the last unit by the walk, and by the path
    passing: dict[int, tuple[str | None, str | None]] = {}
    for at, entry in enumerate(placed):
        if at in moved:
            unit, question = moved[at]
            before, after = unit.question, question
            out.append(replace(entry, place=_moved(entry.place, question, unit, placed)))
        else:
            passing.setdefault(entry.record, (before, after))
            out.append(replace(entry, place=_carried(entry.place, before, after)))
    return _redrafted(drafts, units, questions, sure, passing, out), out


def _redrafted(drafts: list[Record], units: list[_Unit], questions: list[str | None], sure: list[float], passing: dict[int, tuple[str | None, str | None]],
               placed: list[Placed]) -> list[Record]:  # fmt: skip
    """The drafts at the path's questions; `passing` is what the path made of the walk's question where a draft that is no
    turn stands."""
    first: dict[int, Place] = {}
    for entry in placed:
        first.setdefault(entry.record, entry.place)
    of_record: dict[int, list[tuple[_Unit, str | None, float]]] = {}
    for unit, question, chance in zip(units, questions, sure, strict=True):
        of_record.setdefault(unit.record, []).append((unit, question, chance))
    made: list[Record] = []
    last: tuple[str | None, str | None] = (None, None)
    chance, stated = None, False
    for draft in drafts:
        if draft.seq in of_record:
            unit, question, chance = of_record[draft.seq][0]
            stated = question is not None and (question in unit.named or draft.kind == "response" and stated and question == last[1])
            end = of_record[draft.seq][-1]
            last = (end[0].question, end[1])
            place = first[draft.seq]
            if place.question != draft.question:
                draft = replace(draft, question=place.question, part=place.full_part, parts=place.parts)
            draft = replace(draft, place_confidence=chance, stated=stated)
        elif draft.kind == "annotation":
            was, now = passing.get(draft.seq, last)
            if draft.question == was and was != now:
                draft = replace(draft, question=now, part=draft.part if was is None or _names_part(draft.text, draft.part) else None, parts=())
            draft = replace(draft, place_confidence=chance)
        made.append(draft)
    return made


def _units(drafts: list[Record], placed: list[Placed], told: frozenset[int]) -> list[_Unit]:
    runs: list[list[int]] = []
    for at, entry in enumerate(placed):
        if entry.record >= len(drafts) or drafts[entry.record].kind not in ("prompt", "response"):
            continue
        last = placed[runs[-1][-1]] if runs else None
        if last is not None and last.record == entry.record and last.place.question == entry.place.question:
            runs[-1].append(at)
        else:
            runs.append([at])
    units = []
    passed = -1  # the last turn's draft
    section: str | None = None  # the question that the last heading gave
    for run in runs:
        record = placed[run[0]].record
        text = "\n".join(placed[at].line.text for at in run)
        named = {label.question for label in find_labels(text[:HEAD]) if label.question}
        named |= {found for found in (quoted_question(text), placed[run[0]].place.question if run[0] in told else None) if found}
        question = placed[run[0]].place.question
        if record != passed:
            headed = _headed(drafts[passed + 1 : record], units[-1].question if units else None)
            section = question if question in headed else section if question == section else None
            named |= headed | ({section} if section else set())
        passed = record
        units.append(_Unit(record, drafts[record].kind, question, tuple(run), frozenset(named), telling_words(text)))
    return units


def _headed(between: list[Record], before: str | None) -> set[str]:
    """The questions that headings between two turns name, or lead the walk to from `before`."""
    headings = [draft for draft in between if draft.kind == "context"]
    named = {label.question for heading in headings for label in find_labels(heading.text[-BEFORE:]) if label.question}
    return named | {heading.question for heading in headings[-1:] if heading.question and heading.question != before}


def _decide(units: list[_Unit], known: KnownHomework) -> tuple[list[str | None], list[float]]:
    """The question of each unit on the likeliest path, and its posterior probability."""
    numbers = {unit.question for unit in units} | {question for unit in units for question in unit.named} | set(known.counts)
    states: list[str | None] = [*sorted((q for q in numbers if q is not None), key=lambda q: (int(q) if q.isdigit() else 99, q)), None]
    emitted = np.array([_evidence(unit, states, known) for unit in units])
    steps = _transitions(states)
    best, came = [emitted[0]], []
    forward = [emitted[0]]
    costs = []
    for before, unit, row in zip(units, units[1:], emitted[1:], strict=False):
        cost = steps if not (unit.kind == "response" and before.kind == "prompt" or unit.record == before.record) else np.where(np.eye(len(states), dtype=bool), 0.0, -WITHIN)
        costs.append(cost)
        ways = best[-1][:, None] + cost
        came.append(ways.argmax(axis=0))
        best.append(ways.max(axis=0) + row)
        forward.append(np.logaddexp.reduce(forward[-1][:, None] + cost, axis=0) + row)
    backward = [np.zeros(len(states))]
    for cost, row in zip(reversed(costs), emitted[:0:-1], strict=True):
        backward.append(np.logaddexp.reduce(cost + row + backward[-1], axis=1))
    at = int(best[-1].argmax())
    path = [at]
    for back in reversed(came):
        at = int(back[at])
        path.append(at)
    path.reverse()
    joint = np.array(forward) + np.array(backward[::-1])
    chances = np.exp(joint - np.logaddexp.reduce(joint, axis=1)[:, None])
    return [states[i] for i in path], [round(float(chances[row, i]), 4) for row, i in enumerate(path)]


def _evidence(unit: _Unit, states: list[str | None], known: KnownHomework) -> list[float]:
    alike = known.likeness(unit.words)
    least = min(alike.values(), default=0.0)
    found = []
    for question in states:
        weight = 0.0
        if question == unit.question:
            weight = UNTOLD if question is None else NAMED_TOO if question in unit.named else CARRIED
        elif question in unit.named:
            weight = NAMED
        if question is None:
            weight -= NOWHERE
        elif alike:
            weight += ALIKE * min(MOST_ALIKE, alike.get(question, least / 2))
        elif weight == 0.0:
            weight -= GUESSED
        found.append(weight)
    return found


def _transitions(states: list[str | None]) -> np.ndarray:
    """Log weights of going from one question (row) to another (column) at a prompt."""
    numbers = [int(state) if state is not None and state.isdigit() else None for state in states]
    table = np.zeros((len(states), len(states)))
    for i, before in enumerate(numbers):
        for j, after in enumerate(numbers):
            if i == j:
                continue
            if before is not None and after is not None:
                table[i, j] = -(NEXT if after == before + 1 else AHEAD if after > before else BACK)
            else:
                table[i, j] = -(AHEAD if before is None else BACK)
    return table


def _moved(place: Place, question: str | None, unit: _Unit, placed: list[Placed]) -> Place:
    """A line's place at the unit's new question; a part that was only carried along from another question is dropped."""
    if question == place.question:
        return place
    own = place.question is None or any(_names_part(placed[at].line.text, place.part) for at in unit.lines)
    return Place(question, place.part, place.sub, place.parts) if own else Place(question)


def _carried(place: Place, before: str | None, after: str | None) -> Place:
    return place if before == after or place.question != before else Place(after)


def _names_part(text: str, part: str | None) -> bool:
    if part is None:
        return False
    letter = part.split(".")[0]
    opening = opening_label(text)
    return opening is not None and opening.part == letter or any(label.part == letter for label in find_labels(text[:HEAD]))
