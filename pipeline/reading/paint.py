"""The order in which a page is painted: clips, groups and images that text and path extraction do not report."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field

import pymupdf
from pymupdf import mupdf

from pipeline.reading.boxes import intersect
from pipeline.report import Box

_OPAQUE = 0.95  # alpha from which paint hides what lies beneath it
_NORMAL = 0  # fz_blendmode of "Normal"


@dataclass(frozen=True, slots=True)
class PaintState:
    """What a drawing operation is painted through. `clip` is the box of all clips in force (None for none).

    `alpha` multiplies the alpha of the groups around it. `solid` is false where only part of the paint lands: under a
    blend mode, a soft mask, a translucent group, or a clip that is no rectangle. `blended` marks a blend mode other than
    Normal. `mask` marks paint that only builds a soft mask and is not seen.
    """

    clip: Box | None = None
    alpha: float = 1.0
    solid: bool = True
    blended: bool = False
    mask: bool = False


@dataclass(frozen=True, slots=True)
class PaintedImage:
    """One image as placed. `transform` maps the unit square (y down) to the page. `stencil` is a one-colour image mask."""

    seq: int
    box: Box
    transform: tuple[float, float, float, float, float, float]
    width: int
    height: int
    digest: str
    encoded_size: int
    masked: bool
    stencil: bool
    alpha: float


@dataclass(frozen=True, slots=True)
class Paint:
    """A page's paint log: one state for each operation (its index is the `seq` of glyphs and strokes), images, gradients.

    Operations from `content_end` on belong to the appearance of annotations. `outlines` leads from paths and stencils that
    may be the drawn shape of a Type 3 glyph to the operation that holds the glyph: MuPDF draws such glyphs as graphics and
    then reports their text as invisible.
    """

    states: tuple[PaintState, ...]
    images: tuple[PaintedImage, ...]
    shades: tuple[tuple[int, Box], ...]
    content_end: int
    outlines: dict[int, int] = field(default_factory=dict)


def trace_paint(page: pymupdf.Page) -> Paint:
    """Run the page once and log its paint order. The page's rotation must be 0."""
    log = _PaintLog()
    mupdf.fz_run_page_contents(page.this, log, mupdf.FzMatrix(), mupdf.FzCookie())
    content_end = len(log.states)
    mupdf.fz_run_page_annots(page.this, log, mupdf.FzMatrix(), mupdf.FzCookie())
    mupdf.fz_close_device(log)
    return Paint(tuple(log.states), tuple(log.images), tuple(log.shades), content_end, log.outlines)


class _PaintLog(mupdf.FzDevice2):
    """A MuPDF device that counts operations as PyMuPDF's own devices do, so that its indices are their `seqno`."""

    def __init__(self) -> None:
        super().__init__()
        for name in ("fill_path", "stroke_path", "fill_text", "stroke_text", "ignore_text", "fill_shade", "fill_image",
                     "fill_image_mask", "clip_path", "clip_stroke_path", "clip_text", "clip_stroke_text",
                     "clip_image_mask", "pop_clip", "begin_group", "end_group", "begin_mask", "end_mask", "begin_tile",
                     "end_tile"):
            getattr(self, f"use_virtual_{name}")()
        self.state = PaintState()
        self.stack: list[PaintState] = []
        self.states: list[PaintState] = []
        self.images: list[PaintedImage] = []
        self.shades: list[tuple[int, Box]] = []
        self.outlines: dict[int, int] = {}
        self.text_end = 0  # the operation after the last text

    def _path(self, *_: object) -> None:
        self.states.append(self.state)

    fill_path = stroke_path = _path

    def _text(self, *_: object) -> None:
        self.states.append(self.state)
        self.text_end = len(self.states)

    fill_text = stroke_text = _text

    def ignore_text(self, ctx, text, ctm) -> None:
        seq = len(self.states)
        if text.head and mupdf.ll_fz_font_t3_procs(text.head.font):
            self.outlines.update((shape, seq) for shape in range(self.text_end, seq))
        self._text()

    def fill_shade(self, ctx, shade, ctm, alpha, color_params) -> None:
        rect = mupdf.ll_fz_bound_shade(shade, ctm)
        if alpha >= _OPAQUE:
            self.shades.append((len(self.states), (rect.x0, rect.y0, rect.x1, rect.y1)))
        self.states.append(self.state)

    def fill_image(self, ctx, image, ctm, alpha, color_params) -> None:
        self.images.append(_placed(len(self.states), image, ctm, alpha, False))
        self.states.append(self.state)

    def fill_image_mask(self, ctx, image, ctm, colorspace, color, alpha, color_params) -> None:
        self.images.append(_placed(len(self.states), image, ctm, alpha, True))
        self.states.append(self.state)

    def _enter(self, clip: Box | None = None, alpha: float = 1.0, solid: bool = True, blended: bool = False,
               mask: bool = False) -> None:
        old = self.state
        self.stack.append(old)
        if clip is not None and old.clip is not None:
            clip = intersect(clip, old.clip)
        self.state = PaintState(clip or old.clip, old.alpha * alpha, old.solid and solid, old.blended or blended,
                                old.mask or mask)

    def clip_path(self, ctx, path, even_odd, ctm, scissor) -> None:
        rect = mupdf.ll_fz_bound_path(path, None, ctm)
        self._enter(clip=(rect.x0, rect.y0, rect.x1, rect.y1), solid=bool(mupdf.ll_fz_path_is_rect(path, ctm)))

    def _clip_shape(self, *_: object) -> None:
        self._enter(solid=False)

    clip_stroke_path = clip_text = clip_stroke_text = clip_image_mask = _clip_shape

    def pop_clip(self, ctx) -> None:
        self.state = self.stack.pop()

    end_group = pop_clip

    def begin_group(self, ctx, area, cs, isolated, knockout, blendmode, alpha) -> None:
        self._enter(alpha=alpha, solid=blendmode == _NORMAL and alpha >= _OPAQUE, blended=blendmode != _NORMAL)

    def begin_mask(self, ctx, area, luminosity, cs, backdrop, color_params) -> None:
        self._enter(mask=True, solid=False)

    def end_mask(self, ctx, *_: object) -> None:
        under = self.stack.pop()  # what follows, up to pop_clip, is painted through the mask
        self.state = under
        self._enter(solid=False)

    def begin_tile(self, ctx, area, view, xstep, ystep, ctm, *_: object) -> int:
        self._enter(solid=False)  # the cell is run once; where its copies land is not known
        return 0

    def end_tile(self, ctx) -> None:
        self.state = self.stack.pop()


def _placed(seq: int, image, ctm, alpha: float, stencil: bool) -> PaintedImage:
    xs = (ctm.e, ctm.e + ctm.a, ctm.e + ctm.c, ctm.e + ctm.a + ctm.c)
    ys = (ctm.f, ctm.f + ctm.b, ctm.f + ctm.d, ctm.f + ctm.b + ctm.d)
    digest, size = _digest(image)
    return PaintedImage(seq, (min(xs), min(ys), max(xs), max(ys)), (ctm.a, ctm.b, ctm.c, ctm.d, ctm.e, ctm.f), image.w,
                        image.h, digest, size, bool(image.mask), stencil, alpha)


def _digest(image) -> tuple[str, int]:
    """The SHA-256 of an image's pixels as they are encoded, with its soft mask, and the size of the encoded pixels."""
    digest = hashlib.sha256(f"{image.w} {image.h} {image.n} {image.bpc}".encode())
    encoded = _encoded(image)
    digest.update(encoded)
    if image.mask:
        digest.update(_encoded(image.mask))
    return digest.hexdigest(), len(encoded)


def _encoded(image) -> bytes:
    held = mupdf.ll_fz_compressed_image_buffer(image)
    if held:
        return mupdf.FzBuffer(mupdf.ll_fz_keep_buffer(held.buffer)).fz_buffer_extract_copy()
    # A few coders (JPEG 2000) are decoded on loading.
    pixmap = mupdf.FzImage(mupdf.ll_fz_keep_image(image)).fz_get_unscaled_pixmap_from_image()
    return bytes(pymupdf.Pixmap(pixmap).samples_mv)
