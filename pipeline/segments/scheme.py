"""How a report shows who speaks."""

from __future__ import annotations

from collections import Counter
from typing import Literal

from pipeline.facts.models import find_host
from pipeline.report import Layout, Line
from pipeline.segments.bubbles import Bubbles
from pipeline.segments.paragraphs import paragraphs
from pipeline.segments.speakers import SpeakerLabel, is_own_voice
from pipeline.segments.style import CHROMA, chroma, word_count

Scheme = Literal["labels", "bubbles", "pictures", "answers", "one answer", "none"]
"""By words; by the drawing of a printed chat; by screenshots; answers alone, each with a remark behind it; a model's
answer handed in whole; or not at all, as in a retelling."""

WHOLE_ANSWER = 40  # lines of a document that can be an answer handed in whole
REMARKED = 3  # labelled remarks from which what stands between them is taken for answers
SPOKEN = 0.02  # share of its lines that may speak of a model or of the writer


def find_scheme(layouts: tuple[Layout, ...], lines: list[Line], labels: dict[int, SpeakerLabel], bubbles: Bubbles) -> Scheme:
    """The scheme of a report. `labels` are by index of the line."""
    if all(lines[i].picture is not None for i in bubbles.lines) and not _mostly_pictured(lines):
        bubbles = Bubbles()  # a figure of a written report
    scheme = _drawn_or_labelled(labels, bubbles, _chat_print(layouts, lines, bubbles.lines))
    thinks = any(label.role == "thinking" and lines[i].picture is None for i, label in labels.items())  # in typed words
    if scheme != "labels" and not thinks and _mostly_pictured(lines):
        return "pictures"
    if scheme == "none" and _answers_remarked(lines, labels):
        return "answers"
    if scheme == "none" and _only_an_answer(lines):
        return "one answer"
    return scheme


def _chat_print(layouts: tuple[Layout, ...], lines: list[Line], bubbles: frozenset[int]) -> bool:
    """Whether the pages come from a chat site: its address in a header or footer, or bubbles of prose again and again."""
    furniture = " ".join(line.text for layout in layouts[:4] for line in layout.lines if line.zone in ("header", "footer"))
    starts = sum(i - 1 not in bubbles and word_count(lines[i].text) >= 2 for i in bubbles)
    return find_host(furniture) is not None or starts >= 2


def _drawn_or_labelled(labels: dict[int, SpeakerLabel], found: Bubbles, chat: bool) -> Scheme:
    """Where more bubbles are drawn without a label than labels stand, the labels are words of the answers."""
    sure = Counter(label.role for label in labels.values() if label.sure)
    bubbles = bool(found.lines)
    if sum(i not in labels and i - 1 not in labels for i in found.starts) > max(1, sure["prompt"]):
        return "bubbles"
    if sure["prompt"] and sure["response"] or sure["prompt"] >= 3 or sure["response"] >= 3 and not bubbles:
        return "labels"
    thinking = any(label.role == "thinking" for label in labels.values())
    return "bubbles" if bubbles and (thinking or chat) or thinking else "none"


def _mostly_pictured(lines: list[Line]) -> bool:
    """Whether screenshots hold the conversation, and the typed words are the student's."""
    pictured = sum(len(line.text) for line in lines if line.picture is not None)
    return pictured > 0.5 * sum(len(line.text) for line in lines)


def _only_an_answer(lines: list[Line]) -> bool:
    """Whether a document is a model's answer handed in whole: long, and nobody in it speaks of themselves or of a model."""
    return len(lines) >= WHOLE_ANSWER and not _speaks(lines)


def _speaks(lines: list[Line]) -> bool:
    return sum(is_own_voice(line.text) for line in lines) >= SPOKEN * len(lines)


def _answers_remarked(lines: list[Line], labels: dict[int, SpeakerLabel]) -> bool:
    """Whether a document is a model's answers, each with a labelled remark behind it: what lies between the remarks is long
    and speaks neither of a model nor of the writer."""
    words = Counter(label.word for label in labels.values() if label.role == "annotation" and label.strong and label.sure)
    word, n = words.most_common(1)[0] if words else ("", 0)
    if n < REMARKED:
        return False
    remarks = {i for i, label in labels.items() if label.word == word}
    colours = Counter(lines[i].colour for i in remarks)
    colour, same = colours.most_common(1)[0]
    rest: list[Line] = []
    open_until = -1
    for i, line in enumerate(lines):
        if i in remarks:
            open_until = next((j for j in range(i + 1, len(lines)) if len(paragraphs([lines[j - 1], lines[j]])) > 1), len(lines))
        if i >= open_until and not (same == len(remarks) and chroma(colour) >= CHROMA and line.colour == colour):
            rest.append(line)
    return len(rest) >= max(WHOLE_ANSWER, 5 * n) and not _speaks(rest)


def talking_labels(labels: dict[int, SpeakerLabel], lines: list[Line]) -> dict[int, SpeakerLabel]:
    """Drop the turn labels of a report that retells its conversation ("LLM's Response: The LLM identified ...")."""
    responses = [i for i, label in labels.items() if label.role == "response"]
    if any(label.role == "prompt" for label in labels.values()) or not responses:
        return labels
    told = sum(_retold(lines, i, labels[i]) for i in responses)
    return {i: label for i, label in labels.items() if label.role != "response"} if told >= max(1, 0.2 * len(responses)) else labels


def _retold(lines: list[Line], index: int, label: SpeakerLabel) -> bool:
    said = lines[index].text[label.end :].strip() or (lines[index + 1].text if index + 1 < len(lines) else "")
    words = said.casefold().split()[:4]
    return len(words) > 2 and words[0] in ("the", "it") and words[1 if words[0] == "the" else 0] in ("llm", "model", "ai", "assistant", "chatbot", "it")
