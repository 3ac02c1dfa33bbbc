"""Following a conversation: where a prompt leads after what the answers so far have told, and where each line of an answer stands."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from pipeline.segments.labels import find_labels, is_compared, lone_part, opening_label
from pipeline.segments.likeness import likeliest
from pipeline.segments.place import SUMMARY, TITLE_WORDS, Place, heading_place, prose_place, quoted_place, worded_part
from pipeline.segments.prompts import asks_for_next, opens_anew, prompt_place, quoted_part, retaken, title_words

NAMED_WORDS = 3  # of a title by which a prompt may name its place
ANNOUNCED = 200  # characters at the head of an answer in which it may say which question it takes


@dataclass(slots=True)
class Told:
    """What the answers so far have told: the lines of each part by question, the titles in them with their places, and the
    parts of its question that the last answer came to, if it was not asked for one."""

    parts: defaultdict[str | None, dict[str, list[str]]] = field(default_factory=lambda: defaultdict(dict))
    titles: dict[frozenset[str], Place] = field(default_factory=dict)
    treated: set[str] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Lead:
    """Where a prompt leads. `loose`: it names no part, after an answer to several. `counted`: it only asks for the next
    question, or for any, so that the answer may say which."""

    place: Place
    loose: bool = False
    counted: bool = False


def lead_of(place: Place, first: str, whole: str, lines: Sequence[str], headed: bool, by_part: bool, told: Told) -> Lead:
    """Where a prompt leads from `place`. `first` are its first lines and `whole` all of it, as running text; `headed` and
    `by_part` are as for `prompt_place`."""
    after = prompt_place(place, first, headed, by_part, whole)
    loose = False
    if not headed and opens_anew(place, whole, told.parts[place.question]):
        after = Place(None, "a")
    elif not headed and after.question == place.question and (again := retaken(whole, told.titles)):
        after = again
    elif not headed and after == place and len(told.treated) > 1:
        loose = True
        parts = told.parts[place.question]
        part = lone_part(whole, parts) or likeliest(whole, parts)
        if part or not whole.rstrip().endswith("?"):  # a question goes on from the last part, an order from the whole
            after = Place(place.question, part)
    after = quoted_part(after, list(lines))
    counted = not headed and (after.question is None or asks_for_next(whole)) and not find_labels(whole)
    return Lead(after, loose, counted)


def announced(place: Place, opening: str) -> Place:
    """The place of an answer whose prompt only asked for the next question: the one question that its first lines announce."""
    opening = opening[:ANNOUNCED]
    named = {label.question for label in find_labels(opening, bare=False) if label.question and not is_compared(opening, label)}
    return Place(named.pop()) if len(named) == 1 and place.question not in named else place


def answer_places(texts: Sequence[str], headings: Sequence[bool], lead: Lead, told: Told, shown: Mapping[int, str], titles: Mapping[int, str]) -> list[Place]:
    """The place of each line of an answer, `headings` telling which are set as such; what it tells is added to `told`.

    `shown` are pictures of the homework by the index of their lines, `titles` the questions that lines are titles of. A
    summary at the end that lists the parts again does not go back to them.
    """
    place = lead.place
    bound = Place(place.question) if lead.loose else place  # what the prompt asked for, until a title tells which of several
    told.treated = set()
    places = []
    closing = False
    for i, (text, heading) in enumerate(zip(texts, headings, strict=True)):
        if i in shown:
            place = quoted_place(place, shown[i])
        elif i in titles:
            place = bound = heading_place(Place(titles[i]), text, False) if find_labels(text) else Place(titles[i])
        else:
            closing = bool(SUMMARY.match(text)) or closing and not (heading or worded_part(text))
            after = _answer_place(bound, place, text, heading)
            known = after.question == place.question and after.part in told.parts[place.question]
            if not (closing and known or lead.loose and not known):
                place = after
            _tell(told, text, place, bound.part is None and place.question == lead.place.question)
        places.append(place)
    return places


def _tell(told: Told, text: str, place: Place, treats: bool) -> None:
    if place.question and opening_label(text) and len(text.split()) <= TITLE_WORDS and len(title_words(text)) >= NAMED_WORDS:
        told.titles.setdefault(title_words(text), replace(place, parts=()))
    if place.part:
        told.parts[place.question].setdefault(place.part, []).append(text)
        if treats:
            told.treated.add(place.part)


def _answer_place(asked: Place, place: Place, text: str, heading: bool) -> Place:
    """The place after a line of an answer. What the prompt asked for bounds it: an answer to one part stays there (its
    own lists are lettered too), an answer to a question moves between its parts, and only a heading leaves the question."""
    if asked.part is not None:
        return place
    after = heading_place(place, text, False) if heading else prose_place(place, text)
    if asked.question is not None and after.question != asked.question and not heading:
        return place
    return after
