"""Which model a report is about, decided by evidence and not by mentions.

A student names other models in passing, so a name counts by where it stands: a title or a "Model:" line, the label of who
speaks, the address in a print's footer, the student's own notes; the running text of the conversation hardly at all.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, replace

from pipeline.facts.heading import head_lines
from pipeline.facts.models import ModelName, find_host, find_models
from pipeline.report import Layout

ENOUGH = 5.0  # weight from which visible evidence decides by itself
_STATED = re.compile(r"\b(?:model|llm|ai|chatbot|assistant)(?:\s+(?:used|tested|name|chosen|version))?\s*[:=]|\b(?:using|tested|used|interact\w* with|conversation with|"
                     r"performance (?:of|by)|engagement with(?: the model)?|log (?:of|with)|asked|evaluat\w+|annotat\w+ .* with)\s+(?:the\s+)?(?:model\s+)?$", re.IGNORECASE)  # fmt: skip
_SPEAKER = re.compile(r"^\W*(?:response|answer|output|reply)?\s*(?:from|by|of|\()?\s*$", re.IGNORECASE)
_SPOKEN = re.compile(r"^\W*(?:'s|’s)?\s*(?:\([^)]*\))?\s*(?:said|says|response|answer|output|reply|thinking)?\s*\W*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class ModelChoice:
    """The chosen model, where it was read, and whether the sources differ."""

    model: ModelName | None
    source: str
    conflict: bool
    weight: float


def visible_evidence(layouts: tuple[Layout, ...]) -> tuple[dict[str, float], dict[str, ModelName]]:
    """Weight for each family from what the pages show, and the most detailed name seen for it in a strong place."""
    weight: dict[str, float] = defaultdict(float)
    named: dict[str, tuple[float, ModelName]] = {}

    def add(model: ModelName, points: float) -> None:
        weight[model.family] += points
        detail = sum(bool(x) for x in (model.version, model.tier, model.mode))
        rank = (points >= 3) * 10 + detail + points / 100
        if rank > named.get(model.family, (-1.0, model))[0]:
            named[model.family] = (rank, model)

    heads = head_lines(layouts)
    sizes = sorted(line.size for layout in layouts[:3] for line in layout.lines)
    usual = sizes[len(sizes) // 2] if sizes else 0.0
    for rank, line in enumerate(heads):
        for model in find_models(line.text):
            large = line.size > 1.15 * usual
            stated = bool(_STATED.search(line.text[: model.start]))
            add(model, 8.0 if large or stated else 4.0 if rank < 8 and len(line.text) < 90 else 1.0)
    speakers: dict[str, int] = defaultdict(int)
    for position, layout in enumerate(layouts):
        for line in layout.lines:
            if line.zone in ("header", "footer"):
                host = find_host(line.text)
                if host:
                    weight[host] += 0.0 if weight[host] >= 6 and position else 6.0
                for model in find_models(line.text):
                    add(model, 0.5 if host is None else 0.0)
                continue
            for model in find_models(line.text) if len(line.text) < 400 else ():
                before, after = line.text[: model.start], line.text[model.end :]
                if _SPEAKER.match(before) and _SPOKEN.match(after) and line not in heads:
                    speakers[model.family] += 1
                    add(model, 3.0 if speakers[model.family] <= 4 else 0.5)
                elif _STATED.search(before) and position < 3:
                    add(model, 4.0)
                else:
                    weight[model.family] += 0.1
        for note in layout.notes:
            for model in find_models(note.text):
                add(model, 1.2)
    return dict(weight), {family: model for family, (_, model) in named.items()}


def choose_model(layouts: tuple[Layout, ...], title: str | None, file_name: str, removed: tuple[str, ...] = ()) -> ModelChoice:
    """Visible text first, then the manifest's title, then the file name; sources that differ set `conflict`.

    Weak visible evidence (mentions only) yields to a title that names a model. Print that was made unseen (`removed`)
    never decides, but one that states another model is a conflict, too.
    """
    weight, named = visible_evidence(layouts)
    ranked = sorted(weight.items(), key=lambda item: (-item[1], item[0]))
    told = [(source, models[0]) for source, models in
            (("manifest", find_models(title or "")), ("file name", find_models(file_name))) if models]  # fmt: skip
    if len(told) == 2 and _numbers_a_part(told[1][1], told[0][1]):
        told.pop()
    visible = None
    if ranked and ranked[0][1] >= 1.0:
        family, points = ranked[0]
        visible = named.get(family, ModelName(family, raw=family)), points
    if visible and told and visible[0].family != told[0][1].family and _shortened(visible[0], told[0][1]):
        visible = None
    if visible and (visible[1] >= ENOUGH or not told):
        chosen, source, points = visible[0], "visible text", visible[1]
    elif told:
        source, chosen = told[0]
        points = weight.get(chosen.family, 0.0)
    else:
        return ModelChoice(None, "none", False, 0.0)
    others = [model for _, model in told] + ([visible[0]] if visible and visible[1] >= ENOUGH else [])
    conflict = any(_differ(chosen, other) for other in (*others, *_stated(removed)))
    for other in others:
        if other.family == chosen.family:
            chosen = replace(
                chosen,
                version=chosen.version or other.version,
                tier=chosen.tier or other.tier,
                mode=chosen.mode or other.mode,
                raw=chosen.raw or other.raw,
            )
    return ModelChoice(chosen, source, conflict, points)


def _stated(runs: tuple[str, ...]) -> list[ModelName]:
    """The models that runs of text state ("Model: ...") or have as the name of who speaks."""
    return [
        model
        for run in runs
        for model in find_models(run)
        if _STATED.search(run[: model.start]) or (_SPEAKER.match(run[: model.start]) and _SPOKEN.match(run[model.end :]))
    ]


def _numbers_a_part(file: ModelName, title: ModelName) -> bool:
    """Whether the digit glued to a model's name in a file name ("name2.pdf") may as well number one of several files: the
    title names the model and no version, and the file name states nothing else of it."""
    glued = re.fullmatch(r"[A-Za-z]+\d", file.raw) is not None
    return glued and file.family == title.family and title.version is None and not (file.tier or file.mode)


def _shortened(short: ModelName, full: ModelName) -> bool:
    """Whether a name without details may be a shorter form of another ("GPT" of "gpt-oss-120b")."""
    if short.version or short.tier or short.mode:
        return False
    return bool(re.search(rf"(?<![^\W_]){re.escape(short.raw)}(?![^\W_])", full.raw, re.IGNORECASE))


def _differ(one: ModelName, other: ModelName) -> bool:
    """Whether two names contradict each other; a detail that one of them leaves out is no contradiction."""
    if one.family != other.family:
        return True
    return any(a and b and a != b for a, b in ((one.version, other.version), (one.tier, other.tier)))
