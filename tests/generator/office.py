"""A report from a word processor: typed labels over the turns, red comments, and a table with check marks."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace

from .canvas import LETTER, Canvas, Encoder, honest
from .faces import Face
from .flow import Flow, table_rows
from .flow import block_text as text_of
from .story import Exchange, Story, tell
from .traps import notes
from .traps.dingbats import misnamed_marks
from .traps.unseen import clipped, outside, paper_coloured
from .truth import Document, TrueNote, TrueTurn, TrueVerdict, Truth, first_words
from .typeset import EDITOR, WEB, WORD, Style, plain_text

ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
MARKS = {"correct": "✓", "partial": "✓ after a hint", "incorrect": "✗"}
RED, BLUE = 0xC00000, 0x0000CC


def _start(story: Story, producer: str, style: Style, encoder: Callable[[str, Face], Encoder] = honest) -> Flow:
    truth = Truth("office", story.meta(date=False), story.author_tokens())
    canvas = Canvas(producer, LETTER, encoder, encodes_all=True)
    return Flow(canvas, truth, style, (72, 72, 72, 72))


def _note(flow: Flow, markup: str, shown: str, exchange: Exchange | None, style: Style) -> None:
    placed = flow.text(shown, style=style)
    question, part, verdict = (exchange.question, exchange.part, exchange.verdict) if exchange else (None, None, None)
    flow.truth.annotations.append(TrueNote(placed[0].page, "typed", plain_text(markup), question, part, verdict))


def _turn(flow: Flow, role: str, blocks: tuple[str, ...], question: str) -> None:
    placed = flow.blocks(blocks)
    flow.truth.turns.append(TrueTurn(role, placed[0].page, first_words(text_of(blocks)), question))
    flow.gap(8)


def labelled(rng: random.Random, story: Story | None = None, name: str = "office-labels.pdf") -> list[Document]:
    """ "first prompt:", "output:" and a red "comment:" in a Word document."""
    story = story or tell(rng, n_exchanges=4)
    style = rng.choice((WORD, EDITOR))
    flow = _start(story, "Microsoft® Word for Microsoft 365", style)
    flow.truth.traps.append("red comments")
    flow.text(f"**EX101 Participation: {story.model} on Homework {story.homework}**", style=style.sized(15))
    flow.text(story.author)
    unseen = rng.choice((paper_coloured, clipped, outside, None))
    if unseen is outside:
        outside(flow.canvas, flow.truth, "Model: Llama 4 Maverick")
    elif unseen:
        unseen(flow.canvas, flow.truth, flow.right - 150, flow.y, "Model: Llama 4 Maverick")
    flow.gap(10)
    for paragraph in story.summary:
        _note(flow, paragraph, paragraph, None, style)
        flow.gap(6)
    count = 0
    for exchange in story.exchanges:
        flow.need(90)
        flow.text(f"**Question {exchange.question}({exchange.part})**", style=style.sized(13))
        flow.gap(4)
        for turn in exchange.turns:
            flow.need(50)
            flow.text(f"**{ORDINALS[count]} prompt:**" if turn.role == "prompt" else "**output:**")
            count += turn.role == "prompt"
            _turn(flow, turn.role, turn.blocks, exchange.question)
        _note(flow, exchange.remark, f"comment: {exchange.remark}", exchange, replace(style, colour=RED))
        flow.truth.verdicts.append(
            TrueVerdict(exchange.question, exchange.part, exchange.verdict, exchange.one_shot, flow.page)
        )
        flow.gap(12)
    title = f"Participation Report: {story.model} on HW{story.homework}"
    return [Document(name, flow.canvas.save(), flow.truth, title, flow.page)]


def marked(rng: random.Random) -> list[Document]:
    """ "Me:" and the model's name as marked labels in a running text, and a closing table with ✓ and ✗."""
    story = tell(rng, n_exchanges=4)
    misnamed = rng.random() < 0.5
    flow = _start(story, "Skia/PDF m142 Google Docs Renderer", EDITOR, misnamed_marks if misnamed else honest)
    flow.truth.traps += ["marked labels", "table with check marks"] + ["misnamed marks"] * misnamed
    flow.text(f"**HW {story.homework} with {story.model}**", style=EDITOR.sized(16))
    flow.text(story.author)
    flow.gap(8)
    _note(flow, story.summary[0], story.summary[0], None, EDITOR)
    flow.gap(10)
    for exchange in story.exchanges:
        for turn in exchange.turns:
            flow.need(50)
            label = "Me:" if turn.role == "prompt" else f"{story.speaker}:"
            first, *rest = turn.blocks
            if first.startswith("#") or turn.role == "response":
                flow.text(f"=={label}==")
                flow.gap(3)
                _turn(flow, turn.role, turn.blocks, exchange.question)
            else:
                placed = flow.blocks((f"=={label}== {first}", *rest))
                flow.truth.turns.append(
                    TrueTurn(turn.role, placed[0].page, first_words(text_of(turn.blocks)), exchange.question)
                )
                flow.gap(8)
    flow.need(60 + 26 * len(story.exchanges))
    flow.text("**Results**", style=EDITOR.sized(13))
    flow.gap(6)
    rows = [["Question", "Performance", "Notes"]]
    for exchange in story.exchanges:
        mark = MARKS[exchange.verdict]
        rows.append([f"Q{exchange.question}{exchange.part}", mark, exchange.short_remark])
        said = f"{mark} {exchange.short_remark}"
        note = TrueNote(flow.page, "typed", said, exchange.question, exchange.part, exchange.verdict)
        flow.truth.annotations.append(note)
        flow.truth.verdicts.append(
            TrueVerdict(exchange.question, exchange.part, exchange.verdict, exchange.one_shot, flow.page)
        )
    table_rows(flow, rows, [80, 130, 240], EDITOR)
    return [
        Document(
            "office-marked.pdf", flow.canvas.save(), flow.truth, f"{story.model} and HW{story.homework}", flow.page
        )
    ]


def named(rng: random.Random) -> list[Document]:
    """A chat exported with the account's name and the model's above their turns; text boxes speak of the answers."""
    story = tell(rng, n_exchanges=4)
    user = rng.choice(("anonymous", "guest", "student-7"))
    flow = _start(story, "Skia/PDF m142", WEB)
    flow.truth.traps.append("speakers called by name")
    flow.truth.author_tokens = []
    flow.text(f"**EX101 Homework {story.homework} with {story.model}**", style=WEB.sized(15))
    flow.gap(10)
    for exchange in story.exchanges:
        for turn in exchange.turns:
            flow.need(60)
            flow.text(f"**{user if turn.role == 'prompt' else story.speaker}**")
            _turn(flow, turn.role, turn.blocks, exchange.question)
        text = plain_text(exchange.remark)
        box = notes.free_text(flow.canvas, (flow.left + 200, flow.y, flow.right, 0), text, colour=RED)
        flow.truth.annotations.append(notes.true_note(flow.page, "freetext", text, exchange))
        flow.truth.verdicts.append(
            TrueVerdict(exchange.question, exchange.part, exchange.verdict, exchange.one_shot, flow.page)
        )
        flow.y = box[3] + 12
    return [Document("office-named.pdf", flow.canvas.save(), flow.truth, f"{story.model}, HW{story.homework}", flow.page)]


def questions(rng: random.Random) -> list[Document]:
    """The homework's printed questions with answers in blue below them, labelled; what was asked has no label. A hint that
    the student gave stands in the red of the comments."""
    story = tell(rng, n_exchanges=4)
    flow = _start(story, "Microsoft® Word for Microsoft 365", WORD)
    flow.truth.traps += ["prompts without labels", "answers in a colour of their own"]
    blue, red = replace(WORD, colour=BLUE), replace(WORD, colour=RED)
    flow.text(f"**EX101 Homework {story.homework}: {story.model}**", style=WORD.sized(16))
    flow.gap(10)
    asked = None
    for exchange in story.exchanges:
        if exchange.question != asked:
            flow.text(f"**{exchange.question} {exchange.title}**", style=WORD.sized(14))
            flow.gap(6)
        asked = exchange.question
        for number, turn in enumerate(exchange.turns):
            flow.need(60)
            if turn.role == "response":
                flow.text("Response:", style=blue)
                placed = flow.blocks(turn.blocks, style=blue)
            elif number == 0:
                placed = flow.text(f"({exchange.part}) {turn.blocks[0]}")
            else:
                placed = flow.text(turn.blocks[0], style=red)
            flow.truth.turns.append(TrueTurn(turn.role, placed[0].page, first_words(text_of(turn.blocks)), exchange.question))
            flow.gap(8)
        _note(flow, exchange.remark, f"Comments: {exchange.remark}", exchange, red)
        flow.truth.verdicts.append(
            TrueVerdict(exchange.question, exchange.part, exchange.verdict, exchange.one_shot, flow.page)
        )
        flow.gap(12)
    return [Document("office-questions.pdf", flow.canvas.save(), flow.truth, f"{story.model} on HW{story.homework}", flow.page)]


def two_files(rng: random.Random) -> list[Document]:
    """One submission in two files, a folder of its own; each file holds half of the questions."""
    story = tell(rng, n_exchanges=4)
    halves = (story.exchanges[:2], story.exchanges[2:])
    documents = []
    for number, exchanges in enumerate(halves, 1):
        half = replace(story, exchanges=exchanges)
        documents += labelled(random.Random(rng.random()), half, f"two-files/part-{number}.pdf")
    return documents


def make(rng: random.Random) -> list[Document]:
    return rng.choice((labelled, marked, named, questions))(rng)
