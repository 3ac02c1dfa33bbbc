"""Question and part labels in text: "Question 2(b)", "Q1 (a-c)", "2.b.ii", "part c", "(iii)".

A label keeps only what a phrase says; `pipeline.segments.place` fills in what the reader knows from above.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass

ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x")
LAST_QUESTION = 20  # a larger number is a page, a year or a quantity
LAST_PART = "q"  # no homework has parts past this letter; later letters are variables

_QUESTION_WORD = r"(?:questions?|problems?|prob\.?|ques\.?|exercises?|qs?)"
_ROMAN = r"(?:viii|vii|vi|iv|ix|iii|ii|i|v|x)"
_JOIN = r"(?:(?P<dash>(?<=\S)[-–−](?=\S)|\s*[-–−]\s*(?=\()|\s*\bto\b\s*|\s*\bthrough\b\s*)|\s*(?:,\s*(?:and|&)?|/|&|\+|\band\b)\s*)"

_HEAD = re.compile(rf"(?<![a-z]){_QUESTION_WORD}\s*\.?\s*[#(]?\s*(?P<number>\d{{1,2}})(?!\d|\.\d|\s*%|\s*/\s*\d)\)?", re.IGNORECASE)
_HASH = re.compile(r"(?<![\w#])#\s?(?P<number>\d{1,2})(?!\d|\.\d)", re.IGNORECASE)
_PARTS = re.compile(r"(?<![a-z])(?:sub-?)?(?:parts?|pts?\.?(?=\s)|subquestions?)\s*(?=[(\s]*[a-z](?![a-z]))", re.IGNORECASE)
_LETTERED = re.compile(r"(?<![a-z])(?:questions?|problems?|exercises?)\s*(?=[(\s]*(?-i:[a-h])(?:\)|\s*(?:$|[.,;:?!])))", re.IGNORECASE)
_PART = re.compile(rf"\(?\s*(?P<letter>[a-z])\s*\)?(?:\s*[.\-]?\s*\(\s*(?P<sub>{_ROMAN}|\d)\s*\)|\.(?P<sub2>{_ROMAN}|\d)(?![a-z\d])|(?P<sub3>ii|iii|iv)(?![a-z]))?(?![a-z\d'’])", re.IGNORECASE)
_BARE = re.compile(  # "10g" is a misread "log"
    rf"(?<![\w.$#\-−/^_{{])(?!10g)(?P<number>\d{{1,2}})(?:\)?\s?\(\s*(?P<l1>[a-l])\s*\)|[.]\s?\(\s*(?P<l2>[a-l])\s*\)|[.](?P<l4>[a-l])|(?-i:(?P<l3>[a-l])))(?![a-z\d=+*^/_(])"
    rf"(?:\s*[.\-]?\s*\(?(?P<sub>{_ROMAN})\)?(?![a-z\d]))?", re.IGNORECASE)  # fmt: skip
_OF_HOMEWORK = re.compile(r"\b(?:hw|homework|assignment)\s*#?$", re.IGNORECASE)  # the number behind it counts homeworks
_SPACED = re.compile(  # "solve 3 b ii"
    rf"\b(?:solve|do|redo|answer|try|now|next)\s+(?P<number>\d{{1,2}})\s+(?P<letter>[a-h])(?:\s+(?P<sub>{_ROMAN}))?(?=\s*(?:$|[.,;:?!]))", re.IGNORECASE)  # fmt: skip
_LETTERS = re.compile(r"(?<![\w(/*^-])(?P<first>[a-q])\s?[-–—]\s?(?P<last>[b-q])(?![\w)/*^-])")
_LONE = re.compile(  # "for a" may be an article, "solve for b" names a variable
    r"(?<!solve )(?<!solving )\b(?:about|for|on|in|of|with|is|was|do|redo|solve|answer)\s+(?:(?P<letter>[b-h])(?![\w'’(]|\s*[=^_<>+*/])|(?P<article>a)(?=\s*(?:[?.,;!]|$|(?:is|was|seems?|looks?|and|isn)\b)))",
    re.IGNORECASE)  # fmt: skip
_OPENING = re.compile(rf"^\W{{0,3}}\(\s*(?P<letter>[a-q])\s*\)(?:\s*\(\s*(?P<sub>{_ROMAN})\s*\))?|^\W{{0,2}}\(\s*(?P<roman>{_ROMAN})\s*\)|"
                      rf"^[*#_]{{0,4}}\s?(?P<letter2>[a-q])[).:]\s", re.IGNORECASE)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Label:
    """`question` "2", `part` "b", `sub` "ii"; None where the phrase does not say. `start`/`end` are its place in the text.

    A single "(i)", "(v)" or "(x)" may be a letter or a numeral: then `part` is None, `sub` holds it, and the place decides.
    """

    question: str | None = None
    part: str | None = None
    sub: str | None = None
    start: int = 0
    end: int = 0

    @property
    def full_part(self) -> str | None:
        return ".".join(x for x in (self.part, self.sub) if x) or None


def find_labels(text: str, bare: bool = True) -> tuple[Label, ...]:
    """Every question or part that `text` names, ranges and lists spelled out ("1a-c" gives three).

    `bare` also takes labels without a word before them ("2b", "3(a)"), as notes and headings write them.
    """
    found: list[Label] = []
    taken: list[tuple[int, int]] = []

    def free(start: int) -> bool:
        return all(not (a <= start < b) for a, b in taken)

    heads = sorted([*_HEAD.finditer(text), *_HASH.finditer(text)], key=lambda m: m.start())
    for match in heads:
        if not free(match.start()) or not 0 < int(match["number"]) <= LAST_QUESTION or _numbers_formula(text, match):
            continue
        labels, end = _after_number(text, match.end(), str(int(match["number"])), match.start())
        found += labels
        taken.append((match.start(), end))
    if bare:
        for match in _BARE.finditer(text):
            number = int(match["number"])
            letter = (match["l1"] or match["l2"] or match["l3"] or match["l4"]).lower()
            if not free(match.start()) or not 0 < number <= LAST_QUESTION or _OF_HOMEWORK.search(text[: match.start()]):
                continue
            first = Label(str(number), letter, (match["sub"] or "").lower() or None, match.start(), match.end())
            labels, end = _more_parts(text, match.end(), first)
            found += [first, *labels]
            taken.append((match.start(), end))
        for match in _SPACED.finditer(text):
            if free(match.start()) and 0 < int(match["number"]) <= LAST_QUESTION:
                found.append(Label(str(int(match["number"])), match["letter"].lower(), (match["sub"] or "").lower() or None, match.start("number"), match.end()))
                taken.append(match.span())
        for match in _LETTERS.finditer(text):
            if free(match.start()) and match["first"] < match["last"]:
                span = range(ord(match["first"]), ord(match["last"]) + 1)
                found += [Label(None, chr(c), None, match.start(), match.end()) for c in span]
                taken.append(match.span())
    for match in (*_PARTS.finditer(text), *_LETTERED.finditer(text)):
        if free(match.start()):
            part = _PART.match(text, match.end())
            if part and part["letter"].lower() <= LAST_PART and part["letter"] != "I":  # "(Part I)" counts the homework's sections
                first = _label_of(part, None, match.start())
                labels, end = _more_parts(text, part.end(), first)
                found += [first, *labels]
                taken.append((match.start(), end))
    if not found:
        opening = opening_label(text)
        if opening:
            labels, _ = _more_parts(text, opening.end, opening) if opening.part else ([], 0)
            found += [opening, *labels]
    return tuple(sorted(found, key=lambda label: label.start))


_BRACKETED = re.compile(r"(?<![\w)])\(\s*(?P<letter>[a-h])\s*\)(?![\w(])")
_NAMES_OTHER = re.compile(r"\b(?:eq(?:uation|n)?s?|fig(?:ure)?s?|plots?|panels?|diagrams?|options?|choices?|answers?|cases?|tables?|steps?|lines?|images?|graphs?)\.?\s*$", re.IGNORECASE)
_LETTERS_JUDGED = re.compile(r"(?<![\w'’(])(?P<letters>[a-h](?:\s*(?:,|&|/|and)\s*[a-h])+)\s+(?=(?:is|are|was|were|all|both|look)\b)|^(?P<one>[a-h])(?=\s+(?:is|was)\b)", re.IGNORECASE)
_MARKS = "✓✔✅☑✗✘❌✖👍👎"
_MARKED = re.compile(rf"(?<=[{_MARKS}])\s*\(?(?P<before>[a-h])\)?(?!\w)|(?<![\w(])(?P<behind>[a-h])\s*:?\s*(?=[{_MARKS}])")
_CLOSED = re.compile(r"(?<![\w(])(?P<letter>[a-h])\)(?=\s)")


def note_labels(text: str) -> tuple[Label, ...]:
    """Every question or part that a note names: those of `find_labels`, and letters that only a note can mean for parts:
    "(a)", "a, b and d are right", "✅ a ❌ b", and "a) right b) wrong" where two or more follow each other."""
    found = list(find_labels(text))
    closed = list(_CLOSED.finditer(text))
    rising = len(closed) > 1 and [m["letter"] for m in closed] == sorted({m["letter"] for m in closed})
    for match in (*_BRACKETED.finditer(text), *_LETTERS_JUDGED.finditer(text), *_MARKED.finditer(text), *(closed if rising else ())):
        if any(label.start < match.end() and match.start() < label.end for label in found) or _NAMES_OTHER.search(text[: match.start()]):
            continue
        letters = next(group for group in match.groups() if group)
        found += [Label(None, letter.lower(), None, match.start(), match.end()) for letter in re.findall(r"(?<![a-z])[a-hA-H](?![a-z])", letters)]
    return tuple(sorted(found, key=lambda label: label.start))


def _numbers_formula(text: str, match: re.Match[str]) -> bool:
    """Whether a number in brackets within a sentence is that of a formula ("the regularized problem (3)")."""
    return "(" in match[0] and match[0][0].islower() and re.search(r"[a-z]\s+$", text[: match.start()]) is not None


_COMPARED = re.compile(
    r"\b(?:(?:similar|identical|compar\w+|close|equal|equivalent|analogous|contrast|refer\w*|back|according|relative|approach|method|respect)\s+to"
    r"|consistent\s+with|same\s+(?:as|with)|(?:un)?like|than|recall\w*|as\s+in|using|builds?\s+on)\s+[\w’' ]{0,24}$", re.IGNORECASE)  # fmt: skip
_WHEN = re.compile(r"\b(?:after|before|since|until|while)\s+(?:\w+ing\s+)?(?:the\s+)?$", re.IGNORECASE)  # "after doing problem 1"
_REFERRED = re.compile(r"[\w)].*\b(?:in|from|with|as|by|to|(?P<loose>on|for))\s+(?:the\s+|its\s+|our\s+|my\s+)?(?:previous\s+|earlier\s+)?$", re.IGNORECASE | re.DOTALL)
_EXCEPTED = re.compile(
    r"\b(?:(?:all|every\w*|each)\s+(?:\w+\s+){0,2}but|except(?:ing)?(?:\s+for)?|exclud\w+|besides|barring|(?:other|rather)\s+than|(?:apart|aside)\s+from|exception\s+of|skip\w*|ignor\w+|omit\w*|leav\w+\s+out"
    r"|without|not\s+(?:do|doing|solve|solving|answer|answering|include|including|attempt\w*))\s+(?:the\s+)?(?:\w+\s+)?$", re.IGNORECASE)  # fmt: skip
_DONE = re.compile(
    r"\b(?:job|work|effort)\s+(?:solving|answering|doing|on|with)\s+(?:the\s+)?$|\b(?:you|it)(?:['’]ve|\s+have)?\s+(?:(?:only|just|already|instead|again)\s+)?(?:solved|answered|did|done|finished|completed|(?:are|were|keep|kept)\s+(?:solving|answering|doing))"
    r"\s+(?:only\s+|just\s+)?(?:the\s+)?$", re.IGNORECASE)  # fmt: skip
_EARLIER = re.compile(r"\b(?:previous|earlier|preceding|prior|foregoing)\s+$", re.IGNORECASE)
_ANSWER_TO = re.compile(r"\b(?:answer\w*|solution\w*|respon\w+|repl\w+|result\w*|respect|comes?|moving|move|moved|went|go|on|part\w*)\s+to\s+(?:the\s+)?$", re.IGNORECASE)


def subject_labels(text: str, labels: tuple[Label, ...], question: str | None, part: str | None) -> tuple[Label, ...]:
    """The labels that a text is about, without those it only refers to ("consistent with 2b", "the norms in Q1").

    `question` and `part` say where the text stands: where that is known, a label behind a preposition within a sentence
    names another place, unless the text names its own place beside it; where it is not, the label is all that tells.
    """
    kept = []
    named_here = any(label.question in (None, question) and label.part == part for label in labels)
    for label in labels:
        sentence = _before(text, label)
        known = question is not None and (part is not None if label.question in (None, question) else True)
        here = label.question in (None, question) and label.part == part
        behind = None if named_here or _ANSWER_TO.search(sentence) else _REFERRED.search(sentence)
        elsewhere = label.question not in (None, question)  # "on question 1" within question 2; "on part a" may tell parts apart
        referred = is_compared(text, label) or (behind is not None and (elsewhere or behind["loose"] is None))
        if not _WHEN.search(sentence) and not is_excepted(text, label) and (here or not known or not referred):
            kept.append(label)
    return tuple(kept)


def is_compared(text: str, label: Label) -> bool:
    """Whether a text only compares with a label or builds on it ("using your result of 2a", "like in part b")."""
    return bool(_COMPARED.search(_before(text, label)))


def is_done(text: str, label: Label) -> bool:
    """Whether a text only says that a label was answered, or answered instead of another ("you did part (c), not (d)")."""
    return bool(_DONE.search(_before(text, label)))


def is_earlier(text: str, label: Label) -> bool:
    """Whether a text calls a label one of the parts before ("in the previous part (b)")."""
    return bool(_EARLIER.search(_before(text, label)))


def is_excepted(text: str, label: Label) -> bool:
    """Whether a text leaves a label out ("all but question 5", "skip 2b")."""
    return bool(_EXCEPTED.search(_before(text, label)))


def _before(text: str, label: Label) -> str:
    """What stands before a label in its sentence."""
    return re.split(r"[.!?]\s|\n", text[: label.start])[-1]


def only_label(text: str) -> Label | None:
    """The label that is all a text says ("Question 2:", "3) (a)"), or None."""
    labels = find_labels(text.strip())
    if len(labels) != 1 or re.search(r"[^\W\d_]{2,}", text.strip()[: labels[0].start] + text.strip()[labels[0].end :]):
        return None
    return labels[0] if len(text) <= 24 else None


def lone_part(text: str, parts: Collection[str]) -> str | None:
    """The letter, out of `parts`, that a text names without any word or sign for it ("are you sure about b?")."""
    letters = {(match["letter"] or match["article"]).lower() for match in _LONE.finditer(text)}
    known = letters & set(parts)
    return known.pop() if len(known) == 1 else None


def opening_label(text: str) -> Label | None:
    """The part label that `text` opens with: "(b) ...", "(b)(ii)", "(iii)", "c) ...", "d. ..."."""
    match = _OPENING.match(text)
    if not match:
        return None
    if match["roman"]:
        return Label(None, None, match["roman"].lower(), match.start(), match.end())
    letter = (match["letter"] or match["letter2"]).lower()
    sub = (match["sub"] or "").lower() or None
    if letter in ("i", "v", "x") and not sub:
        return Label(None, None, letter, match.start(), match.end())
    return Label(None, letter, sub, match.start(), match.end())


def _label_of(match: re.Match[str], question: str | None, start: int) -> Label:
    """The label of a matched part; a numeral of two letters where a letter should be ("parts i ii iii") is a sub-part."""
    sub = match["sub"] or match["sub2"] or match["sub3"]
    return Label(question, match["letter"].lower(), sub.lower() if sub else None, start, match.end())


def _after_number(text: str, at: int, question: str, start: int) -> tuple[list[Label], int]:
    """Labels of a question whose number ends at `at`: its parts, or further numbers of a list ("Questions 2, 3 and 4")."""
    gap = re.compile(r"\s*[,:.–—-]?\s*(?:\(?(?:sub-?)?parts?\s*)?", re.IGNORECASE).match(text, at)
    part = _PART.match(text, gap.end()) if gap else None
    worded = bool(gap and "part" in gap[0].lower())
    if part and part["letter"].lower() <= LAST_PART and (worded or _delimited(text, at, part)):
        first = _label_of(part, question, start)
        labels, end = _more_parts(text, part.end(), first)
        return [first, *labels], end
    numbers, end = [int(question)], at
    more = re.compile(_JOIN + rf"(?:{_QUESTION_WORD}\s*)?#?(?P<number>\d{{1,2}})(?![\d.(a-z])", re.IGNORECASE)
    while match := more.match(text, end):
        number = int(match["number"])
        if not 0 < number <= LAST_QUESTION:
            break
        numbers += list(range(numbers[-1] + 1, number + 1)) if match["dash"] else [number]
        end = match.end()
    return [Label(str(number), None, None, start, end) for number in numbers], end


def _delimited(text: str, at: int, part: re.Match[str]) -> bool:
    """Whether a letter behind a question number is its part: "2b", "2.b", "2(b)", "2 (b)", not "2 a model"."""
    between = text[at : part.start("letter")]
    after = text[part.end("letter") : part.end("letter") + 1]
    return between == "" or between.strip() == "." and " " not in between or "(" in between or (
        between.isspace() and (after == "" or after in ").:,")
    )


def _more_parts(text: str, at: int, first: Label) -> tuple[list[Label], int]:
    """Parts that follow in a list or range: "(a), (b) and (d)", "a-d"."""
    labels: list[Label] = []
    previous, end = first, at
    more = re.compile(_JOIN + rf"(?:(?:parts?|{re.escape(first.question or '#')})\s*\.?)?(?={_PART.pattern})", re.IGNORECASE)
    while match := more.match(text, end):
        part = _PART.match(text, match.end())
        if part is None or part["letter"].lower() > LAST_PART or (part["letter"] in "aI" and not _closed(text, part)):
            break
        letter = part["letter"].lower()
        if match["dash"] and previous.part and previous.part < letter:
            labels += [Label(first.question, chr(c), None, first.start, part.end()) for c in range(ord(previous.part) + 1, ord(letter))]
        current = _label_of(part, first.question, first.start)
        if match["dash"] and previous.part == current.part and previous.sub in ROMAN and current.sub in ROMAN:
            between = ROMAN[ROMAN.index(previous.sub) + 1 : ROMAN.index(current.sub)]
            labels += [Label(first.question, current.part, sub, first.start, part.end()) for sub in between]
        previous = current
        labels.append(previous)
        end = part.end()
    return labels, end


def _closed(text: str, part: re.Match[str]) -> bool:
    """Whether a lone "a" or "I" is a label and not a word: in brackets, or at the end of a phrase."""
    return "(" in part[0] or not re.match(r"\s+[a-z]", text[part.end() :])
