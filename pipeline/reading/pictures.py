"""Placed images, and their pixels as they stand on the page."""

from __future__ import annotations

import re

import cv2
import numpy as np
import pymupdf

from pipeline.reading.boxes import area, intersect
from pipeline.reading.paint import Paint, PaintedImage
from pipeline.report import Picture

_SMALLEST_STENCIL = 24.0  # points; smaller one-colour masks are bitmap glyphs and icons
_NESTED = 3  # forms within forms of a stamp's appearance that are looked into
_REFERENCE = re.compile(r"(\d+) 0 R")
_SCALE = 3.0  # pixels for each point, where a picture has to be cut from the drawn page


def read_pictures(page: pymupdf.Page, paint: Paint) -> tuple[Picture, ...]:
    """The images of the page's content and of its stamps that show, in paint order. The page's rotation must be 0."""
    bounds = tuple(page.rect)
    seen: list[tuple[PaintedImage, tuple[float, float, float, float]]] = []
    for image in paint.images:
        state = paint.states[image.seq]
        if state.mask:
            continue
        box = intersect(image.box, bounds)
        if state.clip is not None:
            box = intersect(box, state.clip)
        if area(box) <= 0 or (image.stencil and min(box[2] - box[0], box[3] - box[1]) < _SMALLEST_STENCIL):
            continue
        seen.append((image, box))
    if not seen:
        return ()
    placed = page.get_images(full=True)
    stamped = _stamped(page) if any(image.seq >= paint.content_end for image, _ in seen) else []
    pictures = []
    for image, box in seen:
        of_annotation = image.seq >= paint.content_end
        xref = _object_number(page.parent, image, stamped if of_annotation else placed)
        if of_annotation and not xref:
            continue  # the icon of a sticky note
        pictures.append(Picture(box, image.digest, image.width, image.height, xref, image.seq, image.transform))
    return tuple(pictures)


def picture_pixels(document: pymupdf.Document, number: int, picture: Picture, background: int = 0xFFFFFF) -> np.ndarray:
    """The pixels of a picture of page `number` (from 1) as a person sees them: RGB, uint8, height × width × 3.

    Upright as placed, cut to the picture's visible box, at the image's own resolution, its soft mask laid over
    `background`. Nothing drawn over the picture is in it, except where the image is no object of its own (an inline image
    or a stencil): then the page is drawn at 216 pixels an inch and cut.
    """
    if picture.xref and picture.transform is not None:
        pixels = _decoded(document, picture.xref, background)
        upright = None if pixels is None else _as_placed(pixels, picture)
        if upright is not None:
            return upright
    page = document[number - 1]
    pixmap = page.get_pixmap(matrix=pymupdf.Matrix(_SCALE, _SCALE), clip=pymupdf.Rect(picture.box), alpha=False)
    return np.frombuffer(pixmap.samples, np.uint8).reshape(pixmap.height, pixmap.width, pixmap.n)[:, :, :3].copy()


def _stamped(page: pymupdf.Page) -> list[tuple[int, int, int, int]]:
    """The images in the appearances of the page's stamps: object number, 0, width and height in pixels."""
    document, images = page.parent, []
    for stamp in page.annots(types=[pymupdf.PDF_ANNOT_STAMP]):
        kind, form = document.xref_get_key(stamp.xref, "AP/N")
        pending = [int(form.split()[0])] if kind == "xref" else []
        for depth in range(_NESTED):
            inner: list[int] = []
            for xref in pending:
                for found in _REFERENCE.findall(document.xref_get_key(xref, "Resources/XObject")[1]):
                    (images if document.xref_get_key(int(found), "Subtype")[1] == "/Image" else inner).append(int(found))
            pending = inner if depth + 1 < _NESTED else []
    return [(xref, 0, *(int(document.xref_get_key(xref, name)[1]) for name in ("Width", "Height"))) for xref in images]


def _object_number(document: pymupdf.Document, image: PaintedImage, placed: list[tuple]) -> int:
    """The image's object among the page's images: by its pixel sizes, then by the size of what is encoded."""
    if image.stencil:
        return 0
    alike = [item[0] for item in placed if item[2] == image.width and item[3] == image.height]
    if len(set(alike)) > 1:
        alike = [xref for xref in alike if len(document.xref_stream_raw(xref) or b"") == image.encoded_size]
    return alike[0] if alike else 0


def _decoded(document: pymupdf.Document, xref: int, background: int) -> np.ndarray | None:
    pixmap = pymupdf.Pixmap(document, xref)
    if pixmap.colorspace is None:
        return None  # a stencil has no colour of its own
    if pixmap.colorspace.n != 3:
        pixmap = pymupdf.Pixmap(pymupdf.csRGB, pixmap)
    pixels = np.frombuffer(pixmap.samples, np.uint8).reshape(pixmap.height, pixmap.width, pixmap.n)
    kind, value = document.xref_get_key(xref, "SMask")
    if kind == "xref":
        mask = pymupdf.Pixmap(document, int(value.split()[0]))
        alpha = np.frombuffer(mask.samples, np.uint8).reshape(mask.height, mask.width, mask.n)[:, :, 0]
        if alpha.shape != pixels.shape[:2]:
            alpha = cv2.resize(alpha, (pixels.shape[1], pixels.shape[0]), interpolation=cv2.INTER_AREA)
        return _over(pixels[:, :, :3], alpha, background)
    if pixmap.alpha:
        return _over(pixels[:, :, :3], pixels[:, :, 3], background)
    return pixels[:, :, :3]


def _over(pixels: np.ndarray, alpha: np.ndarray, background: int) -> np.ndarray:
    """Lay pixels with an alpha channel over one colour."""
    below = np.array([background >> 16, background >> 8 & 0xFF, background & 0xFF], np.float32)
    weight = (alpha.astype(np.float32) / 255.0)[:, :, None]
    return np.rint(pixels * weight + below * (1.0 - weight)).astype(np.uint8)


def _as_placed(pixels: np.ndarray, picture: Picture) -> np.ndarray | None:
    """Pixels turned as the picture is placed and cut to its visible box; None when it stands askew."""
    a, b, c, d, e, f = picture.transform or (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
    scale = max(abs(a), abs(b), abs(c), abs(d))
    if max(abs(b), abs(c)) > 0.01 * scale:
        if max(abs(a), abs(d)) > 0.01 * scale:
            return None
        pixels = pixels.transpose(1, 0, 2)  # x and y change places
        a, d = c, b
    if a < 0:
        pixels = pixels[:, ::-1]
    if d < 0:
        pixels = pixels[::-1]
    left, top = min(e, e + a), min(f, f + d)
    height, width = pixels.shape[:2]
    per_x, per_y = width / max(abs(a), 1e-6), height / max(abs(d), 1e-6)
    x0, y0, x1, y1 = picture.box
    rows = slice(max(0, round((y0 - top) * per_y)), max(1, round((y1 - top) * per_y)))
    columns = slice(max(0, round((x0 - left) * per_x)), max(1, round((x1 - left) * per_x)))
    return np.ascontiguousarray(pixels[rows, columns])
