"""Which glyphs of the text layer a person cannot see on the page, and why."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain

import numpy as np
import pymupdf

from pipeline.reading.boxes import area, intersect
from pipeline.reading.covers import Cover, hidden_share, paint_map
from pipeline.reading.paint import Paint
from pipeline.report import Box, Glyph

INVISIBLE, COVERED, CLIPPED = "invisible layer", "covered", "clipped"
BACKGROUND, ZERO, OUTSIDE = "background colour", "zero size", "outside the page"

_MODE_INVISIBLE = 3
_TRANSPARENT = 0.02  # opacity
_TINY = 0.7  # points; no reader takes a character of that size for text
_COVERED_SHARE = 0.6  # of the glyph's ink that must lie under later paint
_REDACTING_PEN = 6.0  # points; a narrower pen hides text in the background's colour only (ink is written across print)
_CLIPPED_SHARE = 0.2  # of the glyph's ink that may still show where a clip cuts it away
_ASCENT = 0.7  # of the size: the ink of most glyphs stands between the baseline and this height
_ALIKE = 14  # of 255: colours nearer than this in each channel cannot be told apart
_FAR = 40  # of 255: colours farther than this in one channel are surely told apart
_RENDER = 2.0  # pixels for each point of the check by rendering
_LEVEL = (1.0, 0.0)
_EVERYWHERE = (-np.inf, -np.inf, np.inf, np.inf)
_FAINT = 10  # of 255: the spread of each channel in a box where nothing is seen


@dataclass(frozen=True, slots=True)
class Scene:
    """What visibility is judged by, all in the frame of the unturned page. `covers` are in paint order."""

    page: pymupdf.Page
    paint: Paint
    covers: tuple[Cover, ...]
    bounds: Box
    background: int


@dataclass(frozen=True, slots=True)
class _Traits:
    """What is compared of many glyphs at once, a row for each. `ink` is where the ink of each is about."""

    boxes: np.ndarray  # n × 4, as `ink`
    ink: np.ndarray
    sizes: np.ndarray
    transparent: np.ndarray
    seqs: np.ndarray
    colours: np.ndarray


def hide(glyphs: tuple[Glyph, ...], scene: Scene) -> tuple[Glyph, ...]:
    """The same glyphs, those that nobody sees with the reason in `hidden`. Glyphs are in the frame of the unturned page.

    A cheap test on geometry comes first; only glyphs that it suspects of having the background's colour are checked
    against the drawn page.
    """
    if not glyphs:
        return glyphs
    traits = _traits(glyphs)
    reasons: list[str | None] = [None] * len(glyphs)
    _by_themselves(reasons, traits, scene.bounds)
    _clipped(reasons, glyphs, traits, scene.paint)
    _covered(reasons, traits, scene)
    _background(reasons, glyphs, traits, scene)
    if not any(reasons):
        return glyphs
    _spaces(reasons, glyphs)
    return tuple(glyph if reason is None else glyph._replace(hidden=reason)
                 for glyph, reason in zip(glyphs, reasons, strict=True))


def page_background(covers: tuple[Cover, ...], page: pymupdf.Page, bounds: Box) -> int:
    """The colour that a page has behind its text: white, a fill of nearly the whole page, or a picture's commonest."""
    whole = area(bounds)
    wide = [cover for cover in covers if cover.pen == 0 and area(cover.box) >= 0.8 * whole]
    if not wide:
        return 0xFFFFFF
    if wide[-1].colour is not None:
        return wide[-1].colour
    pixmap = page.get_pixmap(matrix=pymupdf.Matrix(0.2, 0.2), alpha=False, annots=False)
    colour = pixmap.color_topusage()[1]
    return colour[0] << 16 | colour[1] << 8 | colour[2]


def _traits(glyphs: tuple[Glyph, ...]) -> _Traits:
    count = len(glyphs)
    column = dict(zip(Glyph._fields, zip(*glyphs, strict=True), strict=True))
    boxes = np.fromiter(chain.from_iterable(column["box"]), np.float64, 4 * count).reshape(count, 4)
    origins = np.fromiter(chain.from_iterable(column["origin"]), np.float64, 2 * count).reshape(count, 2)
    sizes = np.array(column["size"])
    level = np.fromiter((direction == _LEVEL for direction in column["direction"]), bool, count)
    # Boxes reach from the font's ascender to its descender.
    top, bottom = np.maximum(boxes[:, 1], origins[:, 1] - _ASCENT * sizes), np.minimum(boxes[:, 3], origins[:, 1])
    usable = level & (bottom - top > 0.2 * sizes)
    ink = boxes.copy()
    ink[usable, 1], ink[usable, 3] = top[usable], bottom[usable]
    transparent = (np.array(column["mode"]) == _MODE_INVISIBLE) | (np.array(column["opacity"]) <= _TRANSPARENT)
    return _Traits(boxes, ink, sizes, transparent, np.array(column["seq"]), np.array(column["colour"]))


def _by_themselves(reasons: list[str | None], traits: _Traits, bounds: Box) -> None:
    """What the glyphs' own properties say."""
    x, y = (traits.boxes[:, 0] + traits.boxes[:, 2]) / 2, (traits.boxes[:, 1] + traits.boxes[:, 3]) / 2
    inside = (bounds[0] <= x) & (x <= bounds[2]) & (bounds[1] <= y) & (y <= bounds[3])
    tiny = traits.sizes < _TINY
    for index in np.flatnonzero(traits.transparent | tiny | ~inside):
        reasons[index] = INVISIBLE if traits.transparent[index] else ZERO if tiny[index] else OUTSIDE


def _clipped(reasons: list[str | None], glyphs: tuple[Glyph, ...], traits: _Traits, paint: Paint) -> None:
    operations, which = np.unique(traits.seqs, return_inverse=True)
    clips = [paint.states[seq].clip for seq in operations]
    if not any(clips):
        return
    limits = np.array([clip or _EVERYWHERE for clip in clips])[which]
    cut = np.any(limits[:, :2] > traits.boxes[:, :2], axis=1) | np.any(limits[:, 2:] < traits.boxes[:, 2:], axis=1)
    for index in np.flatnonzero(cut):
        if reasons[index] is not None:
            continue
        # Some browsers clip each run of text to its ink, which for a comma is a corner of its box.
        alnum = glyphs[index].text.isalnum()
        body, share = (traits.ink[index], _CLIPPED_SHARE) if alnum else (glyphs[index].box, 0.0)
        if area(intersect(body, clips[which[index]])) <= share * area(body):
            reasons[index] = CLIPPED


def _covered(reasons: list[str | None], traits: _Traits, scene: Scene) -> None:
    ink, seqs = traits.ink, traits.seqs
    first = int(seqs.min())
    suspected = np.zeros(len(seqs), bool)
    used: list[Cover] = []
    for cover in scene.covers:
        if cover.seq <= first or (0 < cover.pen < _REDACTING_PEN and cover.colour is not None
                                  and _distance(cover.colour, scene.background) > _ALIKE):
            continue
        x0, y0, x1, y1 = cover.box
        under = (seqs < cover.seq) & (ink[:, 0] < x1) & (ink[:, 2] > x0) & (ink[:, 1] < y1) & (ink[:, 3] > y0)
        if under.any():
            suspected |= under
            used.append(cover)
    if not used:
        return
    canvas = paint_map(used, scene.bounds)
    for index in np.flatnonzero(suspected):
        if reasons[index] is None and hidden_share(canvas, tuple(ink[index]), int(seqs[index])) >= _COVERED_SHARE:
            reasons[index] = COVERED


def _background(reasons: list[str | None], glyphs: tuple[Glyph, ...], traits: _Traits, scene: Scene) -> None:
    """Glyphs in the colour of what lies directly beneath them."""
    suspected = [index for colour in np.unique(traits.colours).tolist()
                 for index in _suspects(colour, glyphs, reasons, traits, scene)]
    if not suspected:
        return
    pixels = _rendered(scene.page)
    for index in suspected:
        if not _seen(pixels, glyphs[index].box):
            reasons[index] = BACKGROUND


def _suspects(colour: int, glyphs: tuple[Glyph, ...], reasons: list[str | None], traits: _Traits,
              scene: Scene) -> list[int]:
    """Visible glyphs of a colour that may have the same colour beneath, or a picture."""
    alike = [cover for cover in scene.covers if cover.colour is not None and cover.pen == 0
             and _distance(cover.colour, colour) <= _ALIKE]
    on_page = _distance(scene.background, colour) <= _ALIKE or _distance(0xFFFFFF, colour) <= _ALIKE
    if not alike and not on_page:
        return []
    ink, seqs = traits.ink, traits.seqs
    own = traits.colours == colour
    for index in np.flatnonzero(own):
        own[index] = reasons[index] is None and not glyphs[index].text.isspace()
    x, y = (ink[:, 0] + ink[:, 2]) / 2, (ink[:, 1] + ink[:, 3]) / 2
    suspect = own if on_page else np.zeros(len(glyphs), bool)
    for cover in scene.covers:  # in paint order: what was painted last beneath a glyph decides
        x0, y0, x1, y1 = cover.box
        over = own & (seqs > cover.seq) & (x >= x0) & (x <= x1) & (y >= y0) & (y <= y1)
        if not over.any() or cover.pen > 0:
            continue
        if cover.colour is None or _distance(cover.colour, colour) <= _ALIKE:
            suspect = suspect | over
        elif not cover.paths and _distance(cover.colour, colour) >= _FAR:
            suspect = suspect & ~over
    return [int(index) for index in np.flatnonzero(suspect)]


def _rendered(page: pymupdf.Page) -> np.ndarray:
    """The drawn page without annotations, as RGB pixels."""
    pixmap = page.get_pixmap(matrix=pymupdf.Matrix(_RENDER, _RENDER), alpha=False, annots=False)
    return np.frombuffer(pixmap.samples, np.uint8).reshape(pixmap.height, pixmap.stride // pixmap.n, pixmap.n)


def _seen(pixels: np.ndarray, box: Box) -> bool:
    """Whether anything at all is to be seen in a box of the drawn page."""
    x0, y0, x1, y1 = (int(value * _RENDER) for value in box)
    window = pixels[max(0, y0):y1 + 1, max(0, x0):x1 + 1]
    if window.size == 0:
        return False
    flat = window.reshape(-1, window.shape[2])
    return bool((flat.max(axis=0).astype(int) - flat.min(axis=0)).max() > _FAINT)


def _spaces(reasons: list[str | None], glyphs: tuple[Glyph, ...]) -> None:
    """A space has nothing to be seen by: it is hidden, for their reason, where the glyphs on both sides of it are."""
    before: str | None = None
    waiting: list[int] = []
    for index, glyph in enumerate(glyphs):
        if glyph.text.isspace():
            if reasons[index] in (None, COVERED, CLIPPED, BACKGROUND):
                reasons[index] = None
                waiting.append(index)
            continue
        if before is not None and reasons[index] is not None:
            for space in waiting:
                reasons[space] = before
        before = reasons[index]
        waiting.clear()


def _distance(one: int, two: int) -> int:
    """The greatest difference of two colours in one channel."""
    return max(abs((one >> shift & 0xFF) - (two >> shift & 0xFF)) for shift in (16, 8, 0))
