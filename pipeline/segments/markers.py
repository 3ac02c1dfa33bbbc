"""Labels of turns that the report itself teaches: two markers that open its blocks in turn, whatever their words are."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from itertools import pairwise, permutations
from statistics import median

from pipeline.language.voice import ANSWERS, ASKS, voices
from pipeline.report import Line
from pipeline.segments.speakers import SpeakerLabel

NAME_WORDS = 4  # words of a longest marker
TURNS, KNOWN_TURNS = 5, 3  # changes of speaker from which a pair counts, and where a known label is one of the two (chosen)
RATIO = 0.8  # share of the markers that another one of the pair follows (chosen)
COVERS = 0.5  # share of the report that the pair spans (chosen)
VOICE = 0.3  # by how much more what stands behind the one must ask, of -2 to 2 (counted: 0.38 and more in right pairs)
ANSWERED = 0.45  # share of the voices behind it that may answer (counted: 0.42 and less in right pairs)
LONGER = 1.2  # times as long as what is asked are the answers in between (chosen)
ASKED = 12  # characters of what is asked in between
SAID_WORDS = 60  # words at the head of a block in which its voice is heard (chosen)
COLONS = (":", "：")
SPEAKER = re.compile(r"(?![ivx]+$)[^\W\d_]{2,12}", re.IGNORECASE)  # a bracket that names the speaker ("Turn 3 (me)"), and no part
MOST = 40  # markers of a report that are paired, the most frequent first
_HEAD = re.compile(r"[\s#*•>_]*(?P<name>[^\W\d_][^:：(\[]*?)\s*(?:\[?#?\d{1,2}\]?)?\s*(?:[(\[](?P<aside>[^)\]]{0,90})(?:[)\]]|$))?\s*[*_]*(?P<close>[:：]|$)\s*[*_]*")


@dataclass(frozen=True, slots=True)
class Marker:
    """Words that open lines set in one look: by index of each line, the place where they end."""

    name: str
    ends: dict[int, int]


def induced_labels(lines: list[Line], labels: dict[int, SpeakerLabel]) -> dict[int, SpeakerLabel]:
    """The labels that a pair of markers adds to the known ones, by index into `lines`. A pair that has nothing in common
    with the known labels of both speakers is none."""
    known = {role: {i for i, label in labels.items() if label.role == role and label.sure} for role in ("prompt", "response")}
    told = all(len(places) >= 2 for places in known.values())
    best: tuple[float, Marker, Marker] | None = None
    for asks, answers in _in_turn(lines, labels):
        shared = len(known["prompt"] & asks.ends.keys()) + len(known["response"] & answers.ends.keys())
        against = len(known["response"] & asks.ends.keys()) + len(known["prompt"] & answers.ends.keys())
        if against or told and not shared:
            continue
        score = _score(lines, asks, answers, KNOWN_TURNS if shared else TURNS)
        if score is not None and (best is None or score > best[0]):
            best = (score, asks, answers)
    if best is None:
        return {}
    found: dict[int, SpeakerLabel] = {}
    for role, marker in (("prompt", best[1]), ("response", best[2])):
        for i, end in marker.ends.items():
            found[i] = SpeakerLabel(role, marker.name, True, 0, end, not lines[i].text[end:].strip())
            found |= {j: SpeakerLabel(role, marker.name, True, 0, len(lines[j].text), True) for j in _variants(lines, i, marker.name)}
            if _wrapped(lines, i):
                found[i + 1] = SpeakerLabel(role, marker.name, True, 0, len(lines[i + 1].text), True)
    return {i: label for i, label in found.items() if i not in labels}


def _variants(lines: list[Line], index: int, name: str) -> list[int]:
    """Lines set like the marker's at `index` that end in its words ("Follow-up question")."""
    like = lines[index]
    return [j for j, line in enumerate(lines) if (line.font, line.size, line.colour, line.bold) == (like.font, like.size, like.colour, True)
            and line.picture is None and len(line.text.split()) <= NAME_WORDS and line.text.strip(" :").casefold().endswith(" " + name)]  # fmt: skip


def _wrapped(lines: list[Line], index: int) -> bool:
    """Whether a marker's bracket closes on the next line only."""
    if index + 1 == len(lines) or lines[index].text.count("(") <= lines[index].text.count(")"):
        return False
    rest = lines[index + 1]
    return rest.text.rstrip(" :*").endswith(")") and (rest.font, rest.size, rest.bold) == (lines[index].font, lines[index].size, lines[index].bold)


def find_markers(lines: list[Line], labels: dict[int, SpeakerLabel]) -> list[Marker]:
    """Words set apart that open two lines or more in one look: in bold, alone on their line, before a colon, or known. Numbers
    do not count."""
    found: dict[tuple[str, bool, float, int], dict[int, int]] = defaultdict(dict)
    for i, line in enumerate(lines):
        match = _HEAD.match(line.text) if line.picture is None and line.table is None and not line.mono else None
        if match is None or len(match["name"].split()) > NAME_WORDS:
            continue
        alone = match.end() == len(line.text.rstrip())
        bold = line.bold or any(span.bold for span in line.spans[:1])
        aside = match["aside"] or ""
        told = f"{match['name']} {aside}" if SPEAKER.fullmatch(aside) else match["name"]
        name = re.sub(r"\W+", " ", told).casefold().strip()
        if name and (bold or alone or i in labels or match["close"] in COLONS):
            found[name, bold, round(line.size) if alone else 0.0, line.colour if alone else 0][i] = match.end()
    kept = [Marker(name, ends) for (name, *_), ends in found.items() if len(ends) >= 2]
    return sorted(kept, key=lambda marker: -len(marker.ends))[:MOST]


def _in_turn(lines: list[Line], labels: dict[int, SpeakerLabel]) -> list[tuple[Marker, Marker]]:
    return [(a, b) for a, b in permutations(find_markers(lines, labels), 2) if a.name != b.name and min(a.ends) < min(b.ends)]


def _score(lines: list[Line], asks: Marker, answers: Marker, least: int) -> float | None:
    """How well two markers part a report's turns, or None where they do not."""
    order = sorted((i, side) for side, marker in enumerate((asks, answers)) for i in marker.ends)
    turns = sum(a[1] != b[1] for a, b in pairwise(order))
    if turns < least or turns < RATIO * (len(order) - 1) or order[-1][0] - order[0][0] < COVERS * len(lines):
        return None
    said: tuple[list[str], list[str]] = ([], [])
    for (i, side), (end, _) in pairwise([*order, (len(lines), 0)]):
        first = lines[i].text[(asks, answers)[side].ends[i] :]
        said[side].append(" ".join([first, *(line.text for line in lines[i + 1 : end])]).strip())
    lengths = [median(map(len, texts)) for texts in said]
    if lengths[0] < ASKED or lengths[1] < LONGER * lengths[0]:
        return None
    heard = [voices([" ".join(text.split()[:SAID_WORDS]) for text in texts]).mean(axis=0) for texts in said]
    voice = float((heard[0][ASKS] - heard[0][ANSWERS]) - (heard[1][ASKS] - heard[1][ANSWERS]))
    return voice * turns if voice >= VOICE and heard[0][ANSWERS] <= ANSWERED else None
