"""One invented conversation about an invented homework, before any layout: turns, remarks and judgements."""

from __future__ import annotations

import random
from dataclasses import dataclass

from .content import PARTS, SUMMARIES, Part

MODELS = {
    "ChatGPT 5.1 Thinking": "ChatGPT", "GPT-4o": "ChatGPT", "Claude Sonnet 4.5": "Claude", "Claude Opus 4.5": "Claude",
    "Gemini 2.5 Flash": "Gemini", "Gemini 3 Pro": "Gemini", "DeepSeek V3.2": "DeepSeek", "Grok 4.1": "Grok",
    "Kimi K2": "Kimi", "Qwen3-Max": "Qwen", "Mistral Le Chat": "Mistral", "gpt-oss-120b": "gpt-oss",
}  # fmt: skip
AUTHORS = ("Ada Example", "Boris Sample", "Chandra Placeholder", "Dina Specimen", "Emil Mockup", "Farida Template")
DATES = (("November 3, 2025", "2025-11-03"), ("October 21, 2025", "2025-10-21"), ("December 1, 2025", "2025-12-01"))
OUTCOMES = ("correct", "partial", "incorrect")


@dataclass(frozen=True)
class Turn:
    """What one side said."""

    role: str  # prompt | response
    blocks: tuple[str, ...]


@dataclass(frozen=True)
class Exchange:
    """One part of one question: its turns, the student's remark after them, and what the student concludes."""

    question: str
    part: str
    title: str
    turns: tuple[Turn, ...]
    remark: str
    short_remark: str  # for a pen
    verdict: str
    one_shot: bool


@dataclass(frozen=True)
class Story:
    author: str
    date: str
    iso_date: str
    homework: int
    model: str
    model_family: str
    summary: tuple[str, ...]
    exchanges: tuple[Exchange, ...]

    @property
    def speaker(self) -> str:
        """The model's name as a label over its answers."""
        return {"gpt-oss": "Model"}.get(self.model_family, self.model_family)

    def meta(self, model: bool = True, date: bool = True) -> dict[str, str | int | None]:
        return {
            "model": self.model if model else None,
            "model_family": self.model_family if model else None,
            "homework": self.homework,
            "date": self.iso_date if date else None,
        }

    def author_tokens(self) -> list[str]:
        return self.author.casefold().split()


def _exchange(part: Part, outcome: str) -> Exchange:
    turns = [Turn("prompt", (part.prompt,))]
    if outcome == "correct":
        turns.append(Turn("response", part.right))
    elif outcome == "incorrect":
        turns.append(Turn("response", part.flawed))
    else:
        turns += [Turn("response", part.flawed), Turn("prompt", (part.hint,)), Turn("response", part.mended)]
    remarks, short = part.remarks[outcome]
    return Exchange(part.question, part.part, part.title, tuple(turns), remarks, short, outcome, outcome == "correct")


def tell(rng: random.Random, n_exchanges: int = 4, model: str | None = None) -> Story:
    """A story about consecutive parts of the question bank, with all three outcomes where there is room for them."""
    start = rng.randrange(0, len(PARTS) - n_exchanges + 1)
    chosen = PARTS[start : start + n_exchanges]
    outcomes = [*OUTCOMES, *rng.choices(OUTCOMES, (5, 3, 2), k=n_exchanges)][:n_exchanges]
    rng.shuffle(outcomes)
    name = model or rng.choice(sorted(MODELS))
    date, iso_date = rng.choice(DATES)
    exchanges = tuple(_exchange(part, outcome) for part, outcome in zip(chosen, outcomes, strict=True))
    return Story(
        rng.choice(AUTHORS), date, iso_date, rng.randint(1, 12), name, MODELS[name], rng.choice(SUMMARIES), exchanges
    )
