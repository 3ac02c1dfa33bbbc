"""One marker for both speakers: a report that labels only what it asked, or only what was answered, in words of its own."""

from __future__ import annotations

from itertools import pairwise

import numpy as np

from pipeline.language.voice import ANSWERS, ASKS
from pipeline.report import Line
from pipeline.segments.heard import SAID_WORDS, mean_voice
from pipeline.segments.markers import COVERS, Marker, find_markers
from pipeline.segments.paragraphs import paragraphs
from pipeline.segments.speakers import SpeakerLabel

LEAST = 3  # times that a marker must recur (chosen)
CONTRAST = 0.3  # by how much one side's voice must outweigh the other's, of -1 to 1 (as for pairs of markers)
REST = "rest"  # names the side that has no marker


def one_sided_labels(lines: list[Line], labels: dict[int, SpeakerLabel]) -> dict[int, SpeakerLabel]:
    """Labels of both speakers where one marker parts the report, by index into `lines`; none where both are labelled already.
    Where what is asked is, its own labels are the marker; where the answers are, `unlabelled.py` finds what they answer.

    Behind the marker of what is asked, the first paragraph asks and the next answers; before the marker of an answer, the
    last paragraph asks.
    """
    known = {role: {i: label.end for i, label in labels.items() if label.role == role and label.sure} for role in ("prompt", "response")}
    if known["response"]:
        return {}
    held = [(Marker("prompt", known["prompt"]), ("prompt",))] if known["prompt"] else []
    best: tuple[float, str, Marker] | None = None
    for marker, roles in held or [(marker, ("prompt", "response")) for marker in find_markers(lines, labels)]:
        places = sorted(marker.ends)
        if len(places) < LEAST or places[-1] - places[0] < COVERS * len(lines):
            continue
        for role, contrast in _contrasts(marker, places, lines):
            if role in roles and contrast >= CONTRAST and (best is None or contrast * len(places) > best[0]):
                best = (contrast * len(places), role, marker)
    return {} if best is None else {i: label for i, label in _labels(best[1], best[2], lines).items() if i not in labels}


def _contrasts(marker: Marker, places: list[int], lines: list[Line]) -> list[tuple[str, float]]:
    """How well the marker opens what is asked, and how well what is answered."""
    behind = [_paragraphs(i, end, marker, lines) for i, end in pairwise([*places, len(lines)])]
    found = []
    if all(len(group) > 1 for group in behind[:-1]) and behind[-1]:
        found.append(("prompt", _asks([group[0] for group in behind]) - _asks([piece for group in behind for piece in group[1:]])))
    before = [_paragraphs(i, end, marker, lines)[-1:] for i, end in pairwise([-1, *places])]
    if all(before):
        found.append(("response", _asks([group[-1] for group in before]) - _asks([group[0] for group in behind if group])))
    return found


def _asks(groups: list[list[Line]]) -> float:
    heard = mean_voice([" ".join(" ".join(line.text for line in group).split()[:SAID_WORDS]) for group in groups])
    return float(np.clip(heard[ASKS] - heard[ANSWERS], -1, 1))


def _paragraphs(start: int, end: int, marker: Marker, lines: list[Line]) -> list[list[Line]]:
    """The paragraphs behind a marker's line (with the words behind it), up to the line `end`."""
    rest = start >= 0 and lines[start].text[marker.ends[start] :].strip()
    return paragraphs(lines[start if rest else start + 1 : end])


def _labels(role: str, marker: Marker, lines: list[Line]) -> dict[int, SpeakerLabel]:
    found: dict[int, SpeakerLabel] = {}
    at = {id(line): i for i, line in enumerate(lines)}
    places = sorted(marker.ends)
    for i, end in pairwise([*places, len(lines)]):
        found[i] = SpeakerLabel(role, marker.name, True, 0, marker.ends[i], not lines[i].text[marker.ends[i] :].strip())
        groups = _paragraphs(i, end, marker, lines)
        if role == "prompt" and len(groups) > 1:
            found.setdefault(at[id(groups[1][0])], SpeakerLabel("response", REST, True, 0, 0, False))
        elif role == "response" and len(groups) > 1 and end < len(lines):
            found.setdefault(at[id(groups[-1][0])], SpeakerLabel("prompt", REST, True, 0, 0, False))
    first = _paragraphs(-1, places[0], marker, lines)
    if role == "response" and first:
        found.setdefault(at[id(first[-1][0])], SpeakerLabel("prompt", REST, True, 0, 0, False))
    return found
