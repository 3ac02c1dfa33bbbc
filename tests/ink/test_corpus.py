"""Ink of the real reports that lie beside the project, against what a person reads in them."""

from __future__ import annotations

import json

import pytest

from ocr.language import count_words, report_lexicon
from ocr.rapid import shared_reader
from pipeline.glyphs.fonts import load_fonts
from pipeline.glyphs.repair import repair_page
from pipeline.ink.layer import layer_words
from pipeline.ink.notes import find_ink_notes
from pipeline.ink.pen import find_pen_strokes
from pipeline.layout.arrange import arrange
from pipeline.reading.document import open_report
from pipeline.reading.pages import read_page
from tests.conftest import SHARED
from tests.pipeline.score import words_f1

GOLD = [path for path in sorted((SHARED / "gold").glob("*.json")) if '"handwritten"' in path.read_text(encoding="utf-8")]


@pytest.mark.parametrize("number", range(max(1, len(GOLD))))
def test_handwriting_is_read_better_than_by_the_tablet(number: int) -> None:
    if not GOLD:
        pytest.skip(f"no gold of handwriting in {SHARED}")
    gold = json.loads(GOLD[number].read_text(encoding="utf-8"))
    first, last = gold["pages"]
    with open_report(SHARED / "corpus" / gold["doc"]) as document:
        fonts = load_fonts(document)
        pages = [repair_page(read_page(document, n), fonts)[0] for n in range(1, document.page_count + 1)]
    lexicon = report_lexicon(count_words(line.text for page in pages for line in arrange(page).lines))
    found, told = [], []
    for page in pages[first - 1 : last]:
        ink = find_ink_notes(page, find_pen_strokes(page), lexicon, shared_reader().lines)
        found += [(page.number, note.text) for note in ink.notes]
        told += [(page.number, word.text) for word in layer_words(page)]
    wanted = [(note["page"], note["text"]) for note in gold["annotations"] if note["channel"] == "handwritten"]
    read = words_f1(wanted, found)
    assert read >= (0.85 if told else 0.75)
    assert not told or read > words_f1(wanted, told)
