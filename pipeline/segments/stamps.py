"""The user's messages in an export that prints the time of every message: a line of a date and a time below (or above) each."""

from __future__ import annotations

import re
from itertools import pairwise, takewhile
from statistics import median

from pipeline.language.voice import ANSWERS, ASKS, voices
from pipeline.report import Line
from pipeline.segments.bubbles import SAME, Bubbles
from pipeline.segments.style import Style, is_heading, word_count

STAMPS = 3  # times of messages from which they part turns (chosen)
SAID_WORDS = 60  # words at the head of a message in which its voice is heard (chosen)
TWICE = 0.8  # by how much the voices must tell that one speaker has two messages in a row (chosen; a page or a time can be lost)
_DAY = r"(?:\d{1,4}[./-]\d{1,2}[./-]\d{1,4}|[A-Z][a-z]{2,8}\.? \d{1,2},? \d{4})"
_STAMP = re.compile(rf"\W*{_DAY}[,\s]*(?:at )?\d{{1,2}}:\d{{2}}(?::\d{{2}})?\s*(?:[ap]\.?m\.?)?\W*", re.IGNORECASE)


def stamped_bubbles(lines: list[Line], style: Style, drawn: Bubbles) -> Bubbles | None:
    """The user's lines in a report whose messages each have their time, or None. Speakers take turns, and the user is who
    asks. Of the `drawn` bubbles those count too that start at the left edge of the user's messages: a page may lack its time."""
    stamps = [i for i, line in enumerate(lines) if line.picture is None and _STAMP.fullmatch(line.text)]
    if len(stamps) < STAMPS or len({lines[i].text for i in stamps}) < len(stamps):
        return None  # one time again and again is the print's
    below = _stand_below(stamps, lines, style)
    messages = [[i for i in range(a, b) if not _remarked(lines[i], style)] for a, b in _between(stamps, lines, style, below)]
    courses = _who_asks([_asks(message, lines) for message in messages])
    users = [message for message, asks in zip(messages, courses, strict=True) if asks and message]
    for (message, asks), after in pairwise(zip(messages, courses, strict=True)):
        if not asks and not after[1]:  # the time of the message between them is lost, which may be a picture
            sent = list(takewhile(lambda i: lines[i].picture is not None, reversed(message)))[::-1]
            users += [sent] * (0 < len(sent) < len(message))
    if not users:
        return None
    found: set[int] = set()
    beside = set(stamps)
    for message in users:
        typed = [i for i in message if lines[i].picture is None]
        said = typed if sum(word_count(lines[i].text) for i in typed) >= 2 else message
        found |= set(said)
        beside |= set(message) - set(said)
    lefts = [lines[i].box[0] for i in found if lines[i].picture is None]
    if lefts:
        found |= {i for i in drawn.lines - beside if lines[i].picture is None and abs(lines[i].box[0] - median(lefts)) < SAME}
    behind = {line.page for line in lines if line.page > lines[stamps[-1]].page} if below and not courses[-1] else ()
    return Bubbles(frozenset(found), frozenset(min(message) for message in users), frozenset(beside), behind=frozenset(behind))


def _between(stamps: list[int], lines: list[Line], style: Style, below: bool) -> list[tuple[int, int]]:
    """First line of every message and the line behind its last."""
    if not below:
        return [(a + 1, b) for a, b in pairwise([*stamps, len(lines)])]
    first = next(i for i in range(stamps[0] + 1) if i == stamps[0] or not is_heading(lines[i], style))
    return [(first, stamps[0]), *((a + 1, b) for a, b in pairwise(stamps))]


def _stand_below(stamps: list[int], lines: list[Line], style: Style) -> bool:
    """Whether the times stand below their messages: mostly nearer to the line above than to the one below."""

    def room(a: int, b: int) -> float | None:
        if not (a >= 0 and b < len(lines)) or lines[a].page != lines[b].page or _remarked(lines[a], style) or _remarked(lines[b], style):
            return None
        return lines[b].box[1] - lines[a].box[3]

    above, under = ([gap for i in stamps if (gap := room(i + k, i + k + 1)) is not None] for k in (-1, 0))
    return bool(above) and (not under or median(above) < median(under))


def _remarked(line: Line, style: Style) -> bool:
    return line.zone == "margin" or line.picture is None and (line.font in style.note_fonts or line.colour in style.note_colours)


def _asks(message: list[int], lines: list[Line]) -> float:
    """How much more a message asks than it answers (-1 to 1), by the words at its head."""
    said = " ".join(" ".join(lines[i].text for i in message).split()[:SAID_WORDS])
    voice = voices([said])[0]
    return float(voice[ASKS] - voice[ANSWERS]) if said else 0.0


def _who_asks(asked: list[float]) -> list[bool]:
    """Which messages are the user's: the course of turns that the voices fit best, where two in a row cost `TWICE`."""
    best = {True: (asked[0], [True]), False: (-asked[0], [False])}
    for voice in asked[1:]:
        best = {
            asks: max((score - TWICE * (last == asks) + (voice if asks else -voice), [*course, asks]) for last, (score, course) in best.items())
            for asks in (True, False)
        }
    return max(best.values())[1]
