"""Text of pictures, and of pages that hold no text of their own, through OCR."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

import cv2
import numpy as np
import pymupdf

from ocr.cache import ReadCache
from ocr.preprocess import Tile, has_detail, ink_and_ground, reading_size
from ocr.rapid import RapidReader, shared_reader
from ocr.second import DOUBTFUL, merged
from ocr.tesseract import LINE, TesseractMissing, TesseractReader
from ocr.words import Box, ReadLine
from pipeline.reading.boxes import area, intersect
from pipeline.reading.pictured_panels import DENSITY, MOST_PIXELS, picture_panels
from pipeline.reading.pictures import picture_pixels
from pipeline.report import Glyph, Line, Page, Panel, Picture, Span, Word

SMALLEST_SIDE, SMALLEST_AREA = 12.0, 1500.0  # points: below these a picture is an icon, a logo or a bullet
WHOLE_PICTURE = 12_000_000  # pixels up to which a picture is decoded as a whole; a larger one is drawn tile by tile
PAGE_DENSITY = 2.0  # pixels a point for a page drawn because it has no text
TOUCH = 1.5  # points between two pictures that are strips of one
OPINIONS = 10  # doubtful lines of a picture for which Tesseract is asked
COVERED = 0.3  # share of a line under the page's own text above which it is that text, read again


@dataclass(frozen=True, slots=True)
class PicturedText:
    """What was read from a page's pictures. `panels` are the filled boxes in them, `confidence` the mean over the
    characters (None without any)."""

    lines: tuple[Line, ...] = ()
    panels: tuple[Panel, ...] = ()
    confidence: float | None = None
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class _Region:
    """A part of the page to read. `pictures` are indices into the page's pictures; none for a page drawn whole."""

    box: Box
    pictures: tuple[int, ...]


def read_pictures(document: pymupdf.Document, page: Page, cache: ReadCache, reader: RapidReader | None = None) -> PicturedText:
    """Lines of every picture of `page` that holds text, in page points, ordered picture by picture from the top.

    A page without visible glyphs is read whole where it has paths but no pictures. Strips of one picture are read
    together; a picture that was read before (here or, with a cache folder, in any run) is not read again.
    `Line.source` is "consensus", or "tesseract" where its reading of a doubtful line was the better one.
    """
    started = time.perf_counter()
    reader = reader or shared_reader()
    lines: list[Line] = []
    panels: list[Panel] = []
    for region in _regions(document, page):
        read = _read_region(document, page, region, cache, reader)
        lines += read
        panels += picture_panels(_overview(document, page, region.box), region.box) if read else ()
    if not lines:
        return PicturedText(seconds=time.perf_counter() - started)
    weight = sum(len(line.text) for line in lines)
    confidence = sum(line.confidence * len(line.text) for line in lines) / max(weight, 1)
    return PicturedText(tuple(lines), tuple(panels), confidence, time.perf_counter() - started)


def _regions(document: pymupdf.Document, page: Page) -> list[_Region]:
    groups: list[_Region] = []
    for index, picture in enumerate(page.pictures):
        if not _may_hold_text(document, page, picture):
            continue
        box, members = picture.box, (index,)
        while True:
            near = [g for g in groups if _strips_of_one(g.box, box)]
            if not near:
                break
            for group in near:
                groups.remove(group)
                box, members = _union(box, group.box), tuple(sorted((*members, *group.pictures)))
        groups.append(_Region(box, members))
    regions = [g for g in groups if _large(g.box) and not _behind_text(page, g.box)]
    if not page.pictures and page.strokes and not any(g.hidden is None and not g.text.isspace() for g in page.glyphs):
        return [_Region((0.0, 0.0, page.width, page.height), ())]
    return sorted(regions, key=lambda region: (region.box[1], region.box[0]))


def _may_hold_text(document: pymupdf.Document, page: Page, picture: Picture) -> bool:
    if min(picture.box[2] - picture.box[0], picture.box[3] - picture.box[1]) < TOUCH:
        return False
    if picture.pixel_width * picture.pixel_height > WHOLE_PICTURE:
        return True
    return has_detail(picture_pixels(document, page.number, picture, page.background))


def _large(box: Box) -> bool:
    return min(box[2] - box[0], box[3] - box[1]) >= SMALLEST_SIDE and area(box) >= SMALLEST_AREA


def _behind_text(page: Page, box: Box) -> bool:
    """Whether so much of the page's own text stands on the picture that it can only be a ground."""
    inside = sum(area(intersect(glyph.box, box)) for glyph in page.glyphs if _shows(glyph) and _overlaps(glyph.box, box))
    return inside > 0.12 * area(box)


def _shows(glyph: Glyph) -> bool:
    return glyph.hidden is None and not glyph.text.isspace()


def _overlaps(a: Box, b: Box) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def _strips_of_one(a: Box, b: Box) -> bool:
    """Whether two pictures overlap for the most part, or share a whole edge."""
    if area(intersect(a, b)) > 0.5 * min(area(a), area(b)):
        return True
    same_columns = abs(a[0] - b[0]) < TOUCH and abs(a[2] - b[2]) < TOUCH
    same_rows = abs(a[1] - b[1]) < TOUCH and abs(a[3] - b[3]) < TOUCH
    beside = min(abs(a[2] - b[0]), abs(b[2] - a[0])) < TOUCH
    stacked = min(abs(a[3] - b[1]), abs(b[3] - a[1])) < TOUCH
    return (same_columns and stacked) or (same_rows and beside)


def _union(a: Box, b: Box) -> Box:
    return (min(a[0], b[0]), min(a[1], b[1]), max(a[2], b[2]), max(a[3], b[3]))


def _read_region(
    document: pymupdf.Document, page: Page, region: _Region, cache: ReadCache, reader: RapidReader
) -> list[Line]:
    pictures = [page.pictures[i] for i in region.pictures]
    if len(pictures) == 1 and pictures[0].pixel_width * pictures[0].pixel_height <= WHOLE_PICTURE:
        image = picture_pixels(document, page.number, pictures[0], page.background)
        scale = reading_size(image.shape[1], image.shape[0], region.box[2] - region.box[0])
        image = _scaled(image, scale)
        height, width = image.shape[:2]

        def pixels(tile: Tile) -> np.ndarray:
            return image[tile.top : tile.bottom, tile.left : tile.right]
    else:
        density = _density(pictures)
        points = region.box[2] - region.box[0]
        density *= reading_size(round(points * density), round((region.box[3] - region.box[1]) * density), points)
        width, height = round(points * density), round((region.box[3] - region.box[1]) * density)
        pixels = _drawn(document, page, region.box, density)
    factor = (region.box[2] - region.box[0]) / width
    key = _key(page, region, pictures, width)
    read = cache.lines(key, reader.name, reader.version, lambda: reader.recognise_tiles(height, width, pixels))
    doubtful = sorted((line for line in read if _worth_asking(line)), key=lambda line: line.confidence)[:OPINIONS]
    picture = region.pictures[0] if region.pictures else None
    lines = []
    for number, line in enumerate(read):
        box = _placed(line.box, region.box, factor)
        if _own_text(page, box):
            continue
        crop = _crop(pixels, line.box, width, height)
        engine = reader.name
        if line in doubtful and (second := _second_reader()) is not None:
            opinion = cache.lines(f"{key}:{number}", second.name, second.version, lambda: second.recognise(crop))  # noqa: B023 - called at once
            line, engine = merged(line, opinion)
        lines.append(_line(page.number, line, box, crop, picture, engine, region.box, factor))
    return lines


def _scaled(image: np.ndarray, scale: float) -> np.ndarray:
    if scale == 1.0:
        return image
    size = (max(1, round(image.shape[1] * scale)), max(1, round(image.shape[0] * scale)))
    return cv2.resize(image, size, interpolation=cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC)


def _density(pictures: list[Picture]) -> float:
    """Pixels a point at which pictures are drawn: those of the finest of them."""
    return max((p.pixel_width / max(p.box[2] - p.box[0], 1.0) for p in pictures), default=PAGE_DENSITY)


def _drawn(document: pymupdf.Document, page: Page, box: Box, density: float) -> Callable[[Tile], np.ndarray]:
    """A source of tiles that draws them from the page, PDF annotations left out."""
    source = document[page.number - 1]

    def pixels(tile: Tile) -> np.ndarray:
        clip = pymupdf.Rect(
            box[0] + tile.left / density, box[1] + tile.top / density, box[0] + tile.right / density, box[1] + tile.bottom / density
        )
        pixmap = source.get_pixmap(matrix=pymupdf.Matrix(density, density), clip=clip, alpha=False, annots=False)
        drawn = np.frombuffer(pixmap.samples, np.uint8).reshape(pixmap.height, pixmap.width, pixmap.n)[:, :, :3]
        wanted = (tile.right - tile.left, tile.bottom - tile.top)
        return drawn.copy() if drawn.shape[1::-1] == wanted else cv2.resize(drawn, wanted)

    return pixels


def _overview(document: pymupdf.Document, page: Page, box: Box) -> np.ndarray:
    """A region of the page as a whole, coarse enough to be held at once."""
    width, height = box[2] - box[0], box[3] - box[1]
    density = min(DENSITY, (MOST_PIXELS / (width * height)) ** 0.5)
    width, height = max(1, round(width * density)), max(1, round(height * density))
    return _drawn(document, page, box, density)(Tile(0, 0, width, height, width, height))


def _key(page: Page, region: _Region, pictures: list[Picture], width: int) -> str:
    """What makes two readings the same: the same pixels, cut and scaled alike, with nothing else drawn among them."""
    digest = hashlib.sha256()
    if len(pictures) == 1:
        x0, y0, x1, y1 = region.box
        digest.update(f"{pictures[0].digest} {pictures[0].transform} {x1 - x0:.2f} {y1 - y0:.2f} {width}".encode())
        if pictures[0].pixel_width * pictures[0].pixel_height <= WHOLE_PICTURE:
            return digest.hexdigest()
    digest.update(f"{region.box} {width}".encode())
    digest.update(repr([(p.digest, p.box) for p in pictures]).encode())
    digest.update(repr([(g.text, g.box) for g in page.glyphs if _overlaps(g.box, region.box)]).encode())
    digest.update(repr([(s.points, s.fill, s.colour) for s in page.strokes if _overlaps(s.box, region.box)]).encode())
    return digest.hexdigest()


def _placed(box: Box, region: Box, factor: float) -> Box:
    return (
        region[0] + box[0] * factor,
        region[1] + box[1] * factor,
        region[0] + box[2] * factor,
        region[1] + box[3] * factor,
    )


def _own_text(page: Page, box: Box) -> bool:
    inside = sum(area(intersect(glyph.box, box)) for glyph in page.glyphs if _shows(glyph) and _overlaps(glyph.box, box))
    return inside > COVERED * area(box)


def _crop(pixels: Callable[[Tile], np.ndarray], box: Box, width: int, height: int) -> np.ndarray:
    left, top = max(0, int(box[0])), max(0, int(box[1]))
    right, bottom = min(width, int(box[2]) + 1), min(height, int(box[3]) + 1)
    return pixels(Tile(left, top, max(right, left + 1), max(bottom, top + 1), width, height))


def _worth_asking(line: ReadLine) -> bool:
    """Whether Tesseract, which knows no mathematics, may know better: doubtful, and most of it letters."""
    letters = sum(c.isascii() and c.isalpha() for c in line.text)
    return line.confidence < DOUBTFUL and letters >= 4 and letters > 0.6 * len(line.text.replace(" ", ""))


@lru_cache(maxsize=1)
def _second_reader() -> TesseractReader | None:
    """Tesseract, or None where it is not installed: pictures are then read by one engine."""
    try:
        return TesseractReader(LINE)
    except TesseractMissing:
        return None


def _line(
    number: int, read: ReadLine, box: Box, crop: np.ndarray, picture: int | None, engine: str, region: Box, factor: float
) -> Line:
    colour, ground = ink_and_ground(crop)
    height = box[3] - box[1]
    words = tuple(Word(w.text, _placed(w.box, region, factor), w.confidence, engine, w.text) for w in read.words)
    span = Span(read.text, box, size=0.7 * height, colour=colour, background=ground)
    return Line(
        page=number, text=read.text, raw=read.text, box=box, baseline=box[3] - 0.22 * height, spans=(span,),
        size=round(0.7 * height, 1), colour=colour, source="tesseract" if engine == "tesseract" else "consensus",
        confidence=read.confidence, picture=picture, words=words,
    )  # fmt: skip
