"""Model names in text: which family, version, tier and mode a phrase states. Nothing unstated is assumed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib import resources

import yaml

TAIL = 48  # characters behind a name in which its version, tier and mode may stand
STATED_BESIDE = re.compile(r"[\s\-_·:,()'’/+]*")


@dataclass(frozen=True, slots=True)
class ModelName:
    """A model as a phrase states it; `start` and `end` are character offsets of the phrase."""

    family: str
    version: str | None = None
    tier: str | None = None
    mode: str | None = None
    raw: str = ""
    start: int = 0
    end: int = 0

    @property
    def label(self) -> str:
        """Canonical label: family, tier, version and (mode), each only where it is stated."""
        order = (self.tier, self.version) if self.family == "Claude" else (self.version, self.tier)
        words = " ".join(word for word in (self.family, *order) if word)
        return f"{words} ({self.mode})" if self.mode else words


@dataclass(frozen=True, slots=True)
class _Family:
    name: str
    names: re.Pattern[str]
    implied: tuple[re.Pattern[str], ...]
    versions: tuple[re.Pattern[str], ...]
    tiers: tuple[tuple[str, re.Pattern[str]], ...]
    hosts: re.Pattern[str] | None


def _loose(pattern: str) -> str:
    """A space in a vocabulary pattern stands for blanks, hyphens or underscores (in any number, where it is optional)."""
    return pattern.replace(" ?", r"[\s_\-]*").replace(" ", r"[\s_\-]+")


@cache
def _vocabulary() -> tuple[tuple[_Family, ...], tuple[tuple[str, re.Pattern[str]], ...]]:
    data = yaml.safe_load(resources.files("schemas").joinpath("models.yaml").read_text("utf-8"))
    flags = re.IGNORECASE
    families = []
    for name, entry in data["families"].items():
        tiers = tuple((tier, re.compile(rf"(?<![a-z])(?:{'|'.join(map(_loose, words))})(?![a-z])", flags))
                      for tier, words in entry.get("tiers", {}).items())
        hosts = entry.get("hosts") or []
        families.append(_Family(
            name=name,
            names=re.compile(rf"(?<![a-z])(?:{'|'.join(map(_loose, entry['names']))})(?![a-z])", flags),
            implied=tuple(re.compile(_loose(p), flags) for p in entry.get("implied", [])),
            versions=tuple(re.compile(_loose(p), flags) for p in entry.get("versions", []) + entry.get("sizes", [])),
            tiers=tiers,
            hosts=re.compile("|".join(hosts), flags) if hosts else None,
        ))  # fmt: skip
    modes = tuple((mode, re.compile(rf"(?<![a-z])(?:{'|'.join(map(_loose, words))})(?![a-z])", flags))
                  for mode, words in data["modes"].items())
    return tuple(families), modes


def find_models(text: str) -> tuple[ModelName, ...]:
    """Every model named in `text`, in order of place."""
    found: list[ModelName] = []
    families, _ = _vocabulary()
    for family in families:
        for match in family.names.finditer(text):
            if not _taken(found, match.start(), match.end()):
                found.append(_with_details(family, text, match.start(), match.end()))
        for pattern in family.implied:
            for match in pattern.finditer(text):
                if not _taken(found, match.start(), match.end()):
                    found.append(_implied(family, text, match))
    return tuple(sorted(found, key=lambda model: model.start))


def find_host(text: str) -> str | None:
    """The family whose chat address stands in `text` (a print's footer shows it)."""
    families, _ = _vocabulary()
    return next((f.name for f in families if f.hosts and f.hosts.search(text)), None)


def family_names() -> tuple[str, ...]:
    return tuple(family.name for family in _vocabulary()[0])


def _taken(found: list[ModelName], start: int, end: int) -> bool:
    return any(model.start < end and start < model.end for model in found)


def _tail(text: str, end: int) -> str:
    """The words behind a name that may still belong to it: up to a stop, a dash, a date or a word such as "on" or "for"."""
    rest = text[end : end + TAIL].split("\n")[0]
    stop = re.search(r"[.;!?](?:\s|$)|\s[–—-]\s|\b\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4}\b|\b(?:on|for|in|and|is|was|with(?! (?:deep|extended|thinking|pro))|vs|hw|homework|to)\b",
                     rest, re.IGNORECASE)  # fmt: skip
    return rest[: stop.start()] if stop else rest


def _with_details(family: _Family, text: str, start: int, end: int) -> ModelName:
    tail = _tail(text, end)
    # A tier or version may precede the name ("Opus 4.5 by Claude" is rare, "4.5 Opus" follows it), so only the tail counts.
    version, tier, reach = None, None, 0
    cursor = tail
    for pattern in family.versions:
        match = pattern.search(cursor)
        if match and _close(tail, match.start(), family):
            version, reach = _tidy_version(match["version"]), max(reach, match.end())
            break
    for name, pattern in family.tiers:
        match = pattern.search(tail)
        if match and _close(tail, match.start(), family):
            tier, reach = name, max(reach, match.end())
            break
    mode, mode_end = _mode(tail)
    reach = max(reach, mode_end)
    raw = (text[start:end] + tail[:reach]).strip(" ,:-–")
    raw += ")" * (raw.count("(") - raw.count(")"))
    return ModelName(family.name, version, tier, mode, " ".join(raw.split()), start, end + reach)


def _implied(family: _Family, text: str, match: re.Match[str]) -> ModelName:
    groups = match.groupdict()
    mode, reach = _mode(_tail(text, match.end()))
    tier = groups.get("tier")
    raw = " ".join((match[0] + _tail(text, match.end())[:reach]).split())
    return ModelName(family.name, _tidy_version(groups.get("version")), tier.capitalize() if tier else None, mode, raw,
                     match.start(), match.end() + reach)  # fmt: skip


def _close(tail: str, start: int, family: _Family) -> bool:
    """Whether only blanks, brackets and the family's own detail words lie between the name and `start`."""
    between = tail[:start]
    for _, pattern in (*family.tiers, *_vocabulary()[1]):
        between = pattern.sub("", between)
    for pattern in family.versions:
        between = pattern.sub("", between)
    return not re.search(r"[^\s\-_·:,()'’/+]", re.sub(r"\bwith\b|\bai\b", "", between, flags=re.IGNORECASE))


def _mode(tail: str) -> tuple[str | None, int]:
    best: tuple[int, str | None, int] = (0, None, 0)
    for mode, pattern in _vocabulary()[1]:
        match = pattern.search(tail)
        if match and match.end() - match.start() > best[0]:
            best = (match.end() - match.start(), mode, match.end())
    return best[1], best[2]


def _tidy_version(version: str | None) -> str | None:
    if version is None:
        return None
    version = re.sub(r"[\s_\-]", "", version)
    version = re.sub(r"^(\d)\.0$", r"\1", version)
    return version.upper() if re.match(r"[kvr]\d", version, re.IGNORECASE) else version.lower()
