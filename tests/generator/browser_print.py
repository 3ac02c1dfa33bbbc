"""A chat printed from the browser: bubbles for the prompts, KaTeX formulas, and notes laid over it in a PDF viewer."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, replace

from . import handwriting as hand
from .boxes import Box, draw
from .canvas import LETTER, Canvas
from .flow import Flow, Placed, set_blocks
from .flow import block_text as text_of
from .story import Exchange, Story, tell
from .traps import bubbles, notes
from .traps.late_math import late_math
from .traps.utf16_one_byte import show_line
from .truth import Document, TrueTurn, TrueVerdict, Truth, first_words
from .typeset import EDITOR, WEB, Style, paragraph, plain_text, with_spaces

PRODUCER = "Skia/PDF m141"
WAYS = ("box", "popup", "highlight", "stamp", "ink", "overprint")  # to leave a note


@dataclass(frozen=True)
class Theme:
    """Colours of a chat page (page None: white paper)."""

    page: int | None
    ink: int
    bubble: int
    faint: int


LIGHT = Theme(None, 0x0D0D0D, 0xF0F0F0, 0x777777)
DARK = Theme(0x212121, 0xECECEC, 0x3A3A3A, 0x9B9B9B)


def _furniture(title: str, address: str, theme: Theme, pages: int):
    """What the browser prints over and under each page."""

    def draw(canvas: Canvas) -> None:
        canvas.plain(24, 22, "1/15/26, 12:00 PM", "sans", 6.5, theme.ink)
        canvas.plain(canvas.width / 2 - 40, 22, title, "sans", 6.5, theme.ink)
        canvas.plain(24, canvas.height - 16, address, "sans", 6.5, theme.ink)
        canvas.plain(canvas.width - 44, canvas.height - 16, f"{canvas.page}/{pages}", "sans", 6.5, theme.ink)

    return draw


def _site_buttons(flow: Flow, theme: Theme) -> None:
    """Links and notices that a shared chat's page shows above the conversation, and prints."""
    style = replace(flow.style.sized(8), colour=theme.faint)
    for text in ("Skip to content", "Log in", "This is a copy of a conversation between Example & Anonymous.", "Report conversation"):
        flow.text(text, style=style)
    flow.gap(6)


def _bubble(flow: Flow, blocks: tuple[str, ...], style: Style, theme: Theme) -> list[Placed]:
    """A prompt: a rounded box at the right, as wide as its words."""
    width = flow.width * 0.62
    lines: list[Box] = set_blocks(blocks, style, width)
    wide = max(line.width for line in lines)
    tall = sum(line.height + line.depth for line in lines)
    flow.need(tall + 26)
    left = flow.right - wide - 14
    flow.canvas.rounded((left - 14, flow.y, flow.right, flow.y + tall + 18), 10, fill=theme.bubble)
    flow.gap(9)
    placed = flow.blocks(blocks, style, left, width)
    flow.gap(24)
    return placed


def _annotate(flow: Flow, exchange: Exchange, placed: list[Placed], how: str, rng: random.Random) -> None:
    """One note about the last answer, laid over or beside it."""
    if how not in ("popup", "highlight"):
        flow.need(70)
    canvas, truth, line = flow.canvas, flow.truth, placed[-1]
    text = plain_text(exchange.remark)
    if how == "box":
        box = notes.free_text(canvas, (flow.right - 120, flow.y, flow.right + 44, 0), text, frame=True)
        if line.page == flow.page:
            target = (min(line.box[2] + 6, box[0] - 12), (line.box[1] + line.box[3]) / 2)
            notes.line_arrow(canvas, (box[0], box[1] + 10), target)
        flow.y = max(flow.y, box[3] + 8)
        channel = "freetext"
    elif how == "popup":
        notes.sticky_note(canvas, (flow.left - 34, line.box[1] - 2), text)
        channel = "popup"
    elif how == "highlight":
        notes.highlight(canvas, line.box, text)
        channel = "highlight"
    elif how == "ink":
        pen = hand.Pen(0xE8710A, 1.2, 9)
        text = exchange.short_remark
        strokes, box = hand.compose(text, flow.left + 20, flow.y, flow.width - 60, pen, rng)
        notes.ink(canvas, strokes, box, pen.colour, pen.width)
        flow.y = box[3] + 8
        channel = "handwritten"
    elif how == "overprint":  # typed by an editor that draws into the page itself
        with canvas.on_top():
            for number, words in enumerate(paragraph(text, replace(EDITOR.sized(10), colour=0xD93025), flow.width)):
                draw(canvas, with_spaces(words), flow.left, flow.y + 10 + 14 * number)
        flow.gap(14 * number + 18)
        channel = "freetext"
    else:  # a text box and a stamp
        notes.stamp(canvas, (flow.right - 70, flow.y), exchange.verdict.upper())
        truth.annotations.append(notes.true_note(flow.page, "freetext", exchange.verdict.upper(), exchange))
        box = notes.free_text(canvas, (flow.left, flow.y, flow.right - 90, 0), text, colour=0x1A56DB)
        flow.y = box[3] + 8
        channel = "freetext"
    truth.annotations.append(notes.true_note(flow.page, channel, text, exchange))
    truth.verdicts.append(TrueVerdict(exchange.question, exchange.part, exchange.verdict, exchange.one_shot, flow.page))


def _chat_pages(story: Story, theme: Theme, ways: list[str], pages: int, shared: bool = False) -> tuple[Canvas, Truth]:
    """The report, its page count printed as `pages`. `shared` prints the page of a shared link, buttons and all, with a box
    over it that only says which question follows."""
    meta = story.meta() | {"date": "2026-01-15"}  # when it was printed
    truth = Truth("browser-print", meta, [], traps=["browser header", "late math", *ways])
    truth.traps += ["dark mode"] if theme.page is not None else []
    canvas = Canvas(PRODUCER, LETTER, background=theme.page)
    style = replace(WEB, colour=theme.ink)
    title = f"EX101 HW{story.homework}"
    furniture = _furniture(title, "https://chat.example/c/0000-1111", theme, pages)
    flow = Flow(canvas, truth, style, (84, 56, 84, 56), on_page=furniture, late=late_math)
    if shared:
        truth.traps.append("page buttons")
        _site_buttons(flow, theme)
        notes.free_text(canvas, (flow.right - 60, 30, flow.right + 50, 0), f"Question {story.exchanges[0].question}:", colour=0x1A56DB)
    flow.text(f"**EX101 Homework {story.homework}**", style=style.sized(15))
    flow.gap(4)
    flow.text(f"Model: {story.model}", style=replace(style.sized(8), colour=theme.faint))
    opening = plain_text(story.summary[0])
    box = notes.free_text(canvas, (flow.left + 180, flow.top - 6, flow.right + 50, 0), opening, colour=0xD93025, size=9)
    truth.annotations.append(notes.true_note(1, "freetext", opening))
    flow.y = max(flow.y, box[3]) + 14
    for exchange, how in zip(story.exchanges, ways, strict=True):
        for turn in exchange.turns:
            if turn.role == "prompt":
                placed = _bubble(flow, turn.blocks, style, theme)
            else:
                flow.need(70)
                flow.text("Thought for 6s", style=replace(style.sized(8), colour=theme.faint))
                flow.gap(6)
                placed = flow.blocks(turn.blocks)
                flow.gap(14)
            truth.turns.append(
                TrueTurn(turn.role, placed[0].page, first_words(text_of(turn.blocks)), exchange.question)
            )
        _annotate(flow, exchange, placed, how, random.Random(exchange.remark))
        flow.gap(12)
    notes.advert_popup(canvas, truth)
    return canvas, truth


def _chat(rng: random.Random, theme: Theme, name: str, ways: tuple[str, ...] = WAYS, shared: bool = False) -> list[Document]:
    story = tell(rng, n_exchanges=4)
    chosen = rng.sample(ways, 4)
    pages = len(_chat_pages(story, theme, chosen, 1, shared)[0].pages)
    canvas, truth = _chat_pages(story, theme, chosen, pages, shared)
    return [
        Document(f"{name}.pdf", canvas.save(), truth, f"Participation A: {story.model} HW{story.homework}", canvas.page)
    ]


def light(rng: random.Random) -> list[Document]:
    """Dark text on white paper; text boxes, sticky notes, highlights and stamps."""
    return _chat(rng, LIGHT, "browser-light", ("box", "popup", "highlight", "stamp"))


def dark(rng: random.Random) -> list[Document]:
    """Light text on a dark page; ink, words drawn into the page, sticky notes and text boxes."""
    return _chat(rng, DARK, "browser-dark", ("ink", "overprint", "popup", "box"))


def mixed(rng: random.Random) -> list[Document]:
    """Either theme, any four ways to leave a note, at times from the page of a shared link."""
    return _chat(rng, rng.choice((LIGHT, DARK)), "browser-mixed", shared=rng.random() < 0.5)


def shared(rng: random.Random) -> list[Document]:
    """The page of a shared link with its buttons."""
    return _chat(rng, LIGHT, "browser-shared", ("box", "popup", "highlight", "stamp"), shared=True)


def exported(rng: random.Random) -> list[Document]:
    """A chat that an extension wrote through jsPDF: plain lines, roles as "### USER", non-Latin lines as UTF-16."""
    story = tell(rng, n_exchanges=3)
    truth = Truth("browser-print", story.meta(date=False), [], traps=["UTF-16 in a one-byte font"])
    canvas = Canvas("jsPDF 3.0.1", LETTER)
    style = Style("helvetica", "helvetica-bold", "helvetica-italic", "helvetica", 9, 13)
    flow = Flow(canvas, truth, style, (56, 56, 170, 56))

    def say(text: str) -> Placed:
        lines = set_blocks((text,), style, flow.width) if text else []
        first = None
        for line in lines:
            flow.need(13)
            show_line(canvas, flow.left, flow.y + 9, line.text, 9)
            placed = Placed(flow.page, (flow.left, flow.y, flow.right, flow.y + 13), line.text)
            truth.print_line(flow.page, line.text)
            first = first or placed
            flow.gap(13)
        return first

    say(f"EX101 Homework {story.homework} with {story.model}")
    for exchange in story.exchanges:
        for turn in exchange.turns:
            flow.gap(9)
            say("### USER" if turn.role == "prompt" else "### ASSISTANT")
            placed = [say(block) for block in _as_typed(turn.blocks)]
            truth.turns.append(
                TrueTurn(turn.role, placed[0].page, first_words(" ".join(_as_typed(turn.blocks))), exchange.question)
            )
        text = plain_text(exchange.remark)
        notes.free_text(canvas, (flow.right + 14, flow.y - 50, flow.right + 154, 0), text, size=8)
        truth.annotations.append(notes.true_note(flow.page, "freetext", text, exchange))
        truth.verdicts.append(
            TrueVerdict(exchange.question, exchange.part, exchange.verdict, exchange.one_shot, flow.page)
        )
    return [Document("browser-export.pdf", canvas.save(), truth, f"{story.model} - HW{story.homework}", canvas.page)]


def _as_typed(blocks: tuple[str, ...]) -> list[str]:
    """The blocks as lines of a plain-text export, formulas in a line of symbols without positions."""
    typed = [text_of((block,)) for block in blocks]
    return [
        t.replace("\\frac", "")
        .replace("}{", ")/(")
        .replace("{", "(")
        .replace("}", ")")
        .replace("\\sqrt", "√")
        .replace("\\sum", "∑")
        for t in typed
    ]


def _plain_chat(rng: random.Random, name: str, bubble: Callable[[Flow, tuple[str, ...], Style], list[Placed]], asks: tuple[tuple[str, ...], ...]) -> list[Document]:
    """A long chat with many short prompts, its bubbles drawn by `bubble`; its answers speak of inputs and outputs as
    labels do."""
    story = tell(rng, n_exchanges=4)
    truth = Truth("browser-print", story.meta(date=False), [], traps=[name, "labels inside answers"])
    canvas = Canvas(PRODUCER, LETTER)
    furniture = _furniture(f"EX101 HW{story.homework}", "https://chat.example/c/0000-2222", LIGHT, 9)
    flow = Flow(canvas, truth, WEB, (84, 56, 84, 56), on_page=furniture)
    for number, ask in enumerate(asks):
        exchange = story.exchanges[number % len(story.exchanges)]
        answer = (*exchange.turns[1].blocks, "- **Input:** one row of widgets", "- **Output:** one row of gears")
        for role, blocks in (("prompt", ask), ("response", answer)):
            placed = bubble(flow, blocks, WEB) if role == "prompt" else flow.blocks(blocks)
            truth.turns.append(TrueTurn(role, placed[0].page, first_words(text_of(blocks))))
        flow.gap(22)
    return [Document(f"{name}.pdf", canvas.save(), truth, f"{story.model} HW{story.homework}", canvas.page)]


LONG = "Your teammate proposes to stack the gears on top of each other and not beside one another, so that the last gear of the first row turns every gear of the second."
ASKS = (
    ("Please read the whole sheet before we begin with the first task, and tell me what it asks of the widgets in your own words.",),
    ("now solve the next part",),
    (LONG, "State one problem with this design and say what you would change about it, in two or three sentences at most, please.", LONG, LONG),
    ("are you sure about that?",),
    ("Nice work, the last step was the hard one. Can you write the same thing once more without the table of gears and wheels?",),
    ("great, let us go on to the next one",),
    (LONG, LONG, LONG, LONG, LONG),
    ("thanks, and what about the last part?",),
)


def bordered(rng: random.Random) -> list[Document]:
    """Bubbles with a faint border and no fill, cut where the page ends."""
    return _plain_chat(rng, "bordered-bubbles", bubbles.bordered, ASKS)


def unfilled(rng: random.Random) -> list[Document]:
    """Bubbles that the print does not draw."""
    return _plain_chat(rng, "unfilled-bubbles", bubbles.unfilled, ASKS)


def make(rng: random.Random) -> list[Document]:
    return rng.choice((mixed, mixed, exported))(rng)
