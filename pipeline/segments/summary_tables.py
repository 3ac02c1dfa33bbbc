"""Tables in which the student judges: "Part | Key result | Status", one row a question or part."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.report import Box, Line, Table
from pipeline.segments.labels import find_labels
from pipeline.segments.speakers import SpeakerLabel, is_own_section
from pipeline.verdicts.language import judge

TERSE = 3  # words of an outcome in a table that reads as one remark
_STATUS = re.compile(r"\b(?:status|result|correct(?:ness)?|performance|verdict|evaluation|outcome|grade|accuracy|accurate|assessment|right|judg\w+|score|level|tier|one[- ]?shot|rating)\b", re.IGNORECASE)
_COMMENT = re.compile(r"\b(?:notes?|comments?|remarks?|observations?|explanations?|reasons?|feedback|details?)\b", re.IGNORECASE)
_MARK = re.compile(r"^\W*[✓✔✅☑✗✘❌✖■]\W*$|^(?:yes|no|y|n|pass(?:ed)?|fail(?:ed)?)$", re.IGNORECASE)
_LEVEL = re.compile(r"^\s*[LTS](?:\d|x)\s*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class JudgedRow:
    """A table row that judges: what it is `about` (its label cell), its `text`, and its box. `level` tells that it only
    gives a level of the student's scale, which the notes of the report say in words too."""

    about: str
    text: str
    box: Box
    level: bool


def judged_rows(table: Table) -> tuple[JudgedRow, ...]:
    """The judging rows of a table; none where its columns hold no labels or no judgements (data, not a verdict)."""
    rows = [row for row in table.rows if any(cell.strip() for cell in row)]
    if len(rows) < 2:
        return ()
    header, body = rows[0], rows[1:]
    names = _label_column(body)
    status = _status_column(header, body, names)
    if names is None or status is None:
        return ()
    found = []
    for index, row in enumerate(table.rows):
        if row in (header,) and index == 0 or max(names, status) >= len(row):
            continue
        about, said = row[names].strip(), row[status].strip()
        if not about or not said or not find_labels(about):
            continue
        rest = [i for i, cell in enumerate(row) if i not in (names, status) and cell.strip()]
        plain = bool(re.fullmatch(r"\W*[✓✔✅☑✗✘❌✖]\W*", said))
        if plain:  # what the row is about stands beside the mark; a comment on it is the student's as well
            rest = [i for i in rest if i < len(header) and _COMMENT.search(header[i])]
        words = [" ".join(row[i].split()) for i in rest]
        text = " ".join([said, *words] if plain else [*words, said])
        found.append(JudgedRow(about, text, _row_box(table, index), bool(_LEVEL.match(said))))
    return tuple(found)


def answers_tables(lines: list[Line], labels: dict[int, SpeakerLabel], headings: frozenset[int]) -> frozenset[tuple[int, int]]:
    """The tables, by page and index, that stand inside a labelled answer: right below its text, and no remark or section of
    the student's has begun since its label."""
    found: set[tuple[int, int]] = set()
    answering = False
    for i, line in enumerate(lines):
        if line.table is not None:
            before = i - 1
            while before >= 0 and (lines[before].page, lines[before].table) == (line.page, line.table):
                before -= 1
            if answering and before not in headings:
                found.add((line.page, line.table))
        elif i in labels:
            answering = labels[i].role in ("response", "thinking")
        elif i in headings and is_own_section(line.text):
            answering = False
    return frozenset(found)


def is_one_note(rows: tuple[JudgedRow, ...]) -> bool:
    """Whether a judging table reads as one remark: its outcomes are a few words each ("one-shot"). Rows that hold a mark of
    their own or a sentence are remarks themselves."""
    said = [row for row in rows if not row.level]
    return len(said) >= 2 and all(re.search(r"\w{2}", row.text) for row in said) and sum(len(row.text.split()) for row in said) <= TERSE * len(said)


def whole_text(table: Table) -> str:
    """The words of a table, row after row."""
    return " ".join(" ".join(cell.split()) for row in table.rows for cell in row if cell.strip())


def _label_column(body: list[tuple[str, ...]]) -> int | None:
    width = max(len(row) for row in body)
    for column in range(width):
        cells = [row[column] for row in body if column < len(row) and row[column].strip()]
        named = sum(bool(labels and labels[0].start <= 4) for labels in map(find_labels, cells))
        if len(cells) >= 2 and named >= 0.6 * len(cells):
            return column
    return None


def _status_column(header: tuple[str, ...], body: list[tuple[str, ...]], names: int | None) -> int | None:
    best: tuple[float, int] | None = None
    for column in range(max(len(row) for row in body)):
        cells = [row[column].strip() for row in body if column < len(row) and row[column].strip()]
        if column == names or not cells:
            continue
        judging = sum(bool(_MARK.match(cell) or _LEVEL.match(cell) or judge(cell).verdict) for cell in cells) / len(cells)
        score = judging + (0.5 if column < len(header) and _STATUS.search(header[column]) else 0.0)
        if judging >= 0.5 and (best is None or score > best[0]):
            best = (score, column)
    return best[1] if best else None


def _row_box(table: Table, index: int) -> Box:
    boxes = [box for box in (table.cells[index] if index < len(table.cells) else ()) if box is not None]
    if not boxes:
        height = (table.box[3] - table.box[1]) / max(len(table.rows), 1)
        return table.box[0], table.box[1] + index * height, table.box[2], table.box[1] + (index + 1) * height
    return min(b[0] for b in boxes), min(b[1] for b in boxes), max(b[2] for b in boxes), max(b[3] for b in boxes)
