"""The measure that compares a transcript's repair with the PDF's."""

from __future__ import annotations

from pathlib import Path

from tests.agreement import Agreement, agreement, compare, pairs, read_by_fonts, traced

SAMPLES = Path(__file__).parent / "samples"


def test_only_what_the_fonts_prove_counts() -> None:
    dumped = [("a", "a", 0.0), ("→", "×", 0.95), ("b", "b", 0.0), ("→", "−", 0.95), ("↑", "↑", 0.0), ("↓", "≈", 0.6)]
    drawn = [("a", "a", 0.0), ("→", "×", 1.0), ("b", "b", 0.0), ("→", "×", 1.0), ("↑", "≪", 1.0), ("↓", "∈", 1.0)]
    assert compare(dumped, drawn) == Agreement(proved=4, alike=1, wrong_and_sure=1)


def test_lines_are_aligned_over_what_only_one_of_them_holds() -> None:
    drawn = [("x", "x", 0.0), ("→", "×", 1.0), ("y", "y", 0.0)]
    assert compare([("!", "!", 0.0), *drawn[:1], ("→", "×", 0.9), *drawn[2:]], drawn) == Agreement(1, 1, 0)


def test_a_line_is_traced_through_ligatures_and_negations() -> None:
    texts = {"!": {"ff": 0.8}, "→": {"×": 0.9}, "↗": {"\u0338": 0.7}}
    assert traced("o! a→b→ ↗ =c", "off a×b→ ≠c", texts) == [
        ("o", "o", 0.0), ("!", "ff", 0.8), (" ", " ", 0.0), ("a", "a", 0.0), ("→", "×", 0.9), ("b", "b", 0.0), ("→", "→", 0.0),
        (" ", " ", 0.0), ("↗", "", 0.7), ("=", "≠", 0.7), ("c", "c", 0.0),
    ]  # fmt: skip
    assert traced("ab", "ac", texts) is None


def test_pairs_share_a_name(tmp_path: Path) -> None:
    for name in ("transcripts/one.txt", "transcripts/two.txt", "corpus/one/report.pdf", "corpus/two/a.pdf", "corpus/two/b.pdf"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    assert [(a.name, b.name) for a, b in pairs(tmp_path)] == [("one.txt", "report.pdf")]


def test_an_honest_transcript_proves_nothing(tmp_path: Path) -> None:
    pdf = SAMPLES / "ios-ink-boxed.pdf"
    pages = read_by_fonts(pdf)
    assert any(proved for page in pages.values() for _, _, proved in page)
    honest = tmp_path / "honest.txt"
    honest.write_text("".join(f"--- Page {number} ---\nplain words, 2 + 2 = 4\n" for number in pages), encoding="utf-8")
    assert agreement(honest, pdf) == Agreement()
