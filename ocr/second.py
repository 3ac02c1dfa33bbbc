"""Weighing a second engine's reading of one line against the first's."""

from __future__ import annotations

from rapidfuzz import fuzz

from ocr.words import Box, ReadLine, ReadWord

DOUBTFUL = 0.8  # mean character probability below which a line is read by the second engine too
AGREED = 92.0  # similarity (0-100) from which two readings are one
MARGIN = 0.1  # by how much the second engine must be surer to be believed instead


def merged(first: ReadLine, opinion: tuple[ReadLine, ...]) -> tuple[ReadLine, str]:
    """The better of two readings of the same line and the name of its engine.

    `opinion` is what Tesseract read in the line's own crop. Where both agree the first stands, with more confidence.
    """
    text = " ".join(line.text for line in opinion)
    if not text:
        return first, "rapidocr"
    second = sum(line.confidence * len(line.text) for line in opinion) / sum(len(line.text) for line in opinion)
    if fuzz.ratio(first.text.casefold(), text.casefold()) >= AGREED:
        sure = 1.0 - (1.0 - first.confidence) * (1.0 - second)
        return ReadLine(first.text, first.box, sure, first.words), "rapidocr"
    if second < first.confidence + MARGIN:
        return first, "rapidocr"
    words = [word for line in opinion for word in line.words]
    return ReadLine(text, first.box, second, tuple(_moved(word, first.box) for word in words)), "tesseract"


def _moved(word: ReadWord, line: Box) -> ReadWord:
    x0, y0, x1, y1 = word.box
    return ReadWord(word.text, (x0 + line[0], y0 + line[1], x1 + line[0], y1 + line[1]), word.confidence)
