from __future__ import annotations

import pickle

import pikepdf
import pymupdf
import pytest

from pipeline.reading.document import ReadError, font_object, open_report
from tests.reading.pdfs import show, write_pdf


def problem(path) -> str:
    with pytest.raises(ReadError) as caught:
        open_report(path)
    assert caught.value.stage == "open"
    return caught.value.problem


def test_opens_a_pdf(tmp_path):
    with open_report(write_pdf(tmp_path / "a.pdf", show("Hello", 20, 100))) as document:
        assert document.page_count == 1


def test_missing_file(tmp_path):
    assert "cannot be read" in problem(tmp_path / "none.pdf")


def test_empty_file(tmp_path):
    (tmp_path / "a.pdf").write_bytes(b"")
    assert problem(tmp_path / "a.pdf") == "the file is empty"


def test_no_pdf(tmp_path):
    (tmp_path / "a.pdf").write_bytes(b"PK\x03\x04 a word processor's file" * 20)
    assert "no PDF" in problem(tmp_path / "a.pdf")


def test_damaged_beyond_repair(tmp_path):
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.7\n" + bytes(range(256)) * 8)
    assert "damaged" in problem(tmp_path / "a.pdf") or "no pages" in problem(tmp_path / "a.pdf")


def test_cut_off_file_is_repaired_or_reported(tmp_path):
    whole = write_pdf(tmp_path / "a.pdf", show("Hello", 20, 100)).read_bytes()
    (tmp_path / "b.pdf").write_bytes(whole[: len(whole) * 9 // 10])
    with open_report(tmp_path / "b.pdf") as document:
        assert document.page_count == 1


def test_password(tmp_path):
    write_pdf(tmp_path / "a.pdf", show("Hello", 20, 100))
    with pikepdf.open(tmp_path / "a.pdf") as pdf:
        pdf.save(tmp_path / "locked.pdf", encryption=pikepdf.Encryption(user="u", owner="o"))
        pdf.save(tmp_path / "open.pdf", encryption=pikepdf.Encryption(user="", owner="o"))
    assert "password" in problem(tmp_path / "locked.pdf")
    with open_report(tmp_path / "open.pdf") as document:
        assert document[0].get_text().strip() == "Hello"


def test_no_pages(tmp_path):
    pikepdf.new().save(tmp_path / "a.pdf")
    assert "no pages" in problem(tmp_path / "a.pdf")


def test_read_error_crosses_processes():
    copy = pickle.loads(pickle.dumps(ReadError("open", "the file is empty")))
    assert (copy.stage, copy.problem) == ("open", "the file is empty")


def test_fonts_of_one_name_are_told_apart(tmp_path):
    document = pymupdf.open()
    for words in ("one", "two"):  # each page embeds its own copy of the same font
        part = pymupdf.open()
        page = part.new_page()
        page.insert_font("F0", fontbuffer=pymupdf.Font("helv").buffer)
        page.insert_text((50, 50), words, fontname="F0")
        document.insert_pdf(part)
    document.save(tmp_path / "a.pdf")
    with open_report(tmp_path / "a.pdf") as opened:
        names = [{span["font"] for span in page.get_texttrace()} for page in opened]
    (first,), (second,) = names
    assert font_object(first)[0] != font_object(second)[0] != 0
    assert font_object(first)[1] == font_object(second)[1]


def test_font_object_of_a_font_that_is_not_embedded():
    assert font_object("ABCDEF+Helvetica") == (0, "Helvetica")
    assert font_object("12~CMR10") == (12, "CMR10")
