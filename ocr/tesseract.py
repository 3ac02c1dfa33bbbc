"""Tesseract as a second opinion, through pytesseract."""

from __future__ import annotations

import os
from functools import lru_cache
from itertools import groupby

import numpy as np
import pytesseract

from ocr.words import ReadLine, ReadWord, box_union

BLOCK = 6  # page segmentation mode: one block of lines
LINE = 7  # page segmentation mode: one line
INSTALL = "Tesseract is not installed: run `apt-get install -y tesseract-ocr` (or `brew install tesseract`)"


class TesseractMissing(RuntimeError):
    """The tesseract program is not on the path."""


@lru_cache(maxsize=1)
def tesseract_version() -> str:
    """The program's version. Raises TesseractMissing, with the command that installs it."""
    try:
        return str(pytesseract.get_tesseract_version())
    except pytesseract.TesseractNotFoundError as error:
        raise TesseractMissing(INSTALL) from error


class TesseractReader:
    """Reads a picture of one block (or, with `mode` LINE, one line) of English print."""

    name = "tesseract"

    def __init__(self, mode: int = BLOCK, timeout: float = 30.0) -> None:
        self.version = f"{tesseract_version()}-eng-psm{mode}"
        self._mode = mode
        self._timeout = timeout
        os.environ.setdefault("OMP_THREAD_LIMIT", "1")  # its threads cost more than they bring on small pictures

    def recognise(self, image: np.ndarray) -> tuple[ReadLine, ...]:
        """Read an RGB image; no line when Tesseract finds none or takes longer than `timeout` seconds."""
        try:
            data = pytesseract.image_to_data(
                image,
                lang="eng",
                config=f"--oem 1 --psm {self._mode}",
                timeout=self._timeout,
                output_type=pytesseract.Output.DICT,
            )
        except RuntimeError as error:
            if "timeout" in str(error).casefold():
                return ()
            raise
        rows = [
            (key, ReadWord(text.strip(), (left, top, left + width, top + height), float(chance) / 100))
            for text, chance, left, top, width, height, *key in zip(
                data["text"], data["conf"], data["left"], data["top"], data["width"], data["height"],
                data["block_num"], data["par_num"], data["line_num"], strict=True,
            )
            if text.strip() and float(chance) >= 0
        ]  # fmt: skip
        return tuple(_line([word for _, word in group]) for _, group in groupby(rows, key=lambda row: row[0]))


def _line(words: list[ReadWord]) -> ReadLine:
    confidence = sum(word.confidence * len(word.text) for word in words) / sum(len(word.text) for word in words)
    text = " ".join(word.text for word in words)
    return ReadLine(text, box_union([word.box for word in words]), confidence, tuple(words))
