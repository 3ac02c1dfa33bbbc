"""Where the reader is: the question and part that each line of a report belongs to."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from pipeline.segments.labels import LAST_QUESTION, ROMAN, Label, find_labels, opening_label

_SECTION = re.compile(r"^\s*\d{1,2}(?:\.\d{1,2})+\.?\s*(?=\S)")
_SECTION_THEN_WORD = re.compile(r"^\s*\d{1,2}\.?\s+(?=(?:question|problem|q\d|hw|homework)\b)", re.IGNORECASE)
_ONLY_PART = re.compile(r"^(?!\s*[a-z]\s*$)\W*(?:([a-q])|(i{1,3}|iv|v|vi{0,3}|ix|x))\W*$", re.IGNORECASE)  # a letter without any sign is a variable
ONLY_NUMBER = re.compile(r"^[^\w(]*([1-9]\d?)\)\W*$")  # "(1)" numbers an equation
_ITEM = re.compile(r"(?:^|[:?!]\s|\n)\s*[\"“‘']?\s*(\d{1,2})\.\s+[A-Z]")
QUOTE_STARTS = 400  # characters within which a quoted question begins
QUOTED_LENGTH = 120  # characters; a shorter text is the first item of a list
_NUMBERED = re.compile(r"^\s*(\d{1,2})[.)]?\s+[A-Z]")
_FIRST_PART = re.compile(r"^\W{0,2}\([ab]\)\s+\S")  # the first part may stand within the section's own text
SUMMARY = re.compile(
    r"^\W*(?:(?:corrected|final|brief|short|quick|updated)\W+)?"
    r"(?:summary|recap|overview of answers|final (?:answers|results)|answers? (?:at a glance|summary))\b", re.IGNORECASE)  # fmt: skip
_MID_SENTENCE = re.compile(r"^\W?\w?\)?\s*(?:[,;.]|and\b|or\b)|^[a-z]{2,}")  # "(b), X = ...", "part (c) and": a wrapped line
TITLE_WORDS = 12  # a longer line is no question's title
LETTERED = 0.6  # share of the numbered sections that hold lettered parts, where sections are the homework's questions
_SUMMING_HEADING = re.compile(
    r"^\W*(?:(?:part|section)?\s*(?:\d{1,2}|[IVX]+)\s*[.:)]?\s+)?"
    r"(?:executive summary|conclusions?|(?:final|general|closing|overall|key) (?:thoughts?|remarks?|comments?|observations?"
    r"|impressions?|evaluation|summary|takeaways?|analysis)"
    r"|takeaways?|reflections?|introduction|overall)\W*$", re.IGNORECASE)  # fmt: skip


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
    number = ONLY_NUMBER.match(bare)
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


def named_place(*names: str | None) -> Place:
    """The question that a report's file name or title names ("Q3_log.pdf"), the least of its witnesses: no place where they
    name none or several."""
    questions = {label.question for name in names if name for label in find_labels(re.sub(r"[_-]", " ", name), bare=False) if label.question}
    return Place(questions.pop()) if len(questions) == 1 else Place()


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


def quoted_place(place: Place, text: str) -> Place:
    """The place after a question of the homework shown whole, as a picture of its sheet that stands in the conversation."""
    number = quoted_question(text)
    return Place(number) if number and re.search(r"\(a\)", text) else place


def quoted_question(text: str) -> str | None:
    """The number of a homework question that a prompt quotes whole ("4. Title ... (a) ... (b) ..."), from its first word or
    behind words that announce it; None for a list."""
    opening = _ITEM.search(text)
    if not opening or opening.start() > QUOTE_STARTS or len(text) - opening.start() < QUOTED_LENGTH or opening.start() and not re.search(r"\(a\)", text[opening.end() :]):
        return None
    number = int(opening[1])
    listed = re.search(rf"(?:^|[.?!:;)]|\n)\s*{number + 1}\.\s+[A-Z]", text)
    return None if listed else str(number)


def sections_number_questions(headings: list[str], texts: list[str]) -> bool:
    """Whether a report numbers its sections by the homework's questions: no heading names a question in words, and
    lettered headings, or paragraphs that begin with "(a)", stand below numbered ones, or the numbers leave some out, as no
    author's own sections do. `texts` are the report's lines outside its answers in order, headings among them."""
    worded = any(label.question and re.search(r"(?i)question|problem|\bq", heading) for heading in headings for label in find_labels(heading, bare=False))
    lettered = sum(bool(re.match(r"^\s*\d{1,2}\.\d{1,2}\s*\(?[a-q][).]", heading)) for heading in headings)
    numbered = sum(bool(_NUMBERED.match(heading)) for heading in headings)
    return not worded and (lettered >= 2 and numbered >= 1 or _lettered_sections(set(headings), texts) or _leaves_out(headings))


def _leaves_out(headings: list[str]) -> bool:
    """Whether the numbers of headings rise and leave some out ("3. ...", "4. ...", "7. ...")."""
    numbers = [int(section[1]) for section in map(_NUMBERED.match, headings) if section]
    return len(numbers) >= 3 and numbers == sorted(set(numbers)) and numbers[-1] - numbers[0] >= len(numbers) and numbers[-1] <= LAST_QUESTION


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
