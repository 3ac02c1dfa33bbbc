"""Real reports, where they are: honest fonts change nothing, and hardly any garbage is left."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.glyphs.decide import is_garbage
from pipeline.glyphs.fonts import Font, load_fonts
from pipeline.glyphs.placeholders import moved
from pipeline.glyphs.repair import repair_page
from pipeline.glyphs.same import same_text
from pipeline.reading.document import open_report
from pipeline.reading.pages import read_page
from pipeline.report import Glyph

ALLOWED = 20_000  # characters for each that may be left garbage


def pairs(path: Path) -> Iterator[tuple[bool, list[Glyph], list[Glyph]]]:
    """Each page's glyphs as the text layer has them and repaired, and whether all fonts of the file are honest.

    A font lies when a glyph's name stands for another sign than its map says, when it yields garbage, or when its map holds
    the bare code of a glyph that is a variant of another, or the text of another.
    """
    with open_report(path) as document:
        fonts = load_fonts(document)
        pages = [read_page(document, number) for number in range(1, document.page_count + 1)]
        honest = True
        for glyph in {(g.font_xref, g.font, g.gid, g.raw): g for page in pages for g in page.glyphs}.values():
            named = fonts.of(glyph).named_text(glyph.gid)
            honest &= not is_garbage(glyph.raw) and (named is None or glyph.raw.isspace() or same_text(named, glyph.raw))
            honest &= not _bare_code(fonts.of(glyph), glyph)
        for page in pages:
            yield honest, list(page.glyphs), list(repair_page(page, fonts)[0].glyphs)


def _bare_code(font: Font, glyph: Glyph) -> bool:
    placeholder = font.placeholders.get(glyph.gid)
    outline = font.outline(glyph.gid) if placeholder else None
    return placeholder is not None and bool(outline) and (placeholder.doubled or any(moved(outline, font.outline(other)) for other, _ in placeholder.known))


@pytest.fixture(scope="module")
def read(corpus: Path) -> list[tuple[bool, list[Glyph], list[Glyph]]]:
    return [page for path in sorted(corpus.rglob("*.pdf")) for page in pairs(path)]


def test_honest_files_keep_every_character(read: list[tuple[bool, list[Glyph], list[Glyph]]]) -> None:
    changed = characters = 0
    for honest, before, after in read:
        if honest:
            # A negation slash and its relation, joined, are canonically the same text.
            changed += sum(one.raw != two.text for one, two in zip(before, after, strict=True) if "\u0338" not in unicodedata.normalize("NFD", one.raw + two.text))
            changed += sum(two.unresolved for two in after)
            characters += len(before)
    assert characters > 100_000
    assert changed == 0


def test_hardly_any_garbage_is_left(read: list[tuple[bool, list[Glyph], list[Glyph]]]) -> None:
    left = [glyph for _, _, after in read for glyph in after if glyph.hidden is None and is_garbage(glyph.text)]
    assert len(left) * ALLOWED < sum(len(after) for _, _, after in read)
    assert all(glyph.unresolved for glyph in left)
