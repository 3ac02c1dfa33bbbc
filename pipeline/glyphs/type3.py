"""The outline that a Type 3 font's glyph procedure fills (PDF 32000-1, 9.6.5)."""

from __future__ import annotations

import warnings

import pikepdf
from fontTools.misc.transform import Transform
from fontTools.pens.recordingPen import RecordingPen
from fontTools.pens.transformPen import TransformPen

from pipeline.glyphs.program import Outline

_OTHER_PAINT = frozenset({"Do", "sh", "S", "s", "Tj", "TJ", "'", '"'})
_FILLS = frozenset({"f", "F", "f*", "B", "B*", "b", "b*"})
_OPERANDS = {"m": 2, "l": 2, "c": 6, "v": 4, "y": 4, "re": 4, "cm": 6}


def procedure_outline(content: bytes, font_matrix: tuple[float, ...]) -> Outline | None:
    """Contours in em of a glyph procedure; () when it paints nothing, None when it paints by other means than filled paths.

    Raises pikepdf.PdfError for a procedure that cannot be parsed, TypeError or ValueError for operands that
    are no numbers.
    """
    painted, path = RecordingPen(), _Path()
    matrix = Transform(*font_matrix)
    saved: list[Transform] = []
    holder = pikepdf.new()  # a stream lives no longer than its file
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # a procedure cut short still paints what it has
        instructions = pikepdf.parse_content_stream(pikepdf.Stream(holder, content))
    for instruction in instructions:
        if isinstance(instruction, pikepdf.ContentStreamInlineImage):
            return None
        operands, name = instruction.operands, str(instruction.operator)
        if name in _OTHER_PAINT:
            return None
        if name == "q":
            saved.append(matrix)
        elif name == "Q" and saved:
            matrix = saved.pop()
        elif name in _FILLS:
            path.end()
            path.recorded.replay(painted)
            path = _Path()
        elif name == "n":
            path = _Path()
        elif len(operands) == _OPERANDS.get(name):
            numbers = [float(operand) for operand in operands]
            if name == "cm":
                matrix = matrix.transform(numbers)
            else:
                path.draw(name, numbers, matrix)
    return tuple(painted.value)


class _Path:
    """The path under construction; every contour is closed, as filling closes it."""

    def __init__(self) -> None:
        self.recorded = RecordingPen()
        self.here = (0.0, 0.0)
        self.open = False

    def draw(self, name: str, numbers: list[float], matrix: Transform) -> None:
        pen = TransformPen(self.recorded, matrix)
        if name == "re":
            x, y, width, height = numbers
            self.draw("m", [x, y], matrix)
            for corner in ((x + width, y), (x + width, y + height), (x, y + height)):
                pen.lineTo(corner)
            return
        if name == "v":
            numbers = [*self.here, *numbers]
        elif name == "y":
            numbers = [*numbers, *numbers[2:]]
        points = list(zip(numbers[::2], numbers[1::2], strict=True))
        self.here = points[-1]
        if name == "m":
            self.end()
            pen.moveTo(points[0])
            self.open = True
        elif self.open:
            pen.lineTo(points[0]) if name == "l" else pen.curveTo(*points)

    def end(self) -> None:
        if self.open:
            self.recorded.closePath()
        self.open = False
