"""Glyphs given the characters that they show, each change with its evidence (`decide.py` weighs it)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from pipeline.glyphs.decide import decide, is_garbage
from pipeline.glyphs.drawn import UNKNOWN, drawn_codes
from pipeline.glyphs.finding import Finding
from pipeline.glyphs.fonts import Fonts
from pipeline.glyphs.utf16 import holds_utf16, join_utf16
from pipeline.report import Glyph, Page, Repair

Key = tuple[int, str, int, str]  # font object, font name, glyph index, raw text

NEGATION = "\u0338"
_NEGATED = {
    "=": "≠", "∈": "∉", "≡": "≢", "<": "≮", ">": "≯", "≤": "≰", "≥": "≱", "⊂": "⊄", "⊃": "⊅", "⊆": "⊈", "⊇": "⊉", "∼": "≁", "≈": "≉",
    "≃": "≄", "≅": "≇", "∃": "∄", "∋": "∌", "∥": "∦", "∣": "∤", "|": "∤", "⇒": "⇏", "⇐": "⇍", "⇔": "⇎", "→": "↛", "←": "↚", "↔": "↮",
    "≺": "⊀", "≻": "⊁", "⊢": "⊬", "⊨": "⊭",
}  # fmt: skip
_SLASHED = 0.3  # em; a slash that strikes a relation through starts within this of the relation's own start
_WINDOW = 6  # glyphs around a slash among which its relation is sought
_UTF16 = Finding("", "utf16", "the line's bytes are UTF-16BE, drawn through a one-byte font", 0.99)
_JOINED = "; joined with the relation that it strikes through"


def repair_page(page: Page, fonts: Fonts) -> tuple[Page, tuple[Repair, ...]]:
    """The page with every glyph's `text` set to what it shows, and one `Repair` for each font, code and method.

    A glyph that garbage stands for and that nothing settles keeps it and is `unresolved`; so is one whose name and outline
    contradict each other, which has a Repair that repairs nothing.
    """
    glyphs: Sequence[Glyph] = page.glyphs
    codes: list[int] | None = None
    if holds_utf16(glyphs):
        codes = drawn_codes(fonts.page(page.number), glyphs)
        glyphs, codes = join_utf16(glyphs, codes)
    telling = _telling(glyphs, fonts)
    if not telling and glyphs is page.glyphs:
        return page, ()
    repaired: list[Glyph] = []
    found: dict[int, Finding] = {}
    for place, glyph in enumerate(glyphs):
        if glyph.method is not None:
            found[place] = _UTF16
            repaired.append(glyph)
            continue
        finding = telling.get(_key(glyph))
        if finding is None:
            repaired.append(glyph)
            continue
        if finding.evidence is not None:
            found[place] = finding
        repaired.append(glyph._replace(text=finding.text, method=None if finding.unresolved else finding.method, unresolved=finding.unresolved))
    _negate(repaired, found)
    if not found:
        return replace(page, glyphs=tuple(repaired)), ()
    return replace(page, glyphs=tuple(repaired)), _rows(page.number, repaired, found, codes or _codes(page, found, fonts))


def _key(glyph: Glyph) -> Key:
    return glyph.font_xref, glyph.font, glyph.gid, glyph.raw


def _telling(glyphs: Sequence[Glyph], fonts: Fonts) -> dict[Key, Finding]:
    """What has been found out about those glyphs that do not simply show their text, negation slashes among them.

    Garbage is looked at first, for it tells that a font lies.
    """
    different = {_key(glyph): glyph for glyph in glyphs if glyph.method is None}
    telling: dict[Key, Finding] = {}
    for key, glyph in sorted(different.items(), key=lambda item: not is_garbage(item[1].raw)):
        font = fonts.of(glyph)
        finding = font.findings.get(key[2:])
        if finding is None:
            width = (glyph.box[2] - glyph.box[0]) / glyph.size if glyph.size else 0.0
            finding = font.findings[key[2:]] = decide(font, glyph.gid, glyph.raw, width)
        if finding.evidence is not None or finding.unresolved or finding.text == NEGATION:
            telling[key] = finding
    return telling


def _negate(glyphs: list[Glyph], found: dict[int, Finding]) -> None:
    """Join each negation slash with the relation that it strikes through, which is drawn at the same place just after it
    (TeX, KaTeX) or, with other glyphs of the line between them, just before it (some browser prints)."""
    for place, slash in enumerate(glyphs):
        if slash.text != NEGATION:
            continue
        near = sorted(range(max(place - _WINDOW, 0), min(place + _WINDOW + 1, len(glyphs))), key=lambda other: (abs(other - place), -other))
        struck = next((other for other in near if glyphs[other].text in _NEGATED and _together(slash, glyphs[other])), None)
        if struck is None:
            continue
        relation, old = glyphs[struck], found.get(place)
        joined = _NEGATED[relation.text]
        glyphs[place] = slash._replace(text="", method="name")
        glyphs[struck] = relation._replace(text=joined, method=relation.method or "name")
        evidence = (old.evidence if old else "the glyph is a negation slash") or ""
        found[place] = Finding(joined, "name", evidence + _JOINED, old.confidence if old else 0.99)


def _together(one: Glyph, two: Glyph) -> bool:
    reach = _SLASHED * one.size
    return abs(one.origin[0] - two.origin[0]) <= reach and abs(one.origin[1] - two.origin[1]) <= reach


def _codes(page: Page, found: Iterable[int], fonts: Fonts) -> Sequence[int] | dict[int, int]:
    """Character codes by place, at least of the places in `found`: from the fonts' memory, else the page's content stream."""
    known = {place: fonts.of(page.glyphs[place]).codes.get((page.glyphs[place].gid, page.glyphs[place].raw)) for place in found}
    if None not in known.values():
        return known
    codes = drawn_codes(fonts.page(page.number), page.glyphs)
    for place in found:
        glyph = page.glyphs[place]
        fonts.of(glyph).codes[glyph.gid, glyph.raw] = codes[place]
    return codes


def _rows(page: int, glyphs: list[Glyph], found: dict[int, Finding], codes: Sequence[int] | dict[int, int]) -> tuple[Repair, ...]:
    groups: dict[tuple[str, int, str], list[int]] = defaultdict(list)
    for place, finding in found.items():
        glyph = glyphs[place]
        label = f"{glyph.font}#{glyph.font_xref}" if glyph.font_xref else glyph.font
        code = codes[place] if codes[place] != UNKNOWN else max(glyph.gid, 0)
        groups[label, code, str(finding.method)].append(place)
    rows = []
    for (font, code, method), places in sorted(groups.items()):
        findings = [found[place] for place in places]
        rows.append(
            Repair(
                page=page, font=font, code=code, raw=_all(glyphs[place].raw for place in places),
                repaired=_all(finding.text if finding is not _UTF16 else glyphs[place].text for place, finding in zip(places, findings, strict=True)),
                method=method, evidence=_all((finding.evidence or "" for finding in findings), "; "), count=len(places),
                confidence=min(finding.confidence for finding in findings),
            )
        )  # fmt: skip
    return tuple(rows)


def _all(texts: Iterable[str], separator: str = " ") -> str:
    """The different texts of a group, in the order of their first place."""
    return separator.join(dict.fromkeys(texts))
