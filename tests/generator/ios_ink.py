"""A LaTeX report marked up by hand on a tablet, which rewrote its fonts and added its own recognition of the ink."""

from __future__ import annotations

import random

from . import handwriting as hand
from .canvas import A4, Canvas
from .flow import Flow, PanelStyle, Placed
from .flow import block_text as text_of
from .story import Exchange, Story, tell
from .traps.invisible_layer import invisible_layer, squiggle_words
from .traps.stale_tounicode import TabletEncoder
from .traps.white_out import covering_box, white_out
from .truth import Document, TrueNote, TrueTurn, TrueVerdict, Truth, first_words
from .typeset import TEX

PRODUCER = "iOS Version 18.6.2 (Build 22G100) Quartz PDFContext"
USER = PanelStyle(0xD6E6FF, 0x4285F4, 0x4285F4)
MODEL = PanelStyle(0xD9FBE5, 0x1DB954, 0x1DB954)
MARGIN = 150.0


def _page_number(canvas: Canvas) -> None:
    canvas.plain(canvas.width / 2 - 3, canvas.height - 34, str(canvas.page), "roman", 10)


def _note(
    flow: Flow, beside: Placed, text: str, exchange: Exchange | None, pen: hand.Pen, rng: random.Random, layer: bool
) -> None:
    """Ink in the right margin beside a line, an arrow towards it, and the tablet's words under it."""
    x = flow.right + 22
    with flow.canvas.on_top():
        box = hand.write(flow.canvas, text, x, beside.box[1] - 4, flow.canvas.width - x - 12, pen, rng)
        middle = (beside.box[1] + beside.box[3]) / 2
        hand.arrow(flow.canvas, (x - 4, middle + 2), (min(beside.box[2], flow.right) + 6, middle), pen, rng)
        if layer:
            invisible_layer(flow.canvas, flow.truth, text, box, pen.size, rng)
    verdict = exchange.verdict if exchange else None
    question, part = (exchange.question, exchange.part) if exchange else (None, None)
    flow.truth.annotations.append(TrueNote(beside.page, "handwritten", text, question, part, verdict))


def _exchange(
    flow: Flow, story: Story, exchange: Exchange, boxed: bool, pen: hand.Pen, rng: random.Random, layer: bool
) -> None:
    for turn in exchange.turns:
        label = "USER PROMPT:" if turn.role == "prompt" else f"{story.speaker.upper()} RESPONSE:"
        if boxed:
            title, look = ("User", USER) if turn.role == "prompt" else (story.speaker, MODEL)
            placed = flow.panel(title, turn.blocks, look)
        else:
            flow.need(60)
            flow.text(f"**{label}**")
            marked = (
                turn.blocks if turn.role == "response" else tuple(f"*{b}*" if "$" not in b else b for b in turn.blocks)
            )
            placed = flow.blocks(marked)
            flow.gap(9)
        flow.truth.turns.append(
            TrueTurn(turn.role, placed[0].page, first_words(text_of(turn.blocks)), exchange.question)
        )
    here = [line for line in placed if line.page == flow.page]
    beside = here[max(0, len(here) - 4)]
    _note(flow, beside, exchange.short_remark, exchange, pen, rng, layer)
    with flow.canvas.on_top():
        _marks(flow, exchange, here[-1], pen, rng, layer)
    flow.truth.verdicts.append(
        TrueVerdict(exchange.question, exchange.part, exchange.verdict, exchange.one_shot, beside.page)
    )


def _marks(flow: Flow, exchange: Exchange, last: Placed, pen: hand.Pen, rng: random.Random, layer: bool) -> None:
    """A tick or a cross beside the answer's last line, and a highlighter over it or a brace beside it."""
    canvas = flow.canvas
    if exchange.verdict == "correct":
        hand.tick(canvas, flow.left - 26, last.box[3], pen, rng)
    elif exchange.verdict == "incorrect":
        hand.cross(canvas, flow.left - 26, last.box[3], pen, rng)
    printed = (last.box[0], last.box[1] + 1, min(last.box[2], flow.right), last.box[3])
    drawn = rng.random()
    if drawn < 0.4:
        hand.highlighter(canvas, printed)
    elif drawn < 0.55:
        hand.underline(canvas, printed, pen, rng)
    elif drawn < 0.7:
        hand.encircle(canvas, printed, pen, rng)
    elif exchange.verdict != "correct":
        top, bottom = last.box[3] - 20, last.box[3] + 16
        hand.brace(canvas, flow.right + 8, top, bottom, pen, rng)
        if layer:
            squiggle_words(canvas, flow.truth, (flow.right + 8, top, flow.right + 18, bottom))


def make(rng: random.Random, boxed: bool | None = None, other_model: str | None = None) -> list[Document]:
    """One report. `boxed`: turns in titled boxes that break over pages; else "USER PROMPT:" labels.

    `other_model` is written under the title and painted over, so that it names a model that nobody can read.
    """
    story = tell(rng, n_exchanges=4)
    boxed = rng.random() < 0.5 if boxed is None else boxed
    layer = rng.random() < 0.7
    pen = hand.Pen(rng.choice((0x117A65, 0xC0392B, 0x1F4E9E)), rng.uniform(0.9, 1.2), rng.uniform(8.0, 9.5))
    truth = Truth("ios-ink", story.meta(), story.author_tokens(), traps=["stale ToUnicode", "vector ink"])
    canvas = Canvas(PRODUCER, A4, TabletEncoder)
    flow = Flow(canvas, truth, TEX, (64, 72, MARGIN, 64), drawn_spaces=False, on_page=_page_number)

    covered = other_model or rng.choice(["Google Gemini 3 Pro", "GPT-4o", None])
    named = covered is None or story.model_family not in covered
    flow.centred(f"Participation Report: EX101 Homework {story.homework}", "roman", 17)
    hidden = flow.centred(f"Model: {covered}", "roman", 12) if covered and named else None
    flow.centred(story.author, "roman", 12)
    flow.centred(story.date, "roman", 12)
    if hidden:
        with canvas.on_top():
            if other_model or rng.random() < 0.6:
                white_out(canvas, truth, hidden, rng)
            else:
                covering_box(canvas, truth, hidden)
    flow.gap(14)
    flow.text(f"This is a log of my conversation with {story.model} about homework {story.homework}.")
    flow.gap(10)
    opening = flow.text("**Conversation**")
    _note(flow, opening[0], story.summary[1].split(". ")[0], None, pen, rng, layer)
    flow.gap(max(6.0, 62.0))
    question = None
    for exchange in story.exchanges:
        if exchange.question != question:
            question = exchange.question
            flow.need(90)
            flow.gap(8)
            flow.text(f"**Question {question}: {exchange.title}**", style=TEX.sized(13))
            flow.gap(6)
        _exchange(flow, story, exchange, boxed, pen, rng, layer)
        flow.gap(10)
    name = "boxed" if boxed else "labels"
    return [
        Document(
            f"ios-ink-{name}.pdf",
            canvas.save(),
            truth,
            f"Participation Report - {story.model} on HW{story.homework}",
            canvas.page,
        )
    ]
