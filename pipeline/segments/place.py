"""Where the reader is: the question and part that each line of a report belongs to."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from pipeline.report import Record
from pipeline.segments.labels import ROMAN, Label, find_labels, is_compared, is_done, is_earlier, is_excepted, opening_label, subject_labels
from pipeline.segments.likeness import shared

_SECTION = re.compile(r"^\s*\d{1,2}(?:\.\d{1,2})+\.?\s*(?=\S)")
_SECTION_THEN_WORD = re.compile(r"^\s*\d{1,2}\.?\s+(?=(?:question|problem|q\d|hw|homework)\b)", re.IGNORECASE)
_ONLY_PART = re.compile(r"^(?!\s*[a-z]\s*$)\W*(?:([a-q])|(i{1,3}|iv|v|vi{0,3}|ix|x))\W*$", re.IGNORECASE)  # a letter without any sign is a variable
_ONLY_NUMBER = re.compile(r"^[^\w(]*([1-9]\d?)\)\W*$")  # "(1)" numbers an equation
_ITEM = re.compile(r"(?:^|[:?!]\s|\n)\s*(\d{1,2})\.\s+[A-Z]")
_QUOTE_STARTS = 400  # characters within which a quoted question begins
_QUOTED_LENGTH = 120  # characters; a shorter text is the first item of a list
_NUMBERED = re.compile(r"^\s*(\d{1,2})[.)]?\s+[A-Z]")
_FIRST_PART = re.compile(r"^\W{0,2}\([ab]\)\s+\S")  # the first part may stand within the section's own text
SUMMARY = re.compile(
    r"^\W*(?:(?:corrected|final|brief|short|quick|updated)\W+)?"
    r"(?:summary|recap|overview of answers|final (?:answers|results)|answers? (?:at a glance|summary))\b", re.IGNORECASE)  # fmt: skip
_MID_SENTENCE = re.compile(r"^\W?\w?\)?\s*(?:[,;.]|and\b|or\b)|^[a-z]{2,}")  # "(b), X = ...", "part (c) and": a wrapped line
OTHER = 0.4  # share of a question's words that an answer to it takes up; less is about another
TITLE_WORDS = 12  # a longer line is no question's title
_NEXT = re.compile(r"\bnext\s+(?P<what>question|problem|exercise|(?:sub-?)?part)\b", re.IGNORECASE)
_ORDINAL = re.compile(r"\b(?P<nth>first|second|third|fourth|fifth|sixth|seventh|eighth)\s+(?:question|problem|exercise)\b(?!\s+(?:of|in)\b)", re.IGNORECASE)
ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth")
_OPENING = 160  # characters of a prompt in which it says that it goes on to the next question
LETTERED = 0.6  # share of the numbered sections that hold lettered parts, where sections are the homework's questions
WHOLE_PARTS = 3  # a prompt that lists so many parts from (a) on asks the whole question
_WHOLE = re.compile(
    r"^\W*(?:overall|in general|generally|as a whole|all in all|in total|in summary)\b.*\b(?:question|problem|exercise)\b"
    r"|\b(?:the|all|these|its|every|each of the|all of the)\s+(?:sub-?)?parts\b(?!\s+(?:of|that|where|in)\b)", re.IGNORECASE | re.DOTALL)  # fmt: skip
_OF_THE_REPORT = re.compile(  # what opens a summing-up, and what it sums up where that is more than one question
    r"^\W*(?:overall|in general|generally|all in all|in total|in summary|in conclusion|in the end|to (?:summari[sz]e|conclude|sum up)|summar\w+|conclusions?|executive summary"
    r"|(?:final|general|closing|overall) (?:thoughts?|remarks?|comments?|observations?|impressions?)|takeaways?|reflections?)\b"
    r"(?!.{0,200}\bth(?:is|e) (?:sub-?)?(?:question|problem|part|exercise)\b)"
    r".{0,200}?\b(?:homework|hw\s?\d*|assignment|questions|problems|exercises)\b", re.IGNORECASE | re.DOTALL)  # fmt: skip
_EVERY_QUESTION = re.compile(
    r"\b(?:all|most|many|some|each|every)\s+(?:of\s+)?(?:the\s+)?(?:other\s+|remaining\s+)?(?:questions|problems|exercises)\b"
    r"|\bthe (?:questions|problems) (?:I|we|that|where)\b", re.IGNORECASE)  # fmt: skip
_SUMMING_HEADING = re.compile(
    r"^\W*(?:(?:part|section)?\s*(?:\d{1,2}|[IVX]+)\s*[.:)]?\s+)?"
    r"(?:executive summary|conclusions?|(?:final|general|closing|overall|key) (?:thoughts?|remarks?|comments?|observations?"
    r"|impressions?|evaluation|summary|takeaways?|analysis)"
    r"|takeaways?|reflections?|introduction|overall)\W*$", re.IGNORECASE)  # fmt: skip
NUMBERS = ("two", "three", "four", "five", "six")
_EVERY_PART = re.compile(rf"\ball (?:of the )?([2-9]|{'|'.join(NUMBERS)}) parts\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Place:
    """A question ("2"), a part ("b") and its sub-part ("ii"), each None where nothing says it.

    `parts` holds all parts where the place spans several ("Q4 (a)-(d)"); then `part` is None.
    """

    question: str | None = None
    part: str | None = None
    sub: str | None = None
    parts: tuple[str, ...] = ()

    @property
    def full_part(self) -> str | None:
        return ".".join(x for x in (self.part, self.sub) if x) or None


def moved(place: Place, label: Label) -> Place:
    """The place after a label: a new question clears the part, a new part clears the sub-part.

    A lone "(i)", "(v)" or "(x)" is the next letter where the part before it is the letter before, else a numeral.
    """
    if label.question is not None:
        if label.part is None and label.question == place.question and label.sub is None:
            return Place(label.question)
        return Place(label.question, label.part, label.sub)
    if label.part is not None and not (label.part in ROMAN and label.sub is None and place.part and ord(place.part) + 1 != ord(label.part)):
        return Place(place.question, label.part, label.sub)
    if label.part is not None:
        return replace(place, sub=label.part, parts=())
    if label.sub in ("i", "v", "x") and place.sub is None and place.part and ord(place.part) + 1 == ord(label.sub):
        return Place(place.question, label.sub)
    return replace(place, sub=label.sub, parts=()) if label.sub in ROMAN and place.part else place


def heading_place(place: Place, text: str, sections_number_questions: bool) -> Place:
    """The place after a heading. Section numbers before the label ("1.2 (b) ...") are not labels themselves, unless the
    report's sections are the homework's questions (`sections_number_questions`)."""
    if _SUMMING_HEADING.match(text):
        return Place()
    bare = _SECTION_THEN_WORD.sub("", _SECTION.sub("", text))
    number = _ONLY_NUMBER.match(bare)
    if number:
        return Place(str(int(number[1])))
    only = _ONLY_PART.match(bare)
    if only and (bare != text or len(bare.strip()) <= 4):
        letter = (only[1] or only[2]).lower()
        return moved(place, Label(None, letter) if letter not in ROMAN else Label(None, None, letter))
    labels = find_labels(bare)
    if labels and labels[0].start <= (4 if bare[:1].islower() else 24):  # "... derived in part (d)" goes on from the line before
        first = labels[0]
        several = [label for label in labels if label.question == first.question and label.part != first.part]
        if several and first.part:
            parts = dict.fromkeys(x.full_part for x in (first, *several) if x.full_part)
            return Place(first.question or place.question, parts=tuple(parts))
        return moved(place, first)
    section = _NUMBERED.match(text)
    if sections_number_questions and section:
        return Place(str(int(section[1])))
    return place


def worded_part(text: str) -> bool:
    """Whether a line opens with a part called so ("Part (b)"), which no item of a list is."""
    return bool(re.match(r"\W*(?:sub-?)?part\b", text, re.IGNORECASE))


def retaken(text: str, titles: Mapping[frozenset[str], Place]) -> Place | None:
    """The place of the one earlier title (its words: its place) whose words a prompt takes up at its beginning, if it
    names no question itself."""
    if any(label.question for label in find_labels(text[:_QUOTE_STARTS])):
        return None
    opening = title_words(text[:_QUOTE_STARTS])
    found = {place for words, place in titles.items() if words <= opening}
    return found.pop() if len(found) == 1 else None


def title_words(text: str) -> frozenset[str]:
    """The words of a title in small letters, without labels and signs."""
    return frozenset(re.findall(r"[^\W_]{3,}", text.casefold()))


def prose_place(place: Place, text: str) -> Place:
    """The place after a line of a conversation: only a label that opens the line moves the reader."""
    if _MID_SENTENCE.match(text.lstrip()):
        return place
    opening = opening_label(text)
    if opening:
        return moved(place, opening)
    labels = find_labels(text[:40])
    if labels and labels[0].start <= 4 and (labels[0].question or labels[0].part):
        return moved(place, labels[0])
    return place


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
    quoted = _quoted_question(text) or _quoted_question(whole)
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
    if first.question is None and place.question is None:
        return place
    listed = sorted(parts - {None})
    if len(listed) >= WHOLE_PARTS and listed[0] == "a":
        return Place(first.question or place.question)
    if len(listed) > 1:
        return Place(first.question or place.question, parts=tuple(listed))
    sub_parts = next((label for label in labels if label.part), first)
    merged = Label(first.question, sub_parts.part if sub_parts.question in (first.question, None) else first.part, sub_parts.sub)
    return moved(place, merged)


def asks_for_next(text: str) -> bool:
    """Whether a prompt asks for the next question or part without naming it."""
    return bool(_NEXT.search(text))


def _next_place(place: Place, text: str, by_part: bool) -> Place:
    """The place after a prompt that names none: the question it counts ("the first problem"), or the one behind `place`
    where it asks for the next question or part."""
    counted = _ORDINAL.search(text)
    if counted:
        return Place(str(ORDINALS.index(counted["nth"].lower()) + 1))
    asked = _NEXT.search(text)
    if asked is None or place.question is None:
        return place
    if "part" in asked["what"].lower():
        return Place(place.question, chr(ord(place.part) + 1)) if place.part else place
    if by_part:
        return Place(place.question)
    return Place(str(int(place.question) + 1)) if place.question.isdigit() else place


def named_place(*names: str | None) -> Place:
    """The question that a report's file name or title names ("Q3_log.pdf"), the least of its witnesses: no place where they
    name none or several."""
    questions = {label.question for name in names if name for label in find_labels(re.sub(r"[_-]", " ", name), bare=False) if label.question}
    return Place(questions.pop()) if len(questions) == 1 else Place()


def asked_questions(text: str) -> frozenset[str]:
    """The questions that a prompt names, in words or as numbers alone in their lines ("2)"), besides those it only compares with."""
    worded = {label.question for label in find_labels(text[:400], bare=False) if label.question and not is_compared(text, label) and not is_excepted(text, label)}
    alone = {str(int(number[1])) for number in map(_ONLY_NUMBER.match, text.split("\n")) if number}
    return frozenset(worded | alone)


def opens_anew(place: Place, text: str, told: Mapping[str, Sequence[str]]) -> bool:
    """Whether a prompt without a question's number pastes another question than the reader's: it begins with "(a)" again and
    goes on at length in words that the answers to the question (`told`: the lines of each part) do not have."""
    opening = opening_label(text)
    again = "a" in told or (place.part or "a") > "a"
    if opening is None or opening.part != "a" or not again or place.question is None or len(text) < _QUOTED_LENGTH:
        return False
    if any(label.question for label in find_labels(text[:_QUOTE_STARTS], bare=False)):
        return False
    return shared(text[:_QUOTE_STARTS], [line for lines in told.values() for line in lines]) < OTHER


def quoted_part(place: Place, texts: list[str]) -> Place:
    """The place of a prompt that quotes a single part of its question, however far below its first words; `texts` are its lines."""
    parts = {label.part for label in map(opening_label, texts) if label and label.part}
    return replace(place, part=parts.pop()) if len(parts) == 1 and place.part is None and not place.parts else place


def titles_of_questions(texts: list[str], asked: frozenset[str]) -> dict[int, str]:
    """Lines of an answer that are titles of the questions asked, by index: a label that opens a line ("Problem 4: ...", "2(d)"),
    or a number before a title whose parts begin anew below it ("4. Title", "(a) ...")."""
    titles = {}
    for i, text in enumerate(texts):
        if len(text.split()) > TITLE_WORDS:
            continue
        named = next(iter(find_labels(text)), None)
        if named and named.question in asked and named.start <= 4 and re.match(r"\W{0,2}\s*(?:$|[A-Z]|[–—-]\s)", text[named.end :]):
            titles[i] = named.question
        number = _NUMBERED.match(text)
        below = next((label for label in map(opening_label, texts[i + 1 : i + 4]) if label), None)
        if number and number[1] in asked and below and below.part == "a":
            titles[i] = number[1]
    return titles


def only_parts(records: Iterable[Record]) -> dict[str, str]:
    """The part of each question of which only one part was asked, as the turns among `records` tell."""
    asked: dict[str, set[str | None]] = defaultdict(set)
    for record in records:
        if record.kind in ("prompt", "response") and record.question:
            asked[record.question].add(record.part.split(".")[0] if record.part else None)
    return {question: part for question, parts in asked.items() if len(parts) == 1 and (part := next(iter(parts)))}


def quoted_place(place: Place, text: str) -> Place:
    """The place after a question of the homework shown whole, as a picture of its sheet that stands in the conversation."""
    number = _quoted_question(text)
    return Place(number) if number and re.search(r"\(a\)", text) else place


def note_place(place: Place, text: str) -> Place:
    """The place a note is about: what it names itself, else where it stands."""
    named = tuple(label for label in find_labels(text) if label.question or label.part)
    labels = subject_labels(text, named, place.question, place.full_part)
    if not labels:
        every = _EVERY_PART.search(text)
        if every and place.question:
            count = int(every[1]) if every[1].isdigit() else NUMBERS.index(every[1].lower()) + 2
            return Place(place.question, parts=tuple(chr(ord("a") + i) for i in range(count)))
        if _OF_THE_REPORT.match(text) or _EVERY_QUESTION.search(text):
            return Place()
        return Place(place.question) if _WHOLE.search(text) else place
    questions = {label.question for label in labels if label.question}
    if len(questions) > 1:
        return Place()
    first = labels[0]
    if first.question is None and place.question is None:
        return place
    question = first.question or place.question
    parts = {label.part for label in labels if label.part}
    if len(parts) > 1:
        here = place.part if place.part in parts and question == place.question else first.part
        return Place(question, here, parts=tuple(dict.fromkeys(label.full_part for label in labels if label.full_part)))
    if not parts:
        return place if question == place.question else Place(question)
    return moved(Place(question, place.part if place.question == question else None), first)


def _quoted_question(text: str) -> str | None:
    """The number of a homework question that a prompt quotes whole ("4. Title ... (a) ... (b) ..."), from its first word or
    behind words that announce it; None for a list."""
    opening = _ITEM.search(text)
    if not opening or opening.start() > _QUOTE_STARTS or len(text) - opening.start() < _QUOTED_LENGTH or opening.start() and not re.search(r"\(a\)", text[opening.end() :]):
        return None
    number = int(opening[1])
    listed = re.search(rf"(?:^|[.?!:;)]|\n)\s*{number + 1}\.\s+[A-Z]", text)
    return None if listed else str(number)


def _without_numerals(labels: list[Label]) -> list[Label]:
    """Labels without the numerals of sub-parts that were taken for letters: "part c (parts i, ii, iii)"."""
    kept: list[Label] = []
    for label in labels:
        before = kept[-1].part if kept else None
        numeral = label.question is None and label.part in ROMAN and before is not None
        if not (numeral and ord(before) + 1 != ord(label.part)):
            kept.append(label)
    return kept


def sections_number_questions(headings: list[str], texts: list[str]) -> bool:
    """Whether a report numbers its sections by the homework's questions: no heading names a question in words, and
    lettered headings, or paragraphs that begin with "(a)", stand below numbered ones. `texts` are the report's lines
    outside its answers in order, headings among them."""
    worded = any(label.question and re.search(r"(?i)question|problem|\bq", heading) for heading in headings for label in find_labels(heading, bare=False))
    lettered = sum(bool(re.match(r"^\s*\d{1,2}\.\d{1,2}\s*\(?[a-q][).]", heading)) for heading in headings)
    numbered = sum(bool(_NUMBERED.match(heading)) for heading in headings)
    return not worded and (lettered >= 2 and numbered >= 1 or _lettered_sections(set(headings), texts))


def _lettered_sections(headings: set[str], texts: list[str]) -> bool:
    """Whether the numbers of the sections rise and most sections hold parts that begin with "(a)" or "(b)"."""
    numbers, begun = [], set()
    for text in texts:
        section = _NUMBERED.match(text) if text in headings else None
        if section:
            numbers.append(int(section[1]))
        elif numbers and _FIRST_PART.match(text):
            begun.add(len(numbers))
    return len(numbers) >= 2 and numbers == sorted(set(numbers)) and len(begun) >= max(2, LETTERED * len(numbers))
