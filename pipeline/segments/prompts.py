"""Where a prompt leads: what it names, quotes, counts or takes up again."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from pipeline.segments.labels import ROMAN, Label, find_labels, is_compared, is_done, is_earlier, is_excepted, opening_label
from pipeline.segments.likeness import shared
from pipeline.segments.place import ONLY_NUMBER, QUOTE_STARTS, QUOTED_LENGTH, Place, moved, quoted_question

OTHER = 0.4  # share of a question's words that an answer to it takes up; less is about another
_NEXT = re.compile(
    r"\bnext\s+(?P<what>question|problem|exercise|(?:sub-?)?part)\b"
    r"|^\W*(?:(?:ok(?:ay)?|great|thanks|thank you|perfect|nice|good)\W+)?(?:next|finally|lastly)\b(?!\s+(?:sub-?)?part)[^?]{0,100}?\b(?P<other>questions?|problems?|exercises?)\b",
    re.IGNORECASE)  # fmt: skip
_ORDINAL = re.compile(r"\b(?P<nth>first|second|third|fourth|fifth|sixth|seventh|eighth)\s+(?:question|problem|exercise)\b(?!\s+(?:of|in)\b)", re.IGNORECASE)
ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth")
_OPENING = 160  # characters of a prompt in which it says that it goes on to the next question
WHOLE_PARTS = 3  # a prompt that lists so many parts from (a) on asks the whole question


def prompt_place(place: Place, text: str, headed: bool = False, by_part: bool = False, whole: str = "") -> Place:
    """The place that a prompt leads to: the first question it names, whole when it names several of its parts. `text` are
    its first lines, `whole` all of it.

    `headed` tells that a heading or a picture of the homework right above the prompt gave `place`: then the prompt, which
    may quote the question whole or only its text, does not lead away from it. `by_part` tells that the question was only
    asked part by part, so that "the next question" may be its next part.
    """
    labels = _without_numerals([label for label in find_labels(text[:400]) if label.question or label.part])
    labels = [label for label in labels if not is_excepted(text, label)]
    labels = [label for label in labels if not (is_compared(text, label) or is_done(text, label))] or labels
    if place.full_part and all(is_earlier(text, label) for label in labels):
        labels = []
    quoted = quoted_question(text) or quoted_question(whole)
    same = {label.question for label in labels} <= {None, place.question} and quoted in (None, place.question)
    if headed and same and (place.full_part or not labels):
        return place
    opening = opening_label(text)
    if not labels and not quoted and opening and opening.sub and place.part:
        return moved(place, opening)
    if not labels and not quoted:
        return _next_place(place, text[:_OPENING], by_part)
    if quoted and not any(label.question for label in labels):
        return Place(quoted)
    if not labels:
        return place
    first = labels[0]
    if first.question is None and (first.part == "a" or _ORDINAL.search(text[:_OPENING])):  # "the next problem, part a"
        place = replace(_next_place(place, text[:_OPENING], False), part=None, sub=None, parts=())
    parts = {label.part for label in labels if label.question in (first.question, None)}
    listed = sorted(parts - {None})
    if len(listed) >= WHOLE_PARTS and listed[0] == "a":
        return Place(first.question or place.question)
    if len(listed) > 1:
        return Place(first.question or place.question, parts=tuple(listed))
    sub_parts = next((label for label in labels if label.part), first)
    merged = Label(first.question, sub_parts.part if sub_parts.question in (first.question, None) else first.part, sub_parts.sub)
    return moved(place, merged)


def _next_place(place: Place, text: str, by_part: bool) -> Place:
    """The place after a prompt that names none: the question it counts ("the first problem"), or the one behind `place`
    where it asks for the next question or part."""
    counted = _ORDINAL.search(text)
    if counted:
        return Place(str(ORDINALS.index(counted["nth"].lower()) + 1))
    asked = _NEXT.search(text)
    if asked is None or place.question is None:
        return place
    if "part" in (asked["what"] or asked["other"]).lower():
        return Place(place.question, chr(ord(place.part) + 1)) if place.part else place
    if by_part:
        return Place(place.question)
    return Place(str(int(place.question) + 1)) if place.question.isdigit() else place


def asks_for_next(text: str) -> bool:
    """Whether a prompt asks for the next question or part without naming it."""
    return bool(_NEXT.search(text))


def asked_questions(text: str) -> frozenset[str]:
    """The questions that a prompt names, in words or as numbers alone in their lines ("2)"), besides those it only compares with."""
    worded = {label.question for label in find_labels(text[:400], bare=False) if label.question and not is_compared(text, label) and not is_excepted(text, label)}
    alone = {str(int(number[1])) for number in map(ONLY_NUMBER.match, text.split("\n")) if number}
    return frozenset(worded | alone)


def opens_anew(place: Place, text: str, told: Mapping[str, Sequence[str]]) -> bool:
    """Whether a prompt without a question's number pastes another question than the reader's: it begins with "(a)" again and
    goes on at length in words that the answers to the question (`told`: the lines of each part) do not have."""
    opening = opening_label(text)
    again = "a" in told or (place.part or "a") > "a"
    if opening is None or opening.part != "a" or not again or place.question is None or len(text) < QUOTED_LENGTH:
        return False
    if any(label.question for label in find_labels(text[:QUOTE_STARTS], bare=False)):
        return False
    return shared(text[:QUOTE_STARTS], [line for lines in told.values() for line in lines]) < OTHER


def retaken(text: str, titles: Mapping[frozenset[str], Place]) -> Place | None:
    """The place of the one earlier title (its words: its place) whose words a prompt takes up at its beginning, if it
    names no question itself."""
    if any(label.question for label in find_labels(text[:QUOTE_STARTS])):
        return None
    opening = title_words(text[:QUOTE_STARTS])
    found = {place for words, place in titles.items() if words <= opening}
    return found.pop() if len(found) == 1 else None


def title_words(text: str) -> frozenset[str]:
    """The words of a title in small letters, without labels and signs."""
    return frozenset(re.findall(r"[^\W_]{3,}", text.casefold()))


def quoted_part(place: Place, texts: list[str]) -> Place:
    """The place of a prompt that quotes parts of its question, however far below its first words; `texts` are its lines.

    A single part is its place; several that follow each other are all asked, and all from the first on are the whole.
    """
    quoted = list(dict.fromkeys(label.part for label in map(opening_label, texts) if label and label.part))
    if len(quoted) == 1:
        return replace(place, part=quoted[0]) if place.part is None and not place.parts else place
    follow = len(quoted) > 1 and all(ord(after) == ord(before) + 1 for before, after in zip(quoted, quoted[1:], strict=False))
    if not follow or place.part not in (None, quoted[0]) or place.sub or place.parts:
        return place
    return Place(place.question) if quoted[0] == "a" else Place(place.question, parts=tuple(quoted))


def _without_numerals(labels: list[Label]) -> list[Label]:
    """Labels without the numerals of sub-parts that were taken for letters: "part c (parts i, ii, iii)"."""
    kept: list[Label] = []
    for label in labels:
        before = kept[-1].part if kept else None
        numeral = label.question is None and label.part in ROMAN and before is not None
        if not (numeral and ord(before) + 1 != ord(label.part)):
            kept.append(label)
    return kept
