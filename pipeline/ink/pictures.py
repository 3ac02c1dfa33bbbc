"""Ink that a page holds as a picture: a transparent image laid over the print, as stamps and some tablets' exports are."""

from __future__ import annotations

from collections.abc import Iterator

import cv2
import numpy as np
import pymupdf

from pipeline.report import Page, Picture, Point, Stroke

INKED = (0.0003, 0.25)  # share of a picture's pixels that ink covers; more is a photograph or a drawing
OPAQUE = 96  # of 255: alpha from which a pixel is ink
LARGEST = 4_000_000  # pixels; a larger picture is not looked through
SPECK = 6  # pixels; a smaller blot is dust
TRACED = 0.6  # pixels by which a traced outline may leave the blot's edge


def inked_pictures(document: pymupdf.Document, page: Page) -> dict[Picture, tuple[Stroke, ...]]:
    """The pictures of a page that are ink over its print, each with the outlines of its strokes, in writing order.

    A picture is ink when it has an alpha mask under which only a small share of it is painted.
    """
    found = {}
    for picture in page.pictures:
        alpha = _alpha(document, picture)
        if alpha is not None and INKED[0] < (alpha >= OPAQUE).mean() < INKED[1]:
            found[picture] = tuple(_strokes(document, picture, alpha))
    return found


def _alpha(document: pymupdf.Document, picture: Picture) -> np.ndarray | None:
    """The alpha mask of a picture, shape (height, width), None where it has none."""
    if picture.xref <= 0 or picture.transform is None or picture.pixel_width * picture.pixel_height > LARGEST:
        return None
    mask = document.xref_get_key(picture.xref, "SMask")
    if mask[0] != "xref":
        return None
    pixels = pymupdf.Pixmap(document, int(mask[1].split()[0]))
    return np.frombuffer(pixels.samples, np.uint8).reshape(pixels.height, pixels.stride)[:, : pixels.width]


def _strokes(document: pymupdf.Document, picture: Picture, alpha: np.ndarray) -> Iterator[Stroke]:
    colours = _colours(document, picture, alpha.shape)
    mask = (alpha >= OPAQUE).astype(np.uint8)
    count, labels, stats, middles = cv2.connectedComponentsWithStats(mask, connectivity=8)
    blots = [i for i in range(1, count) if stats[i, cv2.CC_STAT_AREA] >= SPECK]
    for place, i in enumerate(_in_rows(blots, stats, middles)):
        left, top, wide, tall = stats[i, :4]
        window = (labels[top : top + tall, left : left + wide] == i).astype(np.uint8)
        traced, _ = cv2.findContours(window, cv2.RETR_CCOMP, cv2.CHAIN_APPROX_NONE, offset=(int(left), int(top)))
        paths = tuple(_on_page(cv2.approxPolyDP(path, TRACED, True).reshape(-1, 2), picture, alpha.shape) for path in traced if len(path) > 2)
        if not paths:
            continue
        points = [point for path in paths for point in path]
        xs, ys = [x for x, _ in points], [y for _, y in points]
        red, green, blue = (int(part) for part in colours[top : top + tall, left : left + wide][window > 0].mean(axis=0))
        yield Stroke(paths, (min(xs), min(ys), max(xs), max(ys)), fill=red << 16 | green << 8 | blue, closed=True, seq=picture.seq + place)


def _colours(document: pymupdf.Document, picture: Picture, shape: tuple[int, int]) -> np.ndarray:
    """The picture's RGB pixels, at the size of its mask."""
    pixels = pymupdf.Pixmap(pymupdf.csRGB, pymupdf.Pixmap(document, picture.xref))
    image = np.frombuffer(pixels.samples, np.uint8).reshape(pixels.height, pixels.stride)[:, : pixels.width * pixels.n]
    image = image.reshape(pixels.height, pixels.width, pixels.n)[:, :, :3]
    return cv2.resize(image, (shape[1], shape[0]), interpolation=cv2.INTER_NEAREST) if image.shape[:2] != shape else image


def _in_rows(blots: list[int], stats: np.ndarray, middles: np.ndarray) -> list[int]:
    """Blots row by row, each from left to right: a picture does not tell the order of drawing."""
    if not blots:
        return []
    height = float(np.percentile([stats[i, cv2.CC_STAT_HEIGHT] for i in blots], 60))
    rows: list[list[int]] = []
    for i in sorted(blots, key=lambda i: middles[i][1]):
        if rows and middles[i][1] - np.mean([middles[k][1] for k in rows[-1]]) < 0.8 * height:
            rows[-1].append(i)
        else:
            rows.append([i])
    return [i for row in rows for i in sorted(row, key=lambda i: middles[i][0])]


def _on_page(points: np.ndarray, picture: Picture, shape: tuple[int, int]) -> tuple[Point, ...]:
    """Pixels as points of the page."""
    a, b, c, d, e, f = picture.transform or (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
    unit = (points + 0.5) / (shape[1], shape[0])
    return tuple((float(a * x + c * y + e), float(b * x + d * y + f)) for x, y in unit)
