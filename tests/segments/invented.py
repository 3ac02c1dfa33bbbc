"""Chats in words and looks of their own, made of the invented lines that the language models learned from."""

from __future__ import annotations

import random
from dataclasses import dataclass, field, replace

import pandas as pd

from pipeline.report import Layout, Line, Panel, Span

# What authors call themselves and the model; most of these words stand in no vocabulary.
SPEAKERS = (
    ("You asked", "X Replied"), ("user", "ChatGPT"), ("Student", "AI"), ("Input", "Output"), ("Query", "Result from Claude"), ("My message", "Bot"),
    (">>> Me", "<<< Model"), ("Human turn", "Machine turn"), ("PROMPT", "COMPLETION"), ("Sent", "Received"), ("Question to Grok", "Grok's take"),
    ("Turn {n} (me)", "Turn {n} (Kimi)"), ("Instruction", "Generated solution"), ("What I said", "What it said"), ("Me [{n}]", "Gemini [{n}]"),
)  # fmt: skip
WIDE, LINE, FOOT = 90, 13.0, 720.0  # characters of a line; points from line to line, and where a page ends


@dataclass
class Sheet:
    """Pages filled from the top; the first line of each paragraph is given back."""

    pages: list[tuple[list[Line], list[Panel]]] = field(default_factory=lambda: [([], [])])
    y: float = 72.0

    def put(self, text: str, x: float = 72.0, size: float = 10.0, bold: bool = False, italic: bool = False, colour: int = 0, fill: int | None = None, wide: int = WIDE) -> Line:
        rows = [""]
        for word in text.split():
            if len(rows[-1]) + len(word) >= wide:
                rows.append("")
            rows[-1] = f"{rows[-1]} {word}".strip()
        if self.y + LINE * len(rows) > FOOT:
            self.pages.append(([], []))
            self.y = 72.0
        lines, panels = self.pages[-1]
        top, font = self.y, f"F{bold:d}{italic:d}"
        for row in rows:
            box = (x, self.y, x + 5.0 * len(row), self.y + size)
            panel = len(panels) if fill is not None else None
            lines.append(Line(len(self.pages), row, row, box, self.y + 8, (Span(row, box, font, size, colour, bold, italic),), font, size, colour, bold, italic, panel=panel))
            self.y += size + 3
        if fill is not None:
            panels.append(Panel((x - 10, top - 4, 550.0, self.y + 2), fill))
        self.y += 10
        return lines[-len(rows)]

    def layouts(self) -> tuple[Layout, ...]:
        return tuple(Layout(i + 1, 612.0, 792.0, tuple(lines), tuple(panels), text="\n".join(line.text for line in lines)) for i, (lines, panels) in enumerate(self.pages))


@dataclass(frozen=True)
class Chat:
    """The pages, the first lines of prompts and responses in order (without their labels), and the first lines of remarks."""

    layouts: tuple[Layout, ...]
    turns: list[tuple[str, Line]]
    remarks: list[Line]


def chat(style: str, remark: dict | None, seed: int, pasted: bool = False) -> Chat:
    """A chat of five to seven exchanges. `remark` says how remarks behind answers are set (None: there are none); `pasted`
    prompts are as long as a homework's questions."""
    rng = random.Random(f"{style} {seed}")
    answers = {"x": 80.0, "fill": 0xFAFAFA} if style == "cards" else {}
    says = _lines()
    sheet, turns, remarks = Sheet(), [], []
    sheet.put("Special Participation: Homework 4", size=17.0, bold=True)
    me, model = rng.choice(SPEAKERS)
    for n in range(1, rng.randint(6, 8)):
        asked = " ".join(says["asks"].pick(rng, 5, 45) for _ in range(rng.randint(3, 7) if pasted else 1))
        answered = [says["answers"].pick(rng, 8, 60) for _ in range(rng.randint(2, 5))]
        turns += _exchange(sheet, style, me.format(n=n), model.format(n=n), asked, answered[0])
        for k, more in enumerate(answered[1:]):
            if rng.random() < 0.3:
                sheet.put(f"Step {k + 1}: setting up", bold=True)
            sheet.put(more, **answers)
        if remark is not None and rng.random() < 0.6:
            remarks.append(sheet.put(says["remarks"].pick(rng, 8, 40), **remark))
    return Chat(sheet.layouts(), turns, remarks)


def _exchange(sheet: Sheet, style: str, me: str, model: str, asked: str, answered: str) -> list[tuple[str, Line]]:
    if style == "own line":
        sheet.put(me, bold=True)
        prompt = sheet.put(asked)
        sheet.put(model, bold=True)
        return [("prompt", prompt), ("response", sheet.put(answered))]
    if style == "heading":
        sheet.put(me, bold=True, size=13.0)
        prompt = sheet.put(asked)
        sheet.put(model, bold=True, size=13.0)
        return [("prompt", prompt), ("response", sheet.put(answered))]
    if style == "run-in":
        prompt, response = sheet.put(f"{me}: {asked}"), sheet.put(f"{model}: {answered}")
        return [("prompt", replace(prompt, text=asked)), ("response", replace(response, text=answered))]
    if style == "prompts alone":
        sheet.put(f"{me}:", bold=True)
        return [("prompt", sheet.put(asked)), ("response", sheet.put(answered))]
    if style == "bubble":
        return [("prompt", sheet.put(asked, x=260.0, wide=50, fill=0xEEEEEE)), ("response", sheet.put(answered))]
    if style in ("card", "cards"):
        prompt = sheet.put(asked, x=80.0, fill=0xF0EDE6)
        return [("prompt", prompt), ("response", sheet.put(answered, **({"x": 80.0, "fill": 0xFAFAFA} if style == "cards" else {})))]
    looks = {"bold": {"bold": True}, "italic": {"italic": True}, "coloured": {"colour": 0x1155CC}, "quoted": {}}
    return [("prompt", sheet.put(("> " if style == "quoted" else "") + asked, **looks[style])), ("response", sheet.put(answered))]


@dataclass(frozen=True)
class _Voice:
    texts: tuple[str, ...]

    def pick(self, rng: random.Random, least: int, most: int) -> str:
        return next(text for text in rng.sample(self.texts, len(self.texts)) if least <= len(text.split()) <= most)


def _lines() -> dict[str, _Voice]:
    table = pd.read_csv("pipeline/language/data/voices.tsv", sep="\t", quoting=3, dtype=str, keep_default_na=False)
    return {voice: _Voice(tuple(group.text)) for voice, group in table.groupby("voice")}
