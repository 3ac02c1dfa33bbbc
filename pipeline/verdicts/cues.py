"""Judging phrases in a student's sentence: cues, the negation before them, and how far each reaches.

The scope rule is NegEx's (Chapman et al. 2001, "A simple algorithm for identifying negated findings"): a trigger reaches
forward over a few tokens and stops at a contrast, a stop or another cue. Everything that is read keeps the words it rests on.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from spacy.tokens import Doc, Span, Token

from pipeline.verdicts.spelling import spelled
from pipeline.verdicts.vocabulary import CATEGORIES, Vocabulary, vocabulary

NEGATION_REACH = 5  # tokens, NegEx's window
UNREAL_REACH = 14
CONTENT_REACH = 8  # tokens within which a phrase is still the object of the one before it
AGAINST = ("wrong", "flawed", "invented")
BLAMING = ("wrong", "flawed", "partly")
DENIED = {  # what a cue judges behind a negation
    "right": "wrong", "covering": "flawed", "praise": "flawed", "wrong": "right", "flawed": "praise", "one_shot": "help", "unaided": "help", "needed": "one_shot",
    "help": "one_shot", "vain": "vain", "still": "still", "partly": "flawed", "except": "except", "invented": "no_invention",
}  # fmt: skip
BEFORE = frozenset({"before"})  # "before I gave a hint": none was given
NOT = ("not", "n't", "n’t", "nt")  # "would not" denies, "would" imagines
_PREDICATE = re.compile(r"(?:it|they|the|this|that|he|then|found|got|gave|was|is|had|made|did|came|\w{3,}ed)$")  # behind "and" they begin a statement of their own
_SUPPOSITION = re.compile(r"\W*(?:(?:it|this|that|which)\s+(?:might|may|could)\s+(?:be|have)|perhaps|maybe|possibly)\b", re.IGNORECASE)
_OWN_PROMPT = re.compile(
    r"\W*(?:and|but|also|so|because|since|maybe|perhaps)?\s*(?:my|our)\s+(?:\w+\s+)?"
    r"(?:prompts?|questions?|wording|phrasing|instructions?|input|screenshots?|pictures?|request)\b")  # fmt: skip
_QUOTED_QUESTION = re.compile(r"\w\W+[“\"][^“”\"]*\?[”\"]\W*$")
_QUOTATION = re.compile(r"[“\"][^“”\"]+[”\"]")
FAILING = re.compile(r"fail|unable|struggl|cannot|cant|not\b|n['’]?t\b|refus|trouble|difficult|hard|never", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Cue:
    """One judging phrase: its category after negation, its words, and the clause (counted from 0) it stands in."""

    category: str
    text: str
    clause: int
    start: int
    end: int
    contrast: bool  # whether its clause opens with a contrast ("but ...")


def find_cues(text: str) -> tuple[Cue, ...]:
    """The judging phrases of `text` in order, with negation applied and unreal ones left out."""
    words = vocabulary()
    doc = words.nlp(" ".join(map(spelled, text.split())))
    clauses = _clauses(doc, words)
    cues: list[Cue] = []
    previous_end = passed_over = 0
    for category, span in _longest(doc, words):
        if category == "ignored" or _asks(span) or _quoted(span) or _supposed(span) or category in BLAMING and _of_the_writer(span, words):
            passed_over = span.end
            continue
        clause = next(i for i, (start, end, _) in enumerate(clauses) if start <= span.start < end)
        start, _, contrast = clauses[clause]
        floor = max(start, previous_end if _same_role(cues, category) else start)
        scoped, first = _scoped(category, span, floor, passed_over, words)
        if scoped is not None:
            cues.append(Cue(scoped, doc[first : span.end].text, clause, first, span.end, contrast))
            previous_end = span.end
    return _without_exceptions(_without_objects(cues, doc, words), doc)


def _asks(span: Span) -> bool:
    """Whether a cue stands in a question, which judges nothing ("is this correct?"); one that is only quoted does not ask."""
    sentence = span.sent.text
    return sentence.rstrip("\"”')").endswith("?") and not _QUOTED_QUESTION.search(sentence)


def _supposed(span: Span) -> bool:
    """Whether a cue stands in a sentence that looks for reasons ("It might be that ...")."""
    return bool(_SUPPOSITION.match(span.sent.text))


def _quoted(span: Span) -> bool:
    """Whether a cue stands among the words of somebody else ("it said “this is wrong” first"); a quoted word or two is the writer's."""
    text = span.doc.text
    return any(m.start() < span.start_char and span.end_char < m.end() and len(m[0].split()) > len(span) + 1 for m in _QUOTATION.finditer(text))


def _of_the_writer(span: Span, words: Vocabulary) -> bool:
    """Whether a fault is the writer's ("I also forgot", "my prompt was not clear"); giving up is a judgement all the same."""
    if _OWN_PROMPT.match(span.sent.text.casefold()):
        return True
    before = span.start - 1
    while before >= span.sent.start and span.doc[before].lower_ in words.own:
        before -= 1
    own = before >= span.sent.start and span.doc[before].lower_ in ("i", "we")
    return own and not re.match(r"g[ai]v", span.text, re.IGNORECASE)


def _without_objects(cues: list[Cue], doc: Doc, words: Vocabulary) -> list[Cue]:
    """The cues without those that are only the object of another: what a right answer says ("correctly explains why it
    fails"), what was not reached ("failed to find the correct value"), what the student told ("once I pointed out the error")."""
    kept: list[Cue] = []
    for cue in cues:
        before = [other for other in kept if other.clause == cue.clause]
        if not any(_is_object(cue, other, [token.lower_ for token in doc[other.end : cue.start]], words) for other in before):
            kept.append(cue)
    return kept


def _is_object(cue: Cue, verb: Cue, between: list[str], words: Vocabulary) -> bool:
    """Whether `cue` is the object of the cue `verb` before it; `between` are the words from one to the other."""
    broken = bool({",", ".", ":"} & set(between))
    if verb.category == "right" and cue.category in AGAINST:
        said = next((i for i, word in enumerate(between[:CONTENT_REACH]) if word in words.complement), None)
        if said is not None and not any(comma == "," and word in ("and", "which", "but") for comma, word in zip(between[said:], between[said + 1 :], strict=False)):
            return True
        noticed = next((i for i, word in enumerate(between) if word.startswith(words.noticed)), None)
        return noticed is not None and len(between) - noticed <= CONTENT_REACH and not broken and "and" not in between
    if verb.category in ("help", "needed") and cue.category in ("wrong", "flawed") and {"because", "since"} & set(between):
        return True  # why help was needed
    if broken or len(between) > CONTENT_REACH or {"and", "until", "so"} & set(between):
        return False
    if verb.category in ("wrong", "still") and cue.category in ("right", "praise"):
        return bool(FAILING.search(verb.text))
    told = verb.category in ("help", "needed", "vain") and cue.category in ("wrong", "flawed") and not FAILING.search(cue.text)
    return told and not (verb.category == "vain" and {"it", "they"} & set(between))  # "even after a hint it was wrong"


def _without_exceptions(cues: list[Cue], doc: Doc) -> tuple[Cue, ...]:
    """An exception makes what its sentence says before it hold in part; without such words it says nothing."""
    kept: list[Cue] = []
    for cue in cues:
        if cue.category != "except":
            kept.append(cue)
            continue
        sentence = doc[cue.start].sent
        if any(other.start >= sentence.start and other.category in ("right", "praise", "wrong", "one_shot") for other in kept):
            kept.append(replace(cue, category="partly"))
    return tuple(kept)


def _same_role(cues: list[Cue], category: str) -> bool:
    """A cue ends the reach of a negation before it, unless both are listed under it ("no errors or hallucinations")."""
    return not (cues and cues[-1].category in ("right", "no_invention") and category in ("wrong", "invented"))


def _longest(doc: Doc, words: Vocabulary) -> list[tuple[str, Span]]:
    """Matches in order of place; where two overlap the longer stays, then the first category of CATEGORIES."""
    matches = [(doc.vocab.strings[key], doc[start:end]) for key, start, end in words.matcher(doc) if end > start]
    # The categories later in the list are more specific ("no errors" is right, "errors" is wrong): length decides first.
    matches.sort(key=lambda m: (-(m[1].end - m[1].start), CATEGORIES.index(m[0]), m[1].start))
    kept: list[tuple[str, Span]] = []
    for category, span in matches:
        if all(span.end <= other.start or other.end <= span.start for _, other in kept):
            kept.append((category, span))
    return sorted(kept, key=lambda m: m[1].start)


def _clauses(doc: Doc, words: Vocabulary) -> list[tuple[int, int, bool]]:
    """(start, end, opens with a contrast) for each clause: sentences, cut at contrasts, semicolons and dashes. A sentence that
    opens with a concession ("While it is right, ...") turns behind it."""
    clauses = []
    for sentence in doc.sents:
        start, contrast = sentence.start, False
        conceding = False
        for token in sentence:
            opens = token.lower_ in words.concession and (token.i <= sentence.start + 1 or doc[token.i - 1].text.endswith("."))  # behind "X.", taken for one word
            turns = conceding and token.text == ","
            cut = token.lower_ in words.contrast or token.text in (";", "—", "–") or turns
            if cut and token.i > start:
                clauses.append((start, token.i, contrast))
                start = token.i
            if cut:
                contrast = turns or token.lower_ in words.contrast and not opens
            conceding = opens or conceding and not turns
        clauses.append((start, sentence.end, contrast))
    return clauses


def _scoped(category: str, span: Span, floor: int, passed_over: int, words: Vocabulary) -> tuple[str | None, int]:
    """(category, first token) of a cue once what stands before it is heard, from the token `floor` on: negation (outside a
    phrase that ends at `passed_over`), unreality, and what halves it. The category is None when nothing is judged."""
    doc = span.doc
    before = doc[max(floor, span.start - UNREAL_REACH) : span.start]
    hides = words.unreal | {"right": words.claimed, "praise": words.claimed, "help": BEFORE, "needed": BEFORE}.get(category, frozenset())
    unreal = [t for t in before if (t.lower_ in hides or _imagines(t)) and doc[t.i + 1].lower_ not in NOT and t.i >= passed_over]
    if unreal and not any(t.text == "," or t.lower_ == "and" and _PREDICATE.match(t.nbor().lower_) for t in doc[unreal[-1].i : span.start]):
        return None, span.start
    if category in ("right", "praise") and span.start > floor and doc[span.start - 1].lower_ in words.halving:
        return "partly", span.start - 1
    near = doc[max(floor, passed_over, span.start - NEGATION_REACH) : span.start]
    triggers = [t for t in near if t.lower_ in words.negation and doc[t.i + 1].text != "," and not _ends_before(t, span) and not _goes_on(doc[t.i : span.start])]
    if category == "wrong" and any(t.lower_ in NOT for t in span) and any(t.lower_ in words.degree for t in span):
        return "flawed", span.start  # "did not completely solve it"
    if not triggers or any(t.text in (".", ":", ",") for t in doc[triggers[-1].i : span.start]) and category in ("right", "praise", "one_shot"):
        return "right" if category == "covering" else category, span.start
    graded = any(t.lower_ in words.degree for t in doc[triggers[-1].i : span.start])
    denied = {**DENIED, "right": "flawed", "wrong": "flawed"} if graded else DENIED
    return denied[category], triggers[-1].i


def _imagines(token: Token) -> bool:
    """Whether "could" speaks of what might be ("could be right"), not of what somebody was able to do."""
    return token.lower_ == "could" and token.i + 1 < len(token.doc) and token.nbor().lower_ in ("be", "have")


def _goes_on(between: Span) -> bool:
    """Whether a statement of its own begins behind an "and" between two phrases ("does not exist and was wrong")."""
    return any(token.lower_ == "and" and token.i + 1 < len(token.doc) and _PREDICATE.match(token.nbor().lower_) for token in between)


def _ends_before(trigger: Token, span: Span) -> bool:
    """Whether a negation of a noun ("without the figure it ...") has ended where the clause's own subject comes."""
    return trigger.lower_ in ("without", "no", "lacks") and any(t.lower_ in ("it", "they", "he", "she") for t in span.doc[trigger.i : span.start])
