"""A report written in LaTeX: titled boxes with coloured evaluations, or run-in labels with a legend of levels."""

from __future__ import annotations

import random
from dataclasses import replace

from .canvas import LETTER, Canvas, Encoder
from .encoders import SimpleEncoder
from .faces import Face, unicode_of
from .flow import Flow, PanelStyle, Placed, table_rows
from .flow import block_text as text_of
from .story import Exchange, Story, tell
from .traps.no_tounicode import private_use, unmapped
from .truth import Document, TrueNote, TrueTurn, TrueVerdict, Truth, first_words
from .typeset import TEX, plain_text

PRODUCER = "pdfTeX-1.40.26"
USER = PanelStyle(0xF0F0F0, 0x555555, 0x555555, tab=True)
MODEL = PanelStyle(0xE2FFF0, 0x2E9E63, 0x2E9E63, tab=True)
LEVELS = {"correct": "L1", "partial": "L2", "incorrect": "Lx"}
LEGEND = ("L1 (one-shot): the first answer is right.", "L2 (minor nudge): right after one hint.",
          "L3 (heavy guidance): right after several hints.", "Lx (fail): still incorrect.")  # fmt: skip
WORDS = {"correct": "Correct", "partial": "Partially correct", "incorrect": "Incorrect"}


def _encoder(resource: str, made: Face) -> Encoder:
    """Delimiters without any map or with a private one, the symbols by name alone, letters honestly."""
    if made.name == "delimiters":
        return unmapped(resource, made)
    if made.name == "symbols":
        return SimpleEncoder(resource, made, None)
    return SimpleEncoder(resource, made, lambda glyph, code: unicode_of(glyph) or " ")


def _private_encoder(resource: str, made: Face) -> Encoder:
    return private_use(resource, made) if made.name == "delimiters" else _encoder(resource, made)


def _page_number(canvas: Canvas) -> None:
    canvas.plain(canvas.width / 2 - 3, canvas.height - 40, str(canvas.page), "roman", 10)


def _head(flow: Flow, story: Story) -> None:
    flow.gap(10)
    flow.centred("Participation Report A", "roman", 17)
    flow.centred(f"EX101 Homework {story.homework} with {story.model}", "roman", 12)
    flow.centred(story.author, "roman", 11)
    flow.centred(story.date, "roman", 11)
    flow.gap(14)


def _summary(flow: Flow, story: Story) -> None:
    flow.text("**Executive Summary**", style=TEX.sized(13))
    flow.gap(5)
    for markup in story.summary:
        placed = flow.text(markup)
        flow.truth.annotations.append(TrueNote(placed[0].page, "typed", plain_text(markup)))
        flow.gap(5)


def _verdict(flow: Flow, exchange: Exchange, page: int) -> None:
    flow.truth.verdicts.append(TrueVerdict(exchange.question, exchange.part, exchange.verdict, exchange.one_shot, page))


def boxes(rng: random.Random) -> list[Document]:
    """Turns in boxes with a tab ("User", the model's name), each exchange followed by a coloured "Evaluation:"."""
    story = tell(rng, n_exchanges=4)
    truth = Truth(
        "latex",
        story.meta(),
        story.author_tokens(),
        traps=["no ToUnicode", "coloured evaluations", "repeated box title"],
    )
    canvas = Canvas(PRODUCER, LETTER, _encoder)
    flow = Flow(canvas, truth, TEX, (80, 84, 80, 78), drawn_spaces=False, on_page=_page_number)
    colour = rng.choice((0xC0392B, 0x1F4E9E, 0x7D3C98))
    label = rng.choice(("Evaluation:", "Observation:", "Comment:"))
    _head(flow, story)
    _summary(flow, story)
    question = None
    for exchange in story.exchanges:
        if exchange.question != question:
            question = exchange.question
            flow.gap(8)
            flow.need(90)
            flow.text(f"**{question}. {exchange.title}**", style=TEX.sized(13))
            flow.gap(6)
        for turn in exchange.turns:
            title, look = ("User", USER) if turn.role == "prompt" else (story.speaker, MODEL)
            placed = flow.panel(title, turn.blocks, look)
            truth.turns.append(
                TrueTurn(turn.role, placed[0].page, first_words(text_of(turn.blocks)), exchange.question)
            )
        placed = flow.text(f"**{label}** {exchange.remark}", style=replace(TEX, colour=colour))
        truth.annotations.append(
            TrueNote(
                placed[0].page, "typed", plain_text(exchange.remark), exchange.question, exchange.part, exchange.verdict
            )
        )
        _verdict(flow, exchange, placed[0].page)
        flow.gap(8)
    return [
        Document(
            "latex-boxes.pdf",
            canvas.save(),
            truth,
            f"Participation Report: {story.model} on HW {story.homework}",
            canvas.page,
        )
    ]


def run_in(rng: random.Random) -> list[Document]:
    """Short turns inside one paragraph: "Prompt. ... Model Reply. ... Observation. ... Verdict L1." """
    story = tell(rng, n_exchanges=5)
    truth = Truth(
        "latex", story.meta(), story.author_tokens(), traps=["private use", "run-in labels", "legend of levels"]
    )
    canvas = Canvas(PRODUCER, LETTER, _private_encoder)
    flow = Flow(canvas, truth, TEX, (84, 84, 84, 78), drawn_spaces=False, on_page=_page_number)
    _head(flow, story)
    _summary(flow, story)
    flow.gap(6)
    flow.text("**Levels**", style=TEX.sized(13))
    flow.gap(4)
    legend = flow.blocks(tuple(f"- {line}" for line in LEGEND))
    truth.annotations.append(TrueNote(legend[0].page, "typed", " ".join(f"• {line}" for line in LEGEND)))
    flow.gap(8)
    flow.text("**Annotated Log**", style=TEX.sized(13))
    for exchange in story.exchanges:
        flow.gap(8)
        flow.need(80)
        flow.text(f"**Q{exchange.question} ({exchange.part}): {exchange.title}**")
        flow.gap(4)
        level = LEVELS[exchange.verdict]
        placed = _run_in_log(flow, exchange, f"**Observation.** {exchange.remark} **Verdict {level}.**")
        text = f"{plain_text(exchange.remark)} Verdict {level}."
        truth.annotations.append(
            TrueNote(placed[0].page, "typed", text, exchange.question, exchange.part, exchange.verdict)
        )
        _verdict(flow, exchange, placed[0].page)
    return [
        Document(
            "latex-run-in.pdf", canvas.save(), truth, f"Special log: {story.model} HW{story.homework}", canvas.page
        )
    ]


def _run_in_log(flow: Flow, exchange: Exchange, closing: str) -> list[Placed]:
    """The turns of an exchange and its closing remark, run together between the formulas; the remark's lines."""
    blocks: list[str] = [""]
    labels = []
    for number, turn in enumerate(exchange.turns):
        label = "Model Reply." if turn.role == "response" else "Prompt." if number == 0 else f"Follow-up {number // 2}."
        labels.append((label, turn))
        said = [block.removeprefix("- ") for block in turn.blocks if not block.startswith(("# ", "```"))]
        for i, block in enumerate(said):
            text = f"**{label}** {block}" if i == 0 else block
            joined = not (text.startswith("$$") or blocks[-1].startswith("$$"))
            if joined:
                blocks[-1] = f"{blocks[-1]} {text}".strip()
            else:
                blocks.append(text)
    blocks = [*blocks, closing] if blocks[-1].startswith("$$") else [*blocks[:-1], f"{blocks[-1]} {closing}"]
    placed = flow.blocks(tuple(blocks))
    at = 0
    for label, turn in labels:
        at = next(i for i in range(at, len(placed)) if label.split()[-1] in placed[i].text)
        said = tuple(block for block in turn.blocks if not block.startswith(("# ", "```")))
        flow.truth.turns.append(TrueTurn(turn.role, placed[at].page, first_words(text_of(said)), exchange.question))
    return placed[next(i for i, line in enumerate(placed) if "Observation." in line.text) :]


def headings(rng: random.Random) -> list[Document]:
    """Headings that number the turns ("User Prompt 3"), italic observations, and praise in the next prompt."""
    story = tell(rng, n_exchanges=4)
    truth = Truth("latex", story.meta(), story.author_tokens(), traps=["numbered turns", "praise in prompts"])
    canvas = Canvas(PRODUCER, LETTER, _encoder)
    flow = Flow(canvas, truth, TEX, (84, 84, 84, 78), drawn_spaces=False, on_page=_page_number)
    _head(flow, story)
    _summary(flow, story)
    count, praised = 0, False
    for number, exchange in enumerate(story.exchanges):
        for turn in exchange.turns:
            blocks = turn.blocks
            if turn.role == "prompt":
                count += 1
                blocks = (f"Perfect, that is correct! {blocks[0]}", *blocks[1:]) if praised else blocks
                praised = False
            flow.gap(7)
            flow.need(60)
            flow.text(f"**User Prompt {count}**" if turn.role == "prompt" else f"**{story.speaker} Response {count}**")
            flow.gap(3)
            placed = flow.blocks(blocks)
            truth.turns.append(TrueTurn(turn.role, placed[0].page, first_words(text_of(blocks)), exchange.question))
        _verdict(flow, exchange, flow.page)
        praised = exchange.verdict == "correct" and number + 1 < len(story.exchanges)
        if praised:
            continue  # the next prompt says it
        flow.gap(5)
        placed = flow.text(f"*Observation: {exchange.remark}*")
        text = plain_text(exchange.remark)
        truth.annotations.append(
            TrueNote(placed[0].page, "typed", text, exchange.question, exchange.part, exchange.verdict)
        )
    title = f"Participation: {story.model}, HW{story.homework}"
    return [Document("latex-headings.pdf", canvas.save(), truth, title, canvas.page)]


def summary_table(rng: random.Random) -> list[Document]:
    """A retelling without turns: a table "Question | Performance" and a paragraph for each question."""
    story = tell(rng, n_exchanges=5)
    truth = Truth("latex", story.meta(), story.author_tokens(), traps=["summary table", "retelling"])
    canvas = Canvas(PRODUCER, LETTER, _encoder)
    flow = Flow(canvas, truth, TEX, (80, 84, 80, 78), drawn_spaces=False, on_page=_page_number)
    _head(flow, story)
    _summary(flow, story)
    flow.gap(8)
    flow.text("**Results by question**", style=TEX.sized(13))
    flow.gap(6)
    rows = [["Question", "Performance", "Prompts"]]
    for exchange in story.exchanges:
        prompts = sum(turn.role == "prompt" for turn in exchange.turns)
        words = WORDS[exchange.verdict]
        rows.append([f"{exchange.question}({exchange.part})", words, str(prompts)])
        truth.annotations.append(
            TrueNote(flow.page, "typed", words, exchange.question, exchange.part, exchange.verdict)
        )
        _verdict(flow, exchange, flow.page)
    table_rows(flow, rows, [110, 200, 90], replace(TEX, justified=False))
    flow.gap(14)
    for exchange in story.exchanges:
        placed = flow.text(f"**Question {exchange.question}({exchange.part}).** {exchange.remark}")
        truth.annotations.append(
            TrueNote(
                placed[0].page, "typed", plain_text(exchange.remark), exchange.question, exchange.part, exchange.verdict
            )
        )
        flow.gap(6)
    return [
        Document("latex-table.pdf", canvas.save(), truth, f"{story.model} on Homework {story.homework}", canvas.page)
    ]


def make(rng: random.Random) -> list[Document]:
    return rng.choice((boxes, run_in, headings, summary_table))(rng)
