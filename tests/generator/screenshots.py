"""A document of screenshots: the chat is in the pictures, the student's remarks are typed between them."""

from __future__ import annotations

import random
from dataclasses import replace

import pymupdf

from .browser_print import DARK, LIGHT, Theme, _bubble
from .canvas import LETTER, Canvas
from .flow import Flow
from .flow import block_text as text_of
from .story import Exchange, Turn, tell
from .truth import Document, TrueNote, TrueTurn, TrueVerdict, Truth, first_words
from .typeset import EDITOR, WEB, plain_text

SHOT_WIDTH, DPI = 500.0, 150
Shot = tuple[bytes, int, int, list[str]]  # raw RGB rows, width, height, the lines that it shows


def screenshot(turns: tuple[Turn, ...], theme: Theme) -> Shot:
    """A picture of these turns as a browser window shows them."""
    truth = Truth("screenshots", {}, [])
    canvas = Canvas("", (SHOT_WIDTH, 1400), background=theme.page)
    flow = Flow(canvas, truth, replace(WEB, colour=theme.ink), (26, 14, 26, 10))
    for turn in turns:
        if turn.role == "prompt":
            _bubble(flow, turn.blocks, flow.style, theme)
        else:
            flow.blocks(turn.blocks)
            flow.gap(12)
    with pymupdf.open(stream=canvas.save(), filetype="pdf") as document:
        pixels = document[0].get_pixmap(dpi=DPI, clip=(0, 0, SHOT_WIDTH, flow.y), alpha=False)
    return pixels.samples, pixels.width, pixels.height, truth.page_text.get(1, [])


def _place(flow: Flow, shot: Shot) -> None:
    rows, wide, high, lines = shot
    width = min(flow.width, wide * 72 / DPI)
    height = width * high / wide
    flow.need(height + 6)
    left = flow.left + (flow.width - width) / 2
    flow.canvas.picture((left, flow.y, left + width, flow.y + height), rows, wide, high)
    flow.truth.picture_text.setdefault(flow.page, []).extend(lines)
    flow.gap(height + 8)


def _true_turns(flow: Flow, turns: tuple[Turn, ...], exchange: Exchange) -> None:
    for turn in turns:
        flow.truth.turns.append(TrueTurn(turn.role, flow.page, first_words(text_of(turn.blocks)), exchange.question))


def typed_between(rng: random.Random, theme: Theme | None = None) -> list[Document]:
    """A Google Docs file: a heading, a picture for each exchange, a coloured remark under it."""
    story = tell(rng, n_exchanges=3)
    theme = theme or rng.choice((LIGHT, DARK))
    truth = Truth("screenshots", story.meta(date=False), story.author_tokens(), traps=["pictures of text"])
    truth.traps += ["dark mode"] if theme is DARK else []
    flow = Flow(Canvas("Skia/PDF m142 Google Docs Renderer", LETTER), truth, EDITOR, (64, 64, 64, 64))
    flow.centred(f"Annotated log of my chat with {story.model} on HW{story.homework}", "helvetica-bold", 15)
    flow.text(story.author)
    flow.gap(8)
    for exchange in story.exchanges:
        shot = screenshot(exchange.turns, theme)
        flow.need(min(flow.width, shot[1] * 72 / DPI) * shot[2] / shot[1] + 60)
        flow.text(f"**Question {exchange.question}({exchange.part}):**")
        flow.gap(4)
        _place(flow, shot)
        _true_turns(flow, exchange.turns, exchange)
        placed = flow.text(exchange.remark, style=replace(EDITOR, colour=0x1155CC))
        text = plain_text(exchange.remark)
        truth.annotations.append(
            TrueNote(placed[0].page, "typed", text, exchange.question, exchange.part, exchange.verdict)
        )
        truth.verdicts.append(
            TrueVerdict(exchange.question, exchange.part, exchange.verdict, exchange.one_shot, flow.page)
        )
        flow.gap(14)
    title = f"Log of {story.model} on Homework {story.homework}"
    return [Document("screenshots.pdf", flow.canvas.save(), truth, title, flow.page)]


def whole_pages(rng: random.Random) -> list[Document]:
    """Pages that are one picture each, with no text of their own but a heading on the first."""
    story = tell(rng, n_exchanges=2)
    truth = Truth("screenshots", story.meta(model=False, date=False), [], traps=["pages without text"])
    flow = Flow(Canvas("macOS Version 15.6 Quartz PDFContext", LETTER), truth, EDITOR, (40, 40, 40, 40))
    flow.text(f"**HW{story.homework} chat**")
    for exchange in story.exchanges:
        if truth.turns:
            flow.new_page()
        _place(flow, screenshot(exchange.turns, LIGHT))
        _true_turns(flow, exchange.turns, exchange)
    return [
        Document("screenshots-pages.pdf", flow.canvas.save(), truth, f"{story.model} HW{story.homework}", flow.page)
    ]


def answers(rng: random.Random) -> list[Document]:
    """Pictures of the answers alone, each with a typed remark under it; formulas and lists stand in as far as bubbles."""
    story = tell(rng, n_exchanges=3)
    truth = Truth("screenshots", story.meta(model=False, date=False), [], traps=["pictures of answers only"])
    flow = Flow(Canvas("Skia/PDF m142 Google Docs Renderer", LETTER), truth, EDITOR, (64, 64, 64, 64))
    flow.text(f"I will walk you through what the assistant did for me in HW{story.homework}, part by part.")
    for exchange in story.exchanges:
        turns = tuple(turn for turn in exchange.turns if turn.role == "response")[:1]
        shot = screenshot(turns, LIGHT)
        flow.need(min(flow.width, shot[1] * 72 / DPI) * shot[2] / shot[1] + 60)
        _place(flow, shot)
        _true_turns(flow, turns, exchange)
        flow.text(exchange.remark)
        flow.gap(14)
    return [Document("screenshots-answers.pdf", flow.canvas.save(), truth, f"HW{story.homework} walkthrough", flow.page)]


def make(rng: random.Random) -> list[Document]:
    return rng.choice((typed_between, whole_pages))(rng)
