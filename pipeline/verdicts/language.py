"""What a student's text judges, by the categories of its cues in order (`pipeline.verdicts.cues`), or by a grade it gives."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.verdicts.cues import Cue, find_cues
from pipeline.verdicts.grades import grade
from pipeline.verdicts.vocabulary import vocabulary

LABEL = 0.6  # confidence in a text that is a grade and nothing else
GRADED = 0.8  # and in one that gives points
_SEEMING = re.compile(r"look|seem|appear|sound", re.IGNORECASE)
_SLIP = re.compile(r"forg[eo]t|mistake|error|blunder|^mis|mix|confus", re.IGNORECASE)  # beside praise such a fault leaves the rest right


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
    if rule == "wrong" and cues[0].category == "praise" and _is_label(text, cues):
        verdict, rule, confidence = "partial", "good but for", 0.6
    if verdict is not None and _is_label(text, cues):
        confidence = max(confidence, LABEL)
    if verdict == "partial" and one_shot and not {"wrong", "flawed", "partly"} & set(kinds):
        one_shot = False
    evidence = " … ".join(dict.fromkeys(cue.text for cue in cues))
    return Judgement(verdict, one_shot, hallucination, rule, confidence, evidence, cues)


def _consent(text: str) -> tuple[str, str] | None:
    """The grade of a text that is one word of consent ("Yes.", "fine")."""
    word = re.fullmatch(r"\W*(\w+)\W*", text)
    return ("correct", word[1]) if word and word[1].casefold() in vocabulary().consent else None


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
        return _right(good, shot, bad, flaw, helped, praise)
    if bad:
        if helped and not _in_vain(helped, bad):
            return "partial", "wrong until helped", 0.6
        if (praise or flaw) and all(_SLIP.search(cue.text) for cue in bad):
            return "partial", "slip", 0.6
        return "incorrect", "wrong", 0.75 if not (flaw or praise) else 0.5
    if of("partly") and any(re.search(r"right|correct|accurat", cue.text, re.IGNORECASE) for cue in of("partly")):
        return "partial", "partly right", 0.7
    if flaw:
        return "partial", "flawed", 0.5
    if of("invented"):
        return "incorrect", "invented", 0.5
    if helped:
        return "partial", "helped", 0.6 if praise else 0.5 if needed else 0.4
    if praise:
        return "correct", "praise", 0.4
    return None, "no judgement", 0.0


def _right(good: list[Cue], shot: list[Cue], bad: list[Cue], flaw: list[Cue], helped: list[Cue], praise: list[Cue]) -> tuple[str | None, str, float]:
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
    last_against = max(cue.start for cue in against)
    if good and not helped and any(c.contrast and c.start > last_against and c.start >= last_good for c in good + praise):
        return "correct", "flaw, but right", 0.6
    if bad and not flaw and not helped and not any(c.contrast for c in bad) and max(c.start for c in bad) > last_good:
        return "partial", "right, then wrong", 0.5
    return "partial", "right with a flaw", 0.7 if flaw else 0.55


def _in_vain(helped: list[Cue], bad: list[Cue]) -> bool:
    """Whether the help came to nothing: what failed is told after it ("even after a hint it was wrong")."""
    return max(cue.start for cue in bad) > max(cue.start for cue in helped)
