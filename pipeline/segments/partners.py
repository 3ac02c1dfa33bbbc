"""Labels known by their partner: whatever takes turns with a sure label, set in its type, is the other speaker's."""

from __future__ import annotations

import re
from collections import defaultdict
from itertools import pairwise

from pipeline.report import Line
from pipeline.segments.paragraphs import paragraphs
from pipeline.segments.speakers import SpeakerLabel, is_spoken

LONGEST_NAME = 40  # characters
_ANSWER = re.compile(r"\W*(?:[\d.]+\s+)?\W*(?:(?:Q(?:uestion)?|part)?\s*\d{0,2}\s*\(?[a-z]?\)?\s+)?(answer|solution|reply)\W*", re.IGNORECASE)
NEAR = 3.0  # points within which two names start at one edge
PLAIN = "plain type"
ANSWERED = 3  # prompts in bold with a labelled answer from which a report sets them so
_OPENS = re.compile(r"\W*(?:proof|solution|answer|derivation)\b[^.:]{0,20}[.:]", re.IGNORECASE)


def named_prompts(lines: list[Line], labels: dict[int, SpeakerLabel]) -> dict[int, SpeakerLabel]:
    """Labels of the user's turns by index into `lines`: a line that takes turns with the model's name and is set like it.

    An export cannot know what its reader will call the user, so the words are learned from the report: they stand alone,
    in the model's name's type and at its edge, before the first answer, and an answer lies between any two of them.
    """
    answers = [i for i, label in labels.items() if label.role == "response" and label.alone and _name(lines[i])]
    if not answers:
        return {}
    model = lines[answers[0]]
    answers = [i for i in answers if _alike(lines[i], model)]
    said: dict[str, list[int]] = defaultdict(list)
    for index, line in enumerate(lines):
        if index not in labels and _name(line) and _alike(line, model):
            said[line.text.strip()].append(index)
    for name, places in said.items():
        if len(places) >= 2 and _take_turns(places, answers):
            return {i: SpeakerLabel("prompt", name.casefold(), True, 0, len(lines[i].text), True) for i in places}
    return {}


def paired_answers(lines: list[Line], labels: dict[int, SpeakerLabel]) -> dict[int, SpeakerLabel]:
    """Labels of answers by index into `lines`: headings such as "2.2 Answer", set like the "2.1 Prompt" that they follow.

    Answers are full of such words themselves, so only the first one behind a prompt's label counts, at that label's size.
    """
    prompts = [i for i, label in labels.items() if label.role == "prompt" and label.alone and lines[i].bold]
    found: dict[int, SpeakerLabel] = {}
    for place in sorted(prompts):
        for index in range(place + 1, len(lines)):
            label = labels.get(index)
            if label is not None and label.role in ("prompt", "response"):
                break
            match = _ANSWER.fullmatch(lines[index].text)
            if match and lines[index].font == lines[place].font and abs(lines[index].size - lines[place].size) < 0.3:
                found[index] = SpeakerLabel("response", match[1].casefold(), True, match.start(1), len(lines[index].text), True)
                break
    return found


def spoken_turns(lines: list[Line], labels: dict[int, SpeakerLabel]) -> dict[int, SpeakerLabel]:
    """Turns by index of their first line, in a report without a prompt's label whose headings are what the user said: the
    first paragraph behind each such heading, or the first line in other type, opens the answer."""
    spoken = [i for i, line in enumerate(lines) if line.bold and line.picture is None and is_spoken(line.text)]
    if len(spoken) < 2 or any(label.role == "prompt" for label in labels.values()):
        return {}
    found: dict[int, SpeakerLabel] = {}
    for place, end in zip(spoken, [*spoken[1:], len(lines)], strict=True):
        found[place] = SpeakerLabel("prompt", "spoken", True, 0, 0, False)
        behind = range(place + 1, end)
        answer = next((i for i in behind if len(paragraphs(lines[i - 1 : i + 1])) > 1 or not lines[i].bold and abs(lines[i].size - lines[place].size) > 0.3), None)
        if answer is not None:
            found[answer] = SpeakerLabel("response", "spoken", True, 0, 0, False)
    return found


def plain_answers(lines: list[Line], labels: dict[int, SpeakerLabel]) -> dict[int, SpeakerLabel]:
    """Answers whose label is missing, by index of their first line: where a report sets all that the user said in bold behind
    its label, what follows in plain type before the next prompt is the answer."""
    turns = sorted(i for i, label in labels.items() if label.role in ("prompt", "response"))
    said = [(i, end) for i, end in pairwise([*turns, len(lines)]) if labels[i].role == "prompt" and not labels[i].alone and lines[i].bold]
    answered = [all(line.bold for line in lines[i:end]) for i, end in said if end in labels and labels[end].role == "response"]
    if len(answered) < ANSWERED or not all(answered):
        return {}
    found: dict[int, SpeakerLabel] = {}
    for i, end in said:
        plain = next((j for j in range(i + 1, end) if not lines[j].bold), None)
        if plain is not None and plain not in labels and not (end in labels and labels[end].role == "response"):
            found[plain] = SpeakerLabel("response", PLAIN, True, 0, 0, False)
    return found


def opened_answers(lines: list[Line], labels: dict[int, SpeakerLabel]) -> dict[int, SpeakerLabel]:
    """Answers whose label is missing, by index of their first line: in a report that labels nearly all of its turns, a paragraph
    behind a prompt without an answer that opens with "Proof:" or the like in bold."""
    turns = sorted(i for i, label in labels.items() if label.role in ("prompt", "response"))
    asked = [(i, end) for i, end in pairwise([*turns, len(lines)]) if labels[i].role == "prompt"]
    missing = [(i, end) for i, end in asked if not (end in labels and labels[end].role == "response")]
    if len(asked) < ANSWERED or len(missing) > 0.2 * len(asked):
        return {}
    opened = (next((j for j in range(i + 1, end) if j not in labels and lines[j].spans and lines[j].spans[0].bold and _OPENS.match(lines[j].text)), None) for i, end in missing)
    return {j: SpeakerLabel("response", "opened", True, 0, 0, False) for j in opened if j is not None}


def bold_prompts(labels: dict[int, SpeakerLabel]) -> frozenset[int]:
    """Indices of the lines in bold between a prompt's label and an answer told by its plain type: no headings."""
    turns = sorted(i for i, label in labels.items() if label.role in ("prompt", "response"))
    return frozenset(j for i, end in pairwise(turns) if labels[end].word == PLAIN for j in range(i + 1, end))


def _name(line: Line) -> bool:
    text = line.text.strip()
    return line.bold and 0 < len(text) <= LONGEST_NAME and not text.endswith((".", ":", "?", ",")) and line.picture is None and line.table is None


def _alike(line: Line, model: Line) -> bool:
    return line.font == model.font and abs(line.size - model.size) < 0.3 and line.colour == model.colour and abs(line.box[0] - model.box[0]) < NEAR


def _take_turns(places: list[int], answers: list[int]) -> bool:
    """Whether an answer follows nearly every one of `places` before the next, and none comes before the first."""
    if places[0] > answers[0]:
        return False
    answered = sum(any(a < answer < b for answer in answers) for a, b in zip(places, [*places[1:], answers[-1] + 1], strict=True))
    return answered >= 0.8 * len(places)
