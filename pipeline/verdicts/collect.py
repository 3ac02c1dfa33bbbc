"""Verdict rows from a report's records: each judging note, table row and mark gives evidence; one row a part remains.

What a note judges is decided by `pipeline.verdicts.language`, what it is about by its own labels first and its place second.
Where several pieces speak of one part the student's last clear word counts, for a hint may have mended a first failure.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import replace

from pipeline.report import Record, Verdict
from pipeline.segments.about import only_parts, sums_up
from pipeline.segments.labels import find_labels, is_excepted
from pipeline.segments.prompts import asked_questions
from pipeline.verdicts.language import Judgement, judge
from pipeline.verdicts.legend import Level, level_in, read_legend
from pipeline.verdicts.statements import Key, Statement, statements
from pipeline.verdicts.weigh import weighed

FLOOR = 0.45  # judgements below this confidence make no row: a style remark is not a verdict
CLEAR = 0.6  # from here a later judgement replaces an earlier one
SUMMARY = 0.7  # of its confidence is left to a sentence that sums up several questions
REVIEW = 0.7  # rows below this are marked for a person
_ALL_PARTS = re.compile(
    r"\b(?:all|every|each|both)\b(?:\s+\w+){0,2}\s+(?:(?:sub-?)?parts?|answers|cases?|solutions|of (?:these|those|them))\b"
    r"|\ball (?:three|four|five|six|\d)\b|\b(?:everything|all)\s+(?:but|except|besides|other than|apart from|aside from)\b", re.IGNORECASE)  # fmt: skip
_ALL_QUESTIONS = re.compile(
    r"\b(?:all|every|each)\b(?:\s+(?:of|the|these|its|my|single|sub-?parts?|two|three|four|five|six|seven|eight|\d|written|theor\w+|non-?coding|homework)){0,5}"
    r"\s+(?:questions?|problems?)\b(?!\s+(?:in|of|for)\s+(?:this\s+)?part)", re.IGNORECASE)  # fmt: skip
_BUT = re.compile(r"\b(?:except|excluding|besides|but|other than|apart from|aside from|with the exception of)\b(?:\s+for)?\s", re.IGNORECASE)
_THE_LAST = re.compile(r"\s*(?:for\s+)?the\s+(?:very\s+)?last\b", re.IGNORECASE)
_WHOLE = re.compile(r"\b(?:questions?|problems?|exercise|overall|whole|entire\w*|everything)\b|\bQ\s?\d", re.IGNORECASE)
UNKNOWN: Key = (None, None)
NEAR_START = 7  # tokens from the start of a prompt within which it says how the answer before was
_REQUEST = re.compile(
    r"^\W*(?:(?:now|ok(?:ay)?|so|then|and|also|please|next)\b\W*)*(?:please|can|could|would|will|solve|answer|give|show|do|explain|check|verify|make|use|find"
    r"|prove|write|try|redo|fix|correct (?:the|this|that|your|it|any|my)|let|what|why|how|is|are|does|i(?:['’]ll|['’]m|\s+(?:am|want|will|need|would|have)))\b",
    re.IGNORECASE,
)
_HEARD = re.compile(r"^\W*(?:ok(?:ay)?|alright|cool|thanks|thank you|got it|i see|sure|yes)\b", re.IGNORECASE)  # "ok, nice" goes on and judges nothing
_GOES_ON = re.compile(r"^(?:this|that|these|those|it|your|you|all|i think)\b", re.IGNORECASE)


def collect_verdicts(records: tuple[Record, ...]) -> tuple[Verdict, ...]:
    """One row for each (question, part) that the student judges, in order of question and part, then one for each answer that
    is judged though nothing tells its question."""
    legend = read_legend([record.text for record in records if record.kind in ("annotation", "context")])
    pieces = [piece for record in records if record.kind == "annotation" or _levelled(record, legend) for piece in record.rows or (record,)]
    evidence = [verdict for piece in pieces for verdict in _from_note(piece, records, legend)]
    judged = {verdict.question for verdict in evidence}
    evidence += [verdict for verdict in _from_prompts(records) if verdict.question not in judged]
    groups: dict[tuple[str | None, str | None, int | None], list[Verdict]] = defaultdict(list)
    for verdict in evidence:
        groups[verdict.question, verdict.part, None if verdict.question else _answer_of(verdict, records)].append(verdict)
    rows = [_final(group, records) for group in groups.values()]
    rows = [row for row in rows if not (row.question and row.part is None and _in_doubt(row, sum(q == row.question and part is not None for q, part, _ in groups)))]
    return tuple(sorted((_with_log(row, records) for row in rows), key=_order))


def _levelled(record: Record, legend: dict[str, Level]) -> bool:
    """A row of the student's summary table that gives a part its level."""
    return record.kind == "context" and record.question is not None and level_in(record.text, legend) is not None


def _from_note(note: Record, records: tuple[Record, ...], legend: dict[str, Level]) -> list[Verdict]:
    if note.mark is not None and len(note.text.strip()) <= 2:
        judgement = Judgement("correct" if note.mark == "✓" else "incorrect", None, None, "mark", 0.9 * max(note.confidence, 0.5), note.mark)
        return _rows(note, judgement, _own_place(note, records))
    given = level_in(note.text, legend)
    if given is not None:
        judgement = Judgement(given[1].verdict, given[1].one_shot, judge(note.text).hallucination, "level", 0.95, given[0])
        return _rows(note, judgement, _own_place(note, records))
    found: list[Verdict] = []
    only = only_parts(records)
    for statement in statements(note):
        found += _from_statement(statement, note, records, only)
    return found


def _from_statement(statement: Statement, note: Record, records: tuple[Record, ...], only: dict[str, str]) -> list[Verdict]:
    """The rows of one statement; `only` are the parts of the questions of which one part was asked."""
    if statement.rest_of:
        return _rows(note, weighed(statement.text), _others(statement.rest_of, note, records))
    summed = _all_questions(statement.text, records) if note.channel == "typed" and not statement.places else []
    but = _BUT.search(statement.text) if summed or statement.excepted else None
    judgement = weighed(statement.text[: but.start()] if but else statement.text)
    if but and statement.excepted and judgement.verdict is None:  # "everything except part (b) is right"
        judgement = weighed(_without_exception(statement.text, but.start()))
    if judgement.rule not in ("right", "one-shot"):
        summed = []
    if but and statement.excepted and judgement.verdict == "correct" and not summed:
        of_exception = weighed(statement.text[but.end() :])
        if of_exception.verdict in (None, "correct"):
            of_exception = Judgement("incorrect", None, None, "excepted", CLEAR, but[0])
        return _rows(note, judgement, _others(statement.excepted, note, records)) + _rows(note, of_exception, list(statement.excepted))
    places = [(q, part or only.get(q)) for q, part in statement.places] or summed or _own_place(note, records, statement.text)
    rows = _rows(note, judgement, places)
    if summed or (statement.places and note.question is None):
        return [replace(row, confidence=round(row.confidence * SUMMARY, 4), needs_review=True) for row in rows]
    return rows


def _without_exception(text: str, start: int) -> str:
    """A text without the exception that begins at the character `start`: up to the last part that it leaves out."""
    return text[:start] + text[max(label.end for label in find_labels(text) if is_excepted(text, label)) :]


def _others(places: tuple[Key, ...], note: Record, records: tuple[Record, ...]) -> list[Key]:
    """The other parts of the question of `places` that the answer which a note is about has, as far as they are known."""
    question = places[0][0]
    parts = _parts_answered(records[note.target], question) if note.target is not None else []
    return [(question, part) for part in parts if (question, part) not in places]


def _own_place(note: Record, records: tuple[Record, ...], text: str = "") -> list[Key]:
    """The places of a note; the unknown one where it stands at a turn whose question nothing tells."""
    if note.question is None:
        at_turn = note.target is not None and records[note.target].question is None and records[note.target].kind != "prompt"
        return [UNKNOWN] if at_turn and not sums_up(note.text) else []
    if note.parts:
        return [(note.question, part) for part in note.parts]
    if _ALL_PARTS.search(text or note.text) and note.target is not None:
        parts = _parts_answered(records[note.target], note.question)
        if note.part is None and len(parts) > 1:
            return [(note.question, part) for part in parts]
    return [(note.question, note.part)]


def _all_questions(text: str, records: tuple[Record, ...]) -> list[Key]:
    """The questions of the log where a text speaks of all of them, each as a whole, without those it excepts ("every
    question but the last", "all questions except Q5")."""
    if not _ALL_QUESTIONS.search(text):
        return []
    named = {question for record in records if record.kind == "prompt" for question in asked_questions(record.text)}
    turns = {record.question for record in records if record.kind in ("prompt", "response") and record.question}
    numbers = sorted(named | turns, key=int)
    but = _BUT.search(text)
    excepted = {label.question for label in find_labels(text[but.end() :])} if but else set()
    if but and _THE_LAST.match(text, but.end()):
        excepted = set(numbers[-1:])
    told = (record.text for record in records if record.kind in ("prompt", "annotation"))
    skipped = {label.question for said in told for label in find_labels(said, bare=False) if is_excepted(said, label)}
    return [(number, None) for number in numbers if number not in excepted | skipped]


def _parts_answered(response: Record, question: str) -> list[str]:
    """The lettered parts that a response's own headings name, in order."""
    parts: list[str] = []
    for line in response.lines:
        label = next(iter(find_labels(line.text[:30])), None)
        if label and label.part and label.start <= 8 and label.question in (None, question):
            parts.append(label.part)
    unique = sorted(dict.fromkeys(parts))
    return [part for i, part in enumerate(unique) if part == chr(ord("a") + i)]


def _rows(note: Record, judgement: Judgement, places: list[Key]) -> list[Verdict]:
    if judgement.verdict is None or judgement.confidence < FLOOR:
        return []
    confidence = round(judgement.confidence * (0.5 + 0.5 * note.confidence), 4)
    return [
        Verdict(
            question=question, part=part, verdict=judgement.verdict, evidence=note.text, record=note.seq, page=note.page_start,
            channel=note.channel, confidence=confidence, rule=judgement.rule, one_shot=judgement.one_shot,
            hallucination=judgement.hallucination, needs_review=question is None or confidence < REVIEW,
        )
        for question, part in places
    ]  # fmt: skip


def _from_prompts(records: tuple[Record, ...]) -> list[Verdict]:
    """Judgements that open a prompt ("Perfect! Let's move on") speak of the answer before it."""
    found = []
    answer: Record | None = None
    for record in records:
        if record.kind == "response":
            answer = record
        elif record.kind == "prompt" and answer is not None:
            said = replace(answer, text=_opening(record.text), part=None if answer.parts else answer.part, parts=())
            for statement in statements(said):
                judgement = judge(statement.text)
                if judgement.verdict is None or judgement.rule == "grade" or judgement.cues[0].start > NEAR_START:
                    continue
                praise = 0.5 if judgement.rule == "praise" and not _HEARD.match(statement.text) else 0.0
                judgement = replace(judgement, confidence=min(max(judgement.confidence, praise), 0.6), rule=f"prompt: {judgement.rule}")
                places = list(statement.places) or ([(answer.question, said.part)] if answer.question else [])
                found += [replace(row, needs_review=True) for row in _rows(record, judgement, places)]
    return found


def _opening(prompt: str) -> str:
    """The words of a prompt before it asks for anything: its first sentence, and the second where that goes on about the answer."""
    sentences = re.split(r"(?<=[.!?])\s+|\n{2,}", prompt.strip())
    if _REQUEST.match(sentences[0]):
        return ""
    return " ".join(sentences[:2]) if len(sentences) > 1 and _GOES_ON.match(sentences[1]) and not sentences[1].endswith("?") else sentences[0]


def _final(group: list[Verdict], records: tuple[Record, ...]) -> Verdict:
    """The student's last clear word on a part, where it was first said; without one, the most confident piece of evidence.

    An answer that is right where an earlier one was not is right after help, which is partial.
    """
    clear = [verdict for verdict in group if verdict.confidence >= CLEAR]
    last = clear[-1] if clear else max(group, key=lambda verdict: verdict.confidence)
    chosen = next(verdict for verdict in clear or [last] if verdict.verdict == last.verdict)
    judged = _answer_of(last, records)
    if chosen.verdict == "correct" and chosen.rule != "level" and any(v.verdict != "correct" and _answer_of(v, records) < judged for v in clear):
        chosen = replace(chosen, verdict="partial", one_shot=False, rule="right after a wrong answer")
    disagree = len({verdict.verdict for verdict in group}) > 1
    one_shot = chosen.one_shot
    if one_shot is None:
        one_shot = next((verdict.one_shot for verdict in reversed(group) if verdict.one_shot is not None and verdict.verdict == chosen.verdict), None)
    hallucination = next((verdict.hallucination for verdict in group if verdict.hallucination), chosen.hallucination)
    return replace(chosen, one_shot=one_shot, hallucination=hallucination, needs_review=chosen.needs_review or disagree)


def _answer_of(verdict: Verdict, records: tuple[Record, ...]) -> int:
    """The number of the answer that a piece of evidence judges: what its note is about, or the last one before it."""
    note = records[verdict.record]
    last = note.target if note.target is not None and note.kind == "annotation" else note.seq
    return next((i for i in range(last, -1, -1) if records[i].kind == "response"), -1)


def _in_doubt(row: Verdict, parts: int) -> bool:
    """Whether a row of a whole question is a remark in passing, where `parts` of its parts are judged."""
    return parts > 0 and row.confidence < REVIEW or parts > 1 and not _WHOLE.search(row.evidence)


def _with_log(row: Verdict, records: tuple[Record, ...]) -> Verdict:
    """Add how many prompts the part took; a right answer to a single one was right at the first try."""
    if row.question is None:
        return row
    letter = row.part.split(".")[0] if row.part else None
    prompts = [
        record for record in records
        if record.kind == "prompt" and record.question == row.question
        and (letter is None or record.part is None or record.part.split(".")[0] == letter)
    ]  # fmt: skip
    count = len(prompts) or None
    one_shot = row.one_shot
    if one_shot is None and row.verdict == "correct" and count == 1:
        one_shot = True
    return replace(row, n_prompts=count, one_shot=one_shot)


def _order(row: Verdict) -> tuple[int, str, str, int]:
    question = row.question or ""
    return (int(question) if question.isdigit() else 99, question, row.part or "", row.record or 0)
