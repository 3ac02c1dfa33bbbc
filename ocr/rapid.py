"""RapidOCR with the PP-OCRv6 models of its wheel: the detector finds lines, the recogniser reads them.

The detector is RapidOCR's own; the recognition model is run here, because ink needs what RapidOCR drops: the network's
whole output for a line, with which other readings of the same ink can be weighed (`LineModel.posteriors`). Nothing is
downloaded: both models are named by path.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property, lru_cache
from importlib import metadata
from pathlib import Path

import cv2
import numpy as np

from ocr.ctc import Decoded, decode
from ocr.order import in_reading_order
from ocr.preprocess import DETECTION_SIDE, Tile, is_dark, tiles
from ocr.words import Box, ReadLine, ReadWord, shifted

LINE_HEIGHT = 48  # pixels; the recognition model's input height
MAX_LINE_WIDTH = 3200  # pixels at that height; a longer line is squeezed, so that one odd picture cannot eat the memory
LOW_TEXT_SCORE = 0.35  # mean character probability below which a detected line is taken for a drawing
SAME_LINE = 0.5  # overlap of two boxes from neighbouring tiles above which they are one line


def models_folder() -> Path:
    """Where the rapidocr wheel keeps its models."""
    return Path(str(metadata.distribution("rapidocr").locate_file("rapidocr/models")))


class LineModel:
    """The PP-OCRv6 recognition network for one line image at a time (a batch would pad every line to the longest)."""

    def __init__(self, threads: int = 1) -> None:
        self._threads = threads

    @cached_property
    def _session(self):
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = self._threads
        options.inter_op_num_threads = 1
        options.log_severity_level = 4
        options.enable_cpu_mem_arena = False  # the arena keeps the widest line's memory for good
        path = models_folder() / "PP-OCRv6_rec_small.onnx"
        return onnxruntime.InferenceSession(str(path), sess_options=options, providers=["CPUExecutionProvider"])

    @cached_property
    def alphabet(self) -> tuple[str, ...]:
        """The character of each output symbol: the blank, the model's own list, and the space."""
        listed = self._session.get_modelmeta().custom_metadata_map["character"].splitlines()
        return ("", *listed, " ")

    @cached_property
    def symbol_of(self) -> dict[str, int]:
        """The output symbol of each character."""
        return {character: i for i, character in reversed(list(enumerate(self.alphabet))) if character}

    def posteriors(self, line: np.ndarray) -> np.ndarray:
        """The network's output for one RGB line image: shape (steps, symbols), each row sums to 1."""
        height, width = line.shape[:2]
        target = min(max(round(width * LINE_HEIGHT / max(height, 1)), 16), MAX_LINE_WIDTH)
        shrink = height > LINE_HEIGHT
        resized = cv2.resize(line, (target, LINE_HEIGHT), interpolation=cv2.INTER_AREA if shrink else cv2.INTER_LINEAR)
        tensor = resized[:, :, ::-1].astype(np.float32).transpose(2, 0, 1)[None] / 127.5 - 1.0
        if target < 2 * LINE_HEIGHT:  # very short lines are read better with room at their end
            tensor = np.pad(tensor, ((0, 0), (0, 0), (0, 0), (0, 2 * LINE_HEIGHT - target)))
        return self._session.run(None, {self._session.get_inputs()[0].name: tensor})[0][0]

    def read(self, line: np.ndarray) -> Decoded:
        """The greedy reading of one RGB line image."""
        return decode(self.posteriors(line), self.alphabet)


def to_line(decoded: Decoded, box: Box, n_steps: int, share: float = 1.0) -> ReadLine:
    """A decoded line with word boxes, from the steps of its characters; `share` is the part of the steps not padding."""
    width = (box[2] - box[0]) / max(n_steps * share, 1)
    words: list[ReadWord] = []
    start = 0
    for part in _word_ranges(decoded.text):
        start, end = part
        left = box[0] + decoded.steps[start][0] * width
        right = min(box[0] + decoded.steps[end - 1][1] * width, box[2])
        confidence = float(np.mean(decoded.probabilities[start:end]))
        words.append(ReadWord(decoded.text[start:end], (left, box[1], max(right, left), box[3]), confidence))
    text = " ".join(word.text for word in words)
    return ReadLine(text, box, decoded.confidence, tuple(words))


def _word_ranges(text: str) -> list[tuple[int, int]]:
    ranges, start = [], None
    for i, character in enumerate(text + " "):
        if character.isspace():
            if start is not None:
                ranges.append((start, i))
            start = None
        elif start is None:
            start = i
    return ranges


class RapidReader:
    """Reads pictures of print, and lines of anything. Holds the loaded models; make one a process."""

    name = "rapidocr"

    def __init__(self, threads: int = 1) -> None:
        self._threads = threads
        self.lines = LineModel(threads)
        self.version = f"{metadata.version('rapidocr')}-PP-OCRv6-small-{DETECTION_SIDE}-1"

    @cached_property
    def _detector(self):
        from rapidocr import RapidOCR

        folder = models_folder()
        return RapidOCR(
            params={
                "Global.log_level": "critical",
                "Global.use_cls": False,
                "Global.use_rec": False,
                "Global.use_preprocess_img": False,
                "Global.use_vertical_padding": False,
                "Det.limit_type": "max",
                "Det.limit_side_len": DETECTION_SIDE,
                "Det.model_path": str(folder / "PP-OCRv6_det_small.onnx"),
                "Rec.model_path": str(folder / "PP-OCRv6_rec_small.onnx"),
                "EngineConfig.onnxruntime.intra_op_num_threads": self._threads,
                "EngineConfig.onnxruntime.inter_op_num_threads": 1,
            }
        )

    def recognise(self, image: np.ndarray) -> tuple[ReadLine, ...]:
        """Read an RGB picture of any size; a large one is read in overlapping tiles, so memory stays bounded."""
        height, width = image.shape[:2]
        return self.recognise_tiles(height, width, lambda tile: image[tile.top : tile.bottom, tile.left : tile.right])

    def recognise_tiles(self, height: int, width: int, pixels: Callable[[Tile], np.ndarray]) -> tuple[ReadLine, ...]:
        """Read a picture that is never held whole: `pixels` gives the RGB pixels of each tile when its turn comes."""
        found: list[tuple[Tile, ReadLine]] = []
        for tile in tiles(height, width):
            part = pixels(tile)
            part = np.ascontiguousarray(255 - part if is_dark(part) else part)
            found += [(tile, shifted(line, tile.left, tile.top)) for line in self._read_tile(part)]
        return in_reading_order(_without_cut_copies(found))

    def detect(self, image: np.ndarray) -> list[np.ndarray]:
        """The quadrilaterals (4 corner points, clockwise from the top left) of the lines of an RGB image."""
        result = self._detector(image[:, :, ::-1])
        return [] if result.boxes is None else [np.asarray(quad, dtype=np.float32) for quad in result.boxes]

    def _read_tile(self, image: np.ndarray) -> list[ReadLine]:
        lines = []
        for quad in self.detect(image):
            crop, upright = cut_out(image, quad)
            posteriors = self.lines.posteriors(crop)
            decoded = decode(posteriors, self.lines.alphabet)
            x0, y0 = quad.min(axis=0)
            x1, y1 = quad.max(axis=0)
            box = (float(x0), float(y0), float(x1), float(y1))
            share = min(1.0, crop.shape[1] / crop.shape[0] / 2)
            line = to_line(decoded, box, len(posteriors), share) if upright else ReadLine(
                decoded.text.strip(), box, decoded.confidence
            )
            if line.text and line.confidence >= LOW_TEXT_SCORE:
                lines.append(line)
        return lines


def cut_out(image: np.ndarray, quad: np.ndarray) -> tuple[np.ndarray, bool]:
    """The picture of one line, levelled; False when it had to be turned because it runs up or down the page."""
    width = round(max(np.linalg.norm(quad[0] - quad[1]), np.linalg.norm(quad[2] - quad[3]), 1))
    height = round(max(np.linalg.norm(quad[0] - quad[3]), np.linalg.norm(quad[1] - quad[2]), 1))
    corners = np.array([[0, 0], [width, 0], [width, height], [0, height]], dtype=np.float32)
    matrix = cv2.getPerspectiveTransform(quad.astype(np.float32), corners)
    crop = cv2.warpPerspective(image, matrix, (width, height), flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE)
    if height >= 1.5 * width and height > 40:
        return np.ascontiguousarray(np.rot90(crop)), False
    return crop, True


def _without_cut_copies(found: list[tuple[Tile, ReadLine]]) -> list[ReadLine]:
    """Lines read once: of two readings in the overlap of two tiles, the one that no tile edge cuts, then the surer."""

    def rank(item: tuple[Tile, ReadLine]) -> tuple[bool, float, Box]:
        tile, line = item
        return tile.cuts(line.box), -(line.box[2] - line.box[0]) * line.confidence, line.box

    kept: list[tuple[Tile, ReadLine]] = []
    for tile, line in sorted(found, key=rank):
        if not any(other is not tile and _same(line.box, done.box) for other, done in kept):
            kept.append((tile, line))
    return [line for _, line in kept]


def _same(a: Box, b: Box) -> bool:
    width = min(a[2], b[2]) - max(a[0], b[0])
    height = min(a[3], b[3]) - max(a[1], b[1])
    if width <= 0 or height <= 0:
        return False
    return width * height > SAME_LINE * min((a[2] - a[0]) * (a[3] - a[1]), (b[2] - b[0]) * (b[3] - b[1]))


@lru_cache(maxsize=1)
def shared_reader(threads: int = 1) -> RapidReader:
    """The process's one reader: the models (about 150 MB when loaded) are the same for every report."""
    return RapidReader(threads)
