"""A scale of the student's own: "L1 (one-shot), L2 (minor nudge), Lx (fail)", "green = correct", read from its legend."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.verdicts.language import judge

_LEVEL = r"(?:[LTS](?:\d|x)|(?:level|tier|grade|score|category|class)\s*[\dA-Fx])"
_ENTRY = re.compile(rf"(?<!\w)(?P<level>{_LEVEL})\s*(?:\((?P<inside>[^)]{{3,60}})\)|[:=–—-]\s*(?P<after>[^,;.\n•]{{3,60}}))", re.IGNORECASE)
_USE = re.compile(rf"(?<!\w)(?P<level>{_LEVEL})(?!\w)", re.IGNORECASE)
_FAILED = re.compile(r"\b(?:fail|still incorrect|unsolved|wrong|incorrect|gave up)", re.IGNORECASE)
_HELPED = re.compile(r"\b(?:nudge|guidance|hint|help|prompt|correction|intervention|minor|heavy|follow)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Level:
    """What a level of the student's scale means."""

    verdict: str
    one_shot: bool | None


def read_legend(texts: list[str]) -> dict[str, Level]:
    """Levels that the report defines, by folded name; two definitions make a scale, one alone is no legend."""
    levels: dict[str, Level] = {}
    for text in texts:
        for match in _ENTRY.finditer(text):
            level = _meaning(match["inside"] or match["after"])
            if level is not None:
                levels.setdefault(_fold(match["level"]), level)
    return levels if len(levels) >= 2 else {}


def level_in(text: str, legend: dict[str, Level]) -> tuple[str, Level] | None:
    """The last level of the legend that a note gives, unless the note is itself the legend."""
    if not legend or len(_ENTRY.findall(text)) >= 2:
        return None
    used = [(match["level"], legend[_fold(match["level"])]) for match in _USE.finditer(text) if _fold(match["level"]) in legend]
    return used[-1] if used else None


def _meaning(words: str) -> Level | None:
    if _FAILED.search(words):
        return Level("incorrect", False)
    judged = judge(words)
    if _HELPED.search(words) and judged.one_shot is not True:
        return Level("partial", False)
    if judged.verdict is not None:
        return Level(judged.verdict, judged.one_shot)
    return None


def _fold(level: str) -> str:
    return re.sub(r"\s+", "", level).casefold()
