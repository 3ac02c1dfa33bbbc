"""Generated reports through every stage, scored against what a person reads in them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pipeline.result import ReportResult
from tests.generator.truth import Document
from tests.pipeline import score

Drawn = Callable[[str], list[tuple[Document, ReportResult]]]
TYPED = ("latex", "office", "browser-print", "ios-ink", "two-files")  # their prints can be read without OCR
SYMBOLS = "×≪≤≥≈∈∂αΔ∞≠√"


def mean(values: list[float]) -> float:
    return sum(values) / len(values)


@pytest.mark.parametrize(
    ("family", "least"), [("latex", 0.9), ("office", 0.9), ("browser-print", 0.9), ("ios-ink", 0.9)]
)
def test_turns(drawn: Drawn, family: str, least: float) -> None:
    assert mean([score.turns_f1(document.truth, result) for document, result in drawn(family)]) >= least


@pytest.mark.parametrize(("family", "least"), [("latex", 0.8), ("office", 0.8), ("browser-print", 0.9)])
def test_notes(drawn: Drawn, family: str, least: float) -> None:
    assert mean([score.notes_f1(document.truth, result) for document, result in drawn(family)]) >= least


@pytest.mark.parametrize(("family", "least"), [("latex", 0.8), ("office", 0.7), ("browser-print", 0.7)])
def test_verdicts(drawn: Drawn, family: str, least: float) -> None:
    assert mean([score.verdicts_f1(document.truth, result) for document, result in drawn(family)]) >= least


@pytest.mark.parametrize("family", TYPED)
def test_model_and_homework(drawn: Drawn, family: str) -> None:
    for document, result in drawn(family):
        assert result.facts.model_family == document.truth.meta["model_family"], document.title
        assert result.facts.homework == document.truth.meta["homework"], document.title


@pytest.mark.parametrize("family", ["latex", "ios-ink"])
def test_date(drawn: Drawn, family: str) -> None:
    assert [result.facts.report_date for _, result in drawn(family)] == [d.truth.meta["date"] for d, _ in drawn(family)]


@pytest.mark.parametrize("family", TYPED)
def test_every_printed_word_stands_in_the_text_of_its_page(drawn: Drawn, family: str) -> None:
    for document, result in drawn(family):
        assert score.words_recall(document.truth.page_text, result) >= 0.97, document.title


@pytest.mark.parametrize("family", ["latex", "ios-ink", "browser-print"])
def test_formulas_stand_where_they_are_drawn(drawn: Drawn, family: str) -> None:
    typeset = [(d, r) for d, r in drawn(family) if d.truth.formulas]  # a chat exported as plain lines sets none
    assert mean([score.formula_similarity(document.truth, result) for document, result in typeset]) >= 0.9


@pytest.mark.parametrize("family", TYPED)
def test_nothing_unseen_is_in_the_text(drawn: Drawn, family: str) -> None:
    for document, result in drawn(family):
        for hidden in document.truth.hidden:
            if hidden.reason != "invisible layer":  # its words may well be printed elsewhere
                assert score.squeezed(hidden.text) not in score.squeezed(result.pages[hidden.page - 1].text)
            told = [run.text for run in result.hidden if run.page == hidden.page and run.reason == hidden.reason]
            for word in score.folded(hidden.text).split():
                assert word in score.squeezed(" ".join(told)), (hidden, told)


@pytest.mark.parametrize("name", ["ios-ink-labels.pdf", "ios-ink-boxed.pdf", "latex-boxes.pdf", "latex-run-in.pdf"])
def test_symbols_are_those_drawn(sample: Callable[..., tuple[Document, ReportResult]], name: str) -> None:
    """As many of each symbol as the page shows, none that it does not."""
    document, result = sample(name)
    for page, lines in document.truth.page_text.items():
        drawn_symbols = "".join(lines).replace("\\sqrt", "√")
        found = result.pages[page - 1].text
        assert score.symbol_counts(found, SYMBOLS) == score.symbol_counts(drawn_symbols, SYMBOLS), f"page {page}"


def test_a_covered_model_line_does_not_decide_the_model(sample: Callable[..., tuple[Document, ReportResult]]) -> None:
    document, result = sample("ios-ink-labels.pdf")
    (covered,) = [hidden for hidden in document.truth.hidden if hidden.reason == "covered"]
    assert document.truth.meta["model_family"] not in covered.text
    assert result.facts.model_family == document.truth.meta["model_family"]
    assert any(run.reason == "covered" and "Model:" in run.text for run in result.hidden)
    assert result.pages[0].n_hidden_chars >= len(covered.text.replace(" ", ""))


def test_marks_on_the_page_are_counted_as_ink(sample: Callable[..., tuple[Document, ReportResult]]) -> None:
    document, result = sample("ios-ink-labels.pdf")
    pages = {note.page for note in document.truth.annotations}
    assert all(row.n_ink_strokes > 5 for row in result.pages if row.number in pages)
    notes = [record for record in result.records if record.channel in ("handwritten", "mark")]
    assert {record.page_start for record in notes} == pages


def test_sticky_notes_highlights_and_boxes_keep_their_channel(
    sample: Callable[..., tuple[Document, ReportResult]],
) -> None:
    document, result = sample("browser-light.pdf")
    for channel in ("freetext", "popup", "highlight"):
        pairs, wanted = score.note_pairs(document.truth, result, channel)
        assert wanted
        assert [record.channel for _, record in pairs] == [channel] * len(wanted)


def test_an_advertisement_is_no_note(sample: Callable[..., tuple[Document, ReportResult]]) -> None:
    _, result = sample("browser-light.pdf")
    assert not any("PaperPusher" in record.text for record in result.records)


def test_notes_find_their_question(sample: Callable[..., tuple[Document, ReportResult]]) -> None:
    for name in ("latex-boxes.pdf", "latex-run-in.pdf", "office-labels.pdf"):
        document, result = sample(name)
        pairs, _ = score.note_pairs(document.truth, result)
        aimed = [(note, record) for note, record in pairs if note.question]
        right = [record.question == note.question and record.part in (note.part, None) for note, record in aimed]
        assert mean([float(hit) for hit in right]) >= 0.75, name


def test_a_table_with_marks_gives_verdicts(sample: Callable[..., tuple[Document, ReportResult]]) -> None:
    document, result = sample("latex-table.pdf")
    assert score.turns_f1(document.truth, result) == 1.0  # a retelling holds no turns
    assert score.verdicts_f1(document.truth, result) >= 0.9


def test_each_file_of_a_submission_is_read(drawn: Drawn) -> None:
    assert [result.status for _, result in drawn("two-files")] == ["ok"] * len(drawn("two-files"))


def test_a_transcript_is_repaired_by_context(drawn: Drawn) -> None:
    for document, result in drawn("transcript"):
        assert result.status == "ok"
        assert len(result.pages) == document.n_pages
        assert score.turns_f1(document.truth, result) >= 0.8
        assert all(0 <= repair.confidence <= 1 and repair.method == "context" for repair in result.repairs)


def test_pictures_of_a_chat_hold_its_turns(sample: Callable[..., tuple[Document, ReportResult]]) -> None:
    document, result = sample("screenshots.pdf", ocr=True)
    assert score.words_recall(document.truth.picture_text, result) >= 0.75
    assert score.turns_f1(document.truth, result) >= 0.6
    assert score.notes_f1(document.truth, result) >= 0.6


def test_handwriting_is_read(sample: Callable[..., tuple[Document, ReportResult]]) -> None:
    document, result = sample("ios-ink-labels.pdf", ocr=True)
    wanted = [(note.page, note.text) for note in document.truth.annotations]
    found = [(r.page_start, r.text) for r in result.records if r.channel == "handwritten"]
    assert score.words_f1(wanted, found) >= 0.6
