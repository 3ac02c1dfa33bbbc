"""Repair of symbols by context, for transcripts: there the fonts are lost, so neighbours and consistency must tell.

The garbling is that of a tablet that rewrote a LaTeX report (see `encodings`). A report whose symbols are honest is not
touched: the evidence that the report is garbled at all is weighed first.
"""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.glyphs.context.encodings import OML, OMS, OT1, STALE, TRUE
from pipeline.glyphs.context.evidence import standard_profiles
from pipeline.glyphs.context.fixes import apply_fixes
from pipeline.glyphs.context.keys import find_keys
from pipeline.glyphs.context.ligatures import find_ligatures
from pipeline.glyphs.context.pieces import find_pieces
from pipeline.glyphs.context.profiles import Profiles
from pipeline.glyphs.context.symbols import Reading, read_symbols
from pipeline.report import Layout, Repair

_INK = frozenset({"tablet_layer"})  # a tablet's reading of ink is typeset in fonts of its own
_PROOF = 8.0  # log-odds that the report is garbled, above which its symbols are repaired
_FOR_A_LIGATURE = 3.0  # log-odds of a word that a ligature completes
_PASSES = 3  # each knows the symbols beside a symbol as the one before has read them
_KNOWN = 0.8  # confidence from which a symbol is known so
_HONEST = frozenset(TRUE[OMS]) - frozenset(STALE[OMS])
_FOR_AN_HONEST_KIND = -4.0  # log-odds of a kind of symbol that a rewritten font could not print


def repair_by_context(pages: Sequence[Layout], profiles: Profiles | None = None) -> tuple[tuple[Layout, ...], tuple[Repair, ...]]:
    """Replace garbled symbols in the lines of `pages` by what their neighbours and each other's readings prove.

    `profiles` tell how likely symbols are beside their neighbours (the package's own when None).

    Returns the pages (`text` of lines and pages repaired, `raw` as it was; a line's confidence is that of its least certain
    repair) and one Repair for each page, TeX encoding, character and reading. A Repair whose `repaired` equals its `raw`
    flags characters that are garbled or may be and that nothing settles; they stay as they are, with confidence 0.
    In a report without evidence of garbling only pieces of delimiters, whose private codes are fixed, are repaired.
    """
    pieces = find_pieces(pages, _INK)
    keys = find_keys(pages, _INK)
    if keys:
        return apply_fixes(pages, [*pieces, *keys])
    ligatures = find_ligatures(pages, _INK)
    profiles = profiles or standard_profiles()
    readings = [read_symbols(pages, family, profiles, _INK) for family in (OMS, OML)]
    if not _is_garbled(pages, len(ligatures), readings):
        return apply_fixes(pages, pieces)
    readings.append(read_symbols(pages, OT1, profiles, _INK))
    for _ in range(_PASSES - 1):
        known = {fix.place: fix.text for reading in readings for fix in reading.fixes if fix.confidence >= _KNOWN}
        known |= {fix.place: fix.text for fix in ligatures}
        readings = [read_symbols(pages, family, profiles, _INK, known) for family in (OMS, OML, OT1)]
    return apply_fixes(pages, [*pieces, *ligatures, *(fix for reading in readings for fix in reading.fixes)])


def _is_garbled(pages: Sequence[Layout], n_ligatures: int, readings: Sequence[Reading]) -> bool:
    """Whether the report comes from rewritten fonts: two codes of one font, or words without their ligatures, say so."""
    if not n_ligatures and all(reading.n_codes < 2 for reading in readings):
        return False
    honest = {char for page in pages for line in page.lines if line.source not in _INK for char in line.text} & _HONEST
    odds = _FOR_A_LIGATURE * n_ligatures + sum(reading.gain for reading in readings)
    return odds + _FOR_AN_HONEST_KIND * len(honest) >= _PROOF
