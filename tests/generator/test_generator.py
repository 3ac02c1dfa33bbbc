"""The generator itself: same seed, same bytes; traps that trap; files that a reader opens without complaint."""

from __future__ import annotations

import hashlib
import json
import random
import subprocess
import sys
from io import BytesIO
from pathlib import Path

import pikepdf
import pymupdf
import pytest

from tests.generator import FAMILIES, browser_print, ios_ink, latex, office, random_reports, sample_set, write
from tests.generator.damaged import broken_files
from tests.generator.faces import face as symbol_face
from tests.generator.traps.stale_tounicode import TabletEncoder
from tests.generator.truth import Document

SAMPLES = Path(__file__).resolve().parent.parent / "samples"


def opened(document: Document) -> pymupdf.Document:
    return pymupdf.open(stream=document.data, filetype="pdf")


def test_shipped_samples_are_current(tmp_path: Path) -> None:
    """`python -m tests.generator tests/samples` would change nothing."""
    fresh = {p.relative_to(tmp_path): p.read_bytes() for p in write(sample_set(), tmp_path)}
    shipped = {p.relative_to(SAMPLES): p.read_bytes() for p in sorted(SAMPLES.rglob("*")) if p.is_file()}
    assert sorted(fresh) == sorted(shipped)
    assert [str(path) for path in fresh if fresh[path] != shipped[path]] == []


def test_sample_set_covers_every_family_and_is_small() -> None:
    documents = sample_set()
    families = {document.truth.family for document in documents}
    assert families == {"ios-ink", "latex", "browser-print", "screenshots", "office"}
    assert any(document.path.endswith(".txt") for document in documents)
    assert sum(document.path.startswith("two-files/") for document in documents) == 2
    assert sum(len(document.data) for document in documents) < 1_500_000


def test_the_same_seed_gives_the_same_bytes_in_another_process() -> None:
    script = (
        "import hashlib; from tests.generator import random_reports, FAMILIES\n"
        "for d in random_reports(sorted(FAMILIES), 5, 1): print(hashlib.sha256(d.data).hexdigest(), d.path)"
    )
    told = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    ).stdout.splitlines()
    here = [f"{hashlib.sha256(d.data).hexdigest()} {d.path}" for d in random_reports(sorted(FAMILIES), 5, 1)]
    assert told == here


@pytest.mark.parametrize("family", sorted(FAMILIES))
def test_reports_open_cleanly_and_their_truth_holds(family: str) -> None:
    for document in random_reports([family], seed=11, count=2):
        truth = document.truth
        assert truth.turns or "retelling" in truth.traps
        assert all(1 <= item.page <= document.n_pages for item in (*truth.turns, *truth.annotations, *truth.verdicts))
        json.dumps(truth.as_json(document.path, document.n_pages))
        if document.path.endswith(".pdf"):
            pymupdf.TOOLS.reset_mupdf_warnings()
            with opened(document) as pdf:
                assert pdf.page_count == document.n_pages
                drawn = [page.get_pixmap(dpi=20) for page in pdf]
            warnings = set(pymupdf.TOOLS.mupdf_warnings().splitlines())
            assert {
                w for w in warnings if "cmaps" not in w and "repeated" not in w
            } == set()  # embedded subsets need no cmap
            assert all(len(set(pixels.samples)) > 1 for pixels in drawn)
            with pikepdf.open(BytesIO(document.data)) as pdf:
                assert pdf.check_pdf_syntax() == []


def test_the_tablet_report_shows_symbols_that_its_text_layer_denies() -> None:
    (document,) = ios_ink.make(random.Random(3), boxed=False)
    shown = "".join(line for lines in document.truth.page_text.values() for line in lines)
    with opened(document) as pdf:
        claimed = "".join(page.get_text() for page in pdf)
    for symbol in set("×≪≤≥Δα∂∑") & set(shown):
        assert symbol not in claimed, symbol
    assert set("×≪≤≥Δα∂∑") & set(shown)


def test_the_covered_line_is_in_the_text_layer_and_not_on_the_page() -> None:
    (document,) = ios_ink.make(random.Random(1), boxed=True, other_model="Llama 4 Maverick")
    with opened(document) as pdf:
        page = pdf[0]
        (where,) = page.search_for("Model: Llama 4 Maverick")
        pixels = page.get_pixmap(clip=where, dpi=72)
    assert set(pixels.samples) == {255}
    assert all("Llama" not in line for line in document.truth.page_text[1])


def test_big_delimiters_have_no_usable_text() -> None:
    seeds = (random.Random(seed) for seed in range(20))
    document = next(
        d
        for rng in seeds
        for d in latex.run_in(rng)
        if any("\\text" in str(f) or "ln" in f for _, f in d.truth.formulas)
    )
    with opened(document) as pdf:
        text = "".join(page.get_text() for page in pdf)
    assert any(0xE000 <= ord(char) <= 0xF8FF for char in text)


def test_two_byte_lines_read_as_two_characters_each() -> None:
    (document,) = browser_print.exported(random.Random(2))
    with opened(document) as pdf:
        text = "".join(page.get_text() for page in pdf)
    assert "≪" not in text
    assert "≥" not in text
    assert any(symbol in line for lines in document.truth.page_text.values() for line in lines for symbol in "≪≥√∑≤")


def test_notes_are_annotations_of_every_kind() -> None:
    (document,) = browser_print.light(random.Random(4))
    with opened(document) as pdf:
        kinds = {annotation.type[1] for page in pdf for annotation in page.annots()}
        contents = [annotation.info["content"] for page in pdf for annotation in page.annots()]
    assert {"FreeText", "Line", "Text", "Highlight", "Stamp"} <= kinds
    assert all(note.text in contents for note in document.truth.annotations)
    assert any("PaperPusher" in text for text in contents)


def test_check_marks_are_misnamed() -> None:
    document = next(
        d for seed in range(20) for d in office.marked(random.Random(seed)) if "misnamed marks" in d.truth.traps
    )
    with opened(document) as pdf:
        text = "".join(page.get_text() for page in pdf)
    assert "✓" not in text


def test_broken_files_are_broken() -> None:
    for name, data in broken_files().items():
        try:
            with pikepdf.open(BytesIO(data)) as pdf:
                assert len(pdf.pages) == 0, name
        except (pikepdf.PdfError, pikepdf.PasswordError):
            pass


def test_a_tablet_numbers_what_it_moves_by_first_use() -> None:
    """Names of MacRomanEncoding keep their codes; the others are numbered from 33 up, and the old map reads them wrongly."""
    face = symbol_face("symbols")
    tablet = TabletEncoder("F1", face)
    runs = [tablet.encode([glyph])[0] for glyph in ("multiply", "bullet", "lessequal", "multiply")]
    assert [run[1] for run in runs] == [b"!", bytes([face.codes["bullet"]]), b'"', b"!"]
    assert runs[0][0] != runs[1][0]
    assert [tablet.moved.map_text(glyph, code) for glyph, code in tablet.moved.codes.items()] == ["→", "↑"]
