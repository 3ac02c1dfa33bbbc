"""What a student's sentence judges, by rules over tokens: cues, the negation before them, and how far each reaches.

The cues are spaCy Matcher patterns written in schemas/verdict_language.yaml. The scope rule is NegEx's (Chapman et al. 2001,
"A simple algorithm for identifying negated findings"): a trigger reaches forward over a few tokens and stops at a
contrast, a stop or another cue. Everything that is read keeps the words it rests on.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache
from importlib import resources

import spacy
import yaml
from spacy.language import Language
from spacy.matcher import Matcher
from spacy.tokens import Doc, Span, Token

from pipeline.verdicts.grades import grade

FEW = 3  # from so many optional words on, two of them may follow each other
NEGATION_REACH = 5  # tokens, NegEx's window
UNREAL_REACH = 14
_PREDICATE = re.compile(r"(?:it|they|the|this|that|he|then|found|got|gave|was|is|had|made|did|came|\w{3,}ed)$")  # behind "and" they begin a statement of their own
DENIED = {  # what a cue judges behind a negation
    "right": "wrong", "covering": "flawed", "praise": "flawed", "wrong": "right", "flawed": "praise", "one_shot": "help", "unaided": "help", "needed": "one_shot",
    "help": "one_shot", "vain": "vain", "still": "still", "partly": "flawed", "except": "except", "invented": "no_invention",
}  # fmt: skip
BEFORE = frozenset({"before"})  # "before I gave a hint": none was given
NOT = ("not", "n't", "n’t", "nt")  # "could not" denies, "could" imagines
_SEEMING = re.compile(r"look|seem|appear|sound", re.IGNORECASE)
_SLIP = re.compile(r"forg[eo]t|mistake|error|blunder|^mis|mix|confus", re.IGNORECASE)  # beside praise such a fault leaves the rest right
GRADED = 0.8
_SUPPOSITION = re.compile(r"\W*(?:(?:it|this|that|which)\s+(?:might|may|could)\s+(?:be|have)|perhaps|maybe|possibly)\b", re.IGNORECASE)
_OWN_PROMPT = re.compile(
    r"\W*(?:and|but|also|so|because|since|maybe|perhaps)?\s*(?:my|our)\s+(?:\w+\s+)?"
    r"(?:prompts?|questions?|wording|phrasing|instructions?|input|screenshots?|pictures?|request)\b")  # fmt: skip
_QUOTED_QUESTION = re.compile(r"\w\W+[“\"][^“”\"]*\?[”\"]\W*$")
_QUOTATION = re.compile(r"[“\"][^“”\"]+[”\"]")
LABEL = 0.6  # confidence in a text that is a grade and nothing else
CATEGORIES = ("ignored", "right", "covering", "praise", "one_shot", "unaided", "vain", "still", "needed", "help", "partly", "except", "wrong", "flawed", "invented")
AGAINST = ("wrong", "flawed", "still", "invented")
CONTENT_REACH = 8  # tokens within which a phrase is still the object of the one before it
CONCESSIONS = ("while", "although", "though", "despite", "whereas")
COMPLEMENTS = ("that", "why", "how")  # what stands behind them is what the answer says
NOTICED = ("identif", "spot", "caught", "catch", "notic", "detect", "flag", "recogni", "avoid", "reject", "eliminat", "discard", "exclud")
FAILING = re.compile(r"fail|unable|struggl|cannot|cant|not\b|n['’]?t\b|refus|trouble|difficult|hard|never", re.IGNORECASE)
BESIDE_I = ("also", "then", "just", "only", "had", "have", "'ve", "’ve", "'d", "’d", "was", "did", "do", "n't", "n’t", "not", "could", "accidentally", "probably", "really",
            "simply", "first", "ca", "pasted", "uploaded", "copied", "sent", "typed", "attached", "entered", "made", "make", "gave", "used",
            "it", "the", "a", "an", "some")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Cue:
    """One judging phrase: its category after negation, its words, and the clause (counted from 0) it stands in."""

    category: str
    text: str
    clause: int
    start: int
    end: int
    contrast: bool  # whether its clause opens with a contrast ("but ...")


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a text judges. `verdict` is correct, partial, incorrect or None; `rule` names the rule that decided."""

    verdict: str | None
    one_shot: bool | None
    hallucination: bool | None
    rule: str
    confidence: float
    evidence: str
    cues: tuple[Cue, ...] = ()


@dataclass(frozen=True, slots=True)
class _Vocabulary:
    nlp: Language
    matcher: Matcher
    negation: frozenset[str]
    degree: frozenset[str]
    halving: frozenset[str]
    claimed: frozenset[str]
    consent: frozenset[str]
    unreal: frozenset[str]
    contrast: frozenset[str]


def _token_pattern(word: str, lists: dict[str, list[str]]) -> dict[str, object]:
    if word == "*":
        return {"OP": "{0,2}", "IS_PUNCT": False}
    named = (w.lstrip("?") for w in word.split("|"))
    words = (w for name in named for w in (lists[name[1:]] if name.startswith("@") else [name]))
    choices = (re.escape(w.rstrip("~")) + (r"\w*" if w.endswith("~") and len(w) > 1 else "") for w in words)
    pattern: dict[str, object] = {"LOWER": {"REGEX": f"^(?:{'|'.join(c or '~' for c in choices)})$"}}
    return pattern | ({"OP": "?" if word.count("?") < FEW else "{0,2}"} if word.startswith("?") else {})


@cache
def _vocabulary() -> _Vocabulary:
    data = yaml.safe_load(resources.files("schemas").joinpath("verdict_language.yaml").read_text("utf-8"))
    nlp = spacy.blank("en")
    nlp.tokenizer.rules = {text: rule for text, rule in nlp.tokenizer.rules.items() if not re.fullmatch(r"[a-z]\.", text)}  # "in part b. Then" is two sentences
    nlp.add_pipe("sentencizer", config={"punct_chars": [".", "!", "?", "…", "。", "•"]})
    matcher = Matcher(nlp.vocab)
    for category in CATEGORIES:
        matcher.add(category, [[_token_pattern(word, data["words"]) for word in line.split()] for line in data[category]])
    sets = {name: frozenset(str(w).casefold() for w in data[name]) for name in ("negation", "degree", "halving", "claimed", "consent", "unreal", "contrast")}
    return _Vocabulary(nlp, matcher, **sets)


def find_cues(text: str) -> tuple[Cue, ...]:
    """The judging phrases of `text` in order, with negation applied and unreal ones left out."""
    vocabulary = _vocabulary()
    doc = vocabulary.nlp(" ".join(text.split()))
    clauses = _clauses(doc, vocabulary)
    cues: list[Cue] = []
    previous_end = passed_over = 0
    for category, span in _longest(doc, vocabulary):
        if category == "ignored" or _asks(span) or _quoted(span) or _supposed(span) or category in ("wrong", "flawed", "partly") and _of_the_writer(span):
            passed_over = span.end
            continue
        clause = next(i for i, (start, end, _) in enumerate(clauses) if start <= span.start < end)
        start, _, contrast = clauses[clause]
        floor = max(start, previous_end if _same_role(cues, category) else start)
        scoped, first = _scoped(category, span, floor, passed_over, vocabulary)
        if scoped is not None:
            cues.append(Cue(scoped, doc[first : span.end].text, clause, first, span.end, contrast))
            previous_end = span.end
    return _without_exceptions(_without_objects(cues, doc), doc)


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


def _of_the_writer(span: Span) -> bool:
    """Whether a fault is the writer's ("I also forgot", "my prompt was not clear"); giving up is a judgement all the same."""
    clause = span.sent.text.casefold()
    if _OWN_PROMPT.match(clause):
        return True
    before = span.start - 1
    while before >= span.sent.start and span.doc[before].lower_ in BESIDE_I:
        before -= 1
    own = before >= span.sent.start and span.doc[before].lower_ in ("i", "we")
    return own and not re.match(r"g[ai]v", span.text, re.IGNORECASE)


def _without_objects(cues: list[Cue], doc: Doc) -> list[Cue]:
    """The cues without those that are only the object of another: what a right answer says ("correctly explains why it
    fails"), what was not reached ("failed to find the correct value"), what the student told ("once I pointed out the error")."""
    kept: list[Cue] = []
    for cue in cues:
        before = [other for other in kept if other.clause == cue.clause]
        if not any(_is_object(cue, other, doc[other.end : cue.start]) for other in before):
            kept.append(cue)
    return kept


def _is_object(cue: Cue, verb: Cue, between: Span) -> bool:
    words = [token.lower_ for token in between]
    broken = "," in words or "." in words or ":" in words
    if verb.category == "right" and cue.category in AGAINST and cue.category != "still":
        said = next((i for i, word in enumerate(words[:CONTENT_REACH]) if word in COMPLEMENTS), None)
        if said is not None and not any(word in ("and", "which", "but") and words[i] == "," for i, word in enumerate(words[said + 1 :], said)):
            return True
        noticed = next((i for i, word in enumerate(words) if word.startswith(NOTICED)), None)
        return noticed is not None and len(words) - noticed <= CONTENT_REACH and not broken and "and" not in words
    if broken or len(words) > CONTENT_REACH or {"and", "until", "so"} & set(words):
        return False
    if verb.category in ("wrong", "still") and cue.category in ("right", "praise"):
        return bool(FAILING.search(verb.text))
    return verb.category in ("help", "needed", "vain") and cue.category in ("wrong", "flawed") and not FAILING.search(cue.text)


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


def _longest(doc: Doc, vocabulary: _Vocabulary) -> list[tuple[str, Span]]:
    """Matches in order of place; where two overlap the longer stays, then the first category of CATEGORIES."""
    matches = [(doc.vocab.strings[key], doc[start:end]) for key, start, end in vocabulary.matcher(doc) if end > start]
    # The categories later in the list are more specific ("no errors" is right, "errors" is wrong): length decides first.
    matches.sort(key=lambda m: (-(m[1].end - m[1].start), CATEGORIES.index(m[0]), m[1].start))
    kept: list[tuple[str, Span]] = []
    for category, span in matches:
        if all(span.end <= other.start or other.end <= span.start for _, other in kept):
            kept.append((category, span))
    return sorted(kept, key=lambda m: m[1].start)


def _clauses(doc: Doc, vocabulary: _Vocabulary) -> list[tuple[int, int, bool]]:
    """(start, end, opens with a contrast) for each clause: sentences, cut at contrasts, semicolons and dashes. A sentence that
    opens with a concession ("While it is right, ...") turns behind it."""
    clauses = []
    for sentence in doc.sents:
        start, contrast = sentence.start, False
        conceding = False
        for token in sentence:
            opens = token.lower_ in CONCESSIONS and (token.i <= sentence.start + 1 or doc[token.i - 1].text.endswith("."))  # behind "X.", taken for one word
            turns = conceding and token.text == ","
            cut = token.lower_ in vocabulary.contrast or token.text in (";", "—", "–") or turns
            if cut and token.i > start:
                clauses.append((start, token.i, contrast))
                start = token.i
            if cut:
                contrast = turns or token.lower_ in vocabulary.contrast and not opens
            conceding = opens or conceding and not turns
        clauses.append((start, sentence.end, contrast))
    return clauses


def _scoped(category: str, span: Span, floor: int, passed_over: int, vocabulary: _Vocabulary) -> tuple[str | None, int]:
    """(category, first token) of a cue once what stands before it is heard, from the token `floor` on: negation (outside a
    phrase that ends at `passed_over`), unreality, and what halves it. The category is None when nothing is judged."""
    doc = span.doc
    before = doc[max(floor, span.start - UNREAL_REACH) : span.start]
    hides = vocabulary.unreal | {"right": vocabulary.claimed, "praise": vocabulary.claimed, "help": BEFORE, "needed": BEFORE}.get(category, frozenset())
    unreal = [t for t in before if (t.lower_ in hides or _imagines(t)) and doc[t.i + 1].lower_ not in NOT and t.i >= passed_over]
    if unreal and not any(t.text == "," or t.lower_ == "and" and _PREDICATE.match(t.nbor().lower_) for t in doc[unreal[-1].i : span.start]):
        return None, span.start
    if category in ("right", "praise") and span.start > floor and doc[span.start - 1].lower_ in vocabulary.halving:
        return "partly", span.start - 1
    near = doc[max(floor, passed_over, span.start - NEGATION_REACH) : span.start]
    triggers = [t for t in near if t.lower_ in vocabulary.negation and doc[t.i + 1].text != "," and not _ends_before(t, span)]
    if not triggers or any(t.text in (".", ":", ",") for t in doc[triggers[-1].i : span.start]) and category in ("right", "praise", "one_shot"):
        return "right" if category == "covering" else category, span.start
    graded = any(t.lower_ in vocabulary.degree for t in doc[triggers[-1].i : span.start])
    denied = {**DENIED, "right": "flawed", "wrong": "flawed"} if graded else DENIED
    return denied[category], triggers[-1].i


def _imagines(token: Token) -> bool:
    """Whether "could" speaks of what might be ("could be right"), not of what somebody was able to do."""
    return token.lower_ == "could" and token.i + 1 < len(token.doc) and token.nbor().lower_ in ("be", "have")


def _ends_before(trigger: Token, span: Span) -> bool:
    """Whether a negation of a noun ("without the figure it ...") has ended where the clause's own subject comes."""
    return trigger.lower_ in ("without", "no", "lacks") and any(t.lower_ in ("it", "they", "he", "she") for t in span.doc[trigger.i : span.start])


def judge(text: str) -> Judgement:
    """Judge one note. Confidence is lower the more the text speaks both ways; no cue at all gives verdict None.

    A text that is little more than a cue ("good", "minor correction") is a verdict on its own and surer than the same words in prose.
    """
    cues = find_cues(text)
    given = grade(text) or _consent(text)
    if given is not None:
        return Judgement(given[0], None, None, "grade", GRADED, given[1], cues)
    kinds = [cue.category for cue in cues]
    helped = {"help", "needed"} & set(kinds) and not {"vain", "still"} & set(kinds)
    one_shot = False if helped else True if {"one_shot", "unaided"} & set(kinds) else None
    hallucination = True if "invented" in kinds else False if "no_invention" in kinds else None
    verdict, rule, confidence = _verdict(cues)
    if verdict is not None and _is_label(text, cues):
        confidence = max(confidence, LABEL)
    if verdict == "partial" and one_shot and not {"wrong", "flawed", "partly"} & set(kinds):
        one_shot = False
    evidence = " … ".join(dict.fromkeys(cue.text for cue in cues))
    return Judgement(verdict, one_shot, hallucination, rule, confidence, evidence, cues)


def _consent(text: str) -> tuple[str, str] | None:
    """A text whose first sentence is one word of consent ("Yes.", "Fine, ...")."""
    opening = re.match(r"\W*(\w+)\s*(?:[.,!;]|$)", text)
    return ("correct", opening[1]) if opening and opening[1].casefold() in _vocabulary().consent and not find_cues(text[opening.end() :]) else None


def _is_label(text: str, cues: tuple[Cue, ...]) -> bool:
    """Whether a text is a grade: it opens with its cue, and says nothing else before its first stop."""
    opening = re.split(r"[.!?,;:]|\b(?:but|only|though)\b", text.strip(), maxsplit=1)[0].split()
    return cues[0].start <= 1 and len(opening) - cues[0].start <= len(cues[0].text.split())


def _verdict(cues: tuple[Cue, ...]) -> tuple[str | None, str, float]:
    """(verdict, the rule that decided, confidence) of a text's cues."""

    def of(*categories: str) -> list[Cue]:
        return [cue for cue in cues if cue.category in categories]

    good, shot, bad, flaw, praise = of("right"), of("one_shot"), of("wrong", "still"), of("flawed", "partly"), of("praise")
    needed, vain = of("needed"), of("vain", "still")
    helped = [] if vain else of("help", "needed")
    told = max((cue for cue in good + bad), key=lambda cue: cue.start, default=None)
    if told is not None and told.category == "still" or of("still") and not good:
        return "incorrect", "still wrong", 0.8
    if of("partly") and (bad or good or helped):
        return "partial", "partly right", 0.7
    if good or shot:
        return _right(good, shot, bad, flaw, helped)
    if bad:
        if helped and not _in_vain(helped, bad):
            return "partial", "wrong until helped", 0.6
        if (praise or flaw) and all(_SLIP.search(cue.text) for cue in bad):
            return "partial", "slip", 0.6
        return "incorrect", "wrong", 0.75 if not (flaw or praise) else 0.5
    if flaw:
        return "partial", "flawed", 0.5
    if of("invented"):
        return "incorrect", "invented", 0.5
    if helped:
        return "partial", "helped", 0.6 if praise else 0.5 if needed else 0.4
    if praise:
        return "correct", "praise", 0.4
    return None, "no judgement", 0.0


def _right(good: list[Cue], shot: list[Cue], bad: list[Cue], flaw: list[Cue], helped: list[Cue]) -> tuple[str | None, str, float]:
    """The verdict of a text that calls something right, with what it says against it."""
    against = bad + flaw
    last_good = max(cue.start for cue in good + shot)
    if bad and good and not shot and all(_SEEMING.match(cue.text) for cue in good) and max(c.start for c in bad) > last_good:
        return "incorrect", "only seems right", 0.7
    if not against and not helped:
        return ("correct", "right", 0.95) if good else ("correct", "one-shot", 0.85)
    if not against:
        last = max(cue.start for cue in helped)
        return ("correct", "one-shot", 0.6) if shot and shot[-1].start > last else ("partial", "right after help", 0.75)
    if good and last_good > max(c.start for c in against) and any(c.contrast and c.start == last_good for c in good) and not helped:
        return "correct", "flaw, but right", 0.6
    if bad and not flaw and not helped and not any(c.contrast for c in bad) and max(c.start for c in bad) > last_good:
        return "partial", "right, then wrong", 0.5
    return "partial", "right with a flaw", 0.7 if flaw else 0.55


def _in_vain(helped: list[Cue], bad: list[Cue]) -> bool:
    """Whether the help came to nothing: what failed is told after it ("even after a hint it was wrong")."""
    return max(cue.start for cue in bad) > max(cue.start for cue in helped)
