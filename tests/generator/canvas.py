"""A PDF under construction: text in any font encoding, paths, pictures and annotations in the order of painting.

Coordinates are PDF points from the top left of the page, y downwards. The bytes written depend on the calls alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import Protocol

import pikepdf
from pikepdf import Array, Dictionary, Name

from .encoders import Run, StandardEncoder, WideEncoder
from .faces import HELVETICA, Face, face

Point = tuple[float, float]
Box = tuple[float, float, float, float]
LETTER, A4 = (612.0, 792.0), (595.28, 841.89)


class Encoder(Protocol):
    def encode(self, glyphs: list[str]) -> list[Run]: ...
    def write(self, pdf: pikepdf.Pdf) -> dict[str, pikepdf.Object]: ...


def honest(resource: str, made: Face) -> Encoder:
    """The encoder of an ordinary file: its text layer says what it shows."""
    return StandardEncoder(resource, made) if made.name in HELVETICA else WideEncoder(resource, made)


def number(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".").replace("-0", "0" if abs(value) < 0.005 else "-0")


def rgb(colour: int) -> tuple[float, float, float]:
    return (colour >> 16 & 255) / 255, (colour >> 8 & 255) / 255, (colour & 255) / 255


def _rgb(colour: int) -> str:
    return " ".join(number(part) for part in rgb(colour))


def literal(data: bytes) -> str:
    return "<" + data.hex().upper() + ">"


class Canvas:
    """Pages drawn one after the other; `save` gives the file's bytes.

    `encoder` makes the encoder of a TeX face, other faces are encoded honestly; with `encodes_all` it makes them all.
    """

    def __init__(
        self,
        producer: str,
        size: tuple[float, float] = LETTER,
        encoder: Callable[[str, Face], Encoder] = honest,
        background: int | None = None,
        encodes_all: bool = False,
    ) -> None:
        self.producer, self.background, self.encoder = producer, background, encoder
        self.encodes_all = encodes_all
        self.width, self.height = size
        self.pdf = pikepdf.new()
        self.pages: list[list[str]] = []
        self.over: list[list[str]] = []
        self.is_over = False
        self.annotations: list[list[pikepdf.Object]] = []
        self.encoders: dict[str, Encoder] = {}
        self.pictures: list[dict[str, pikepdf.Object]] = []
        self.opacities: dict[float, str] = {}
        self.fonts = self.pdf.make_indirect(Dictionary())

    def new_page(self) -> int:
        """Start a page; returns its number, counted from 1."""
        self.pages.append([])
        self.over.append([])
        self.annotations.append([])
        self.pictures.append({})
        if self.background is not None:
            self.rect((0, 0, self.width, self.height), fill=self.background)
        return len(self.pages)

    @property
    def page(self) -> int:
        return len(self.pages)

    def put(self, operators: str) -> None:
        (self.over if self.is_over else self.pages)[-1].append(operators)

    @contextmanager
    def on_top(self) -> Iterator[None]:
        """What is drawn in this context is painted after everything else of its page, as later marks are."""
        before, self.is_over = self.is_over, True
        try:
            yield
        finally:
            self.is_over = before

    def encode(self, face_name: str, glyphs: Iterable[str]) -> list[Run]:
        if face_name not in self.encoders:
            made = face(face_name)
            make = self.encoder if made.codes or self.encodes_all else honest
            self.encoders[face_name] = make(f"F{len(self.encoders) + 1}", made)
        return self.encoders[face_name].encode(list(glyphs))

    def text_operators(
        self, x: float, y: float, runs: list[Run], size: float, colour: int = 0, mode: int = 0, stretch: float = 100
    ) -> str:
        """Operators that show encoded runs with the baseline at (x, y), y upwards from the origin of the space."""
        shown = " ".join(f"/{resource} {number(size)} Tf {literal(data)} Tj" for resource, data in runs)
        extras = (f" {mode} Tr" if mode else "") + (f" {number(stretch)} Tz" if stretch != 100 else "")
        return f"q BT {_rgb(colour)} rg{extras} 1 0 0 1 {number(x)} {number(y)} Tm {shown} ET Q"

    def text(
        self, x: float, y: float, face_name: str, glyphs: Iterable[str], size: float, colour: int = 0, mode: int = 0
    ) -> None:
        """Show glyphs of a face with the baseline at (x, y)."""
        self.put(self.text_operators(x, self.height - y, self.encode(face_name, glyphs), size, colour, mode))

    def plain(
        self, x: float, y: float, text: str, face_name: str, size: float, colour: int = 0, mode: int = 0
    ) -> float:
        """Show a string whose characters the face all has; returns its width."""
        made = face(face_name)
        glyphs = [made.glyph_of[char] for char in text]
        self.text(x, y, face_name, glyphs, size, colour, mode)
        return made.width(glyphs, size)

    def opacity(self, value: float) -> str:
        return self.opacities.setdefault(value, f"G{len(self.opacities) + 1}")

    def rect(
        self, box: Box, fill: int | None = None, stroke: int | None = None, width: float = 0.8, opacity: float = 1.0
    ) -> None:
        x0, y0, x1, y1 = box
        path = f"{number(x0)} {number(self.height - y1)} {number(x1 - x0)} {number(y1 - y0)} re"
        self._paint(path, fill, stroke, width, opacity)

    def rounded(
        self, box: Box, radius: float, fill: int | None = None, stroke: int | None = None, width: float = 0.8
    ) -> None:
        x0, y0, x1, y1 = box
        r, k = radius, radius * 0.4477
        top, bottom = self.height - y0, self.height - y1
        sides = (
            ("m", (x0 + r, bottom)),
            ("l", (x1 - r, bottom)),
            ("c", (x1 - k, bottom, x1, bottom + k, x1, bottom + r)),
            ("l", (x1, top - r)),
            ("c", (x1, top - k, x1 - k, top, x1 - r, top)),
            ("l", (x0 + r, top)),
            ("c", (x0 + k, top, x0, top - k, x0, top - r)),
            ("l", (x0, bottom + r)),
            ("c", (x0, bottom + k, x0 + k, bottom, x0 + r, bottom)),
        )
        path = " ".join(" ".join(map(number, values)) + " " + operator for operator, values in sides) + " h"
        self._paint(path, fill, stroke, width, 1.0)

    def polyline(self, points: list[Point], colour: int, width: float, opacity: float = 1.0) -> None:
        """One stroke of a pen with round ends."""
        (x, y), rest = points[0], points[1:]
        path = f"1 J 1 j {number(x)} {number(self.height - y)} m " + " ".join(
            f"{number(px)} {number(self.height - py)} l" for px, py in rest or points
        )
        self._paint(path, None, colour, width, opacity)

    def _paint(self, path: str, fill: int | None, stroke: int | None, width: float, opacity: float) -> None:
        state = f"/{self.opacity(opacity)} gs " if opacity != 1 else ""
        colours = (f"{_rgb(fill)} rg " if fill is not None else "") + (
            f"{_rgb(stroke)} RG {number(width)} w " if stroke is not None else ""
        )
        operator = {(True, True): "B", (True, False): "f", (False, True): "S"}[fill is not None, stroke is not None]
        self.put(f"q {state}{colours}{path} {operator} Q")

    def picture(self, box: Box, rows: bytes, pixel_width: int, pixel_height: int) -> None:
        """Place an 8-bit RGB picture given as raw rows."""
        image = self.pdf.make_stream(
            rows,
            Type=Name.XObject,
            Subtype=Name.Image,
            Width=pixel_width,
            Height=pixel_height,
            ColorSpace=Name.DeviceRGB,
            BitsPerComponent=8,
        )
        name = f"Im{len(self.pictures[-1]) + 1}"
        self.pictures[-1][name] = image
        x0, y0, x1, y1 = box
        self.put(f"q {number(x1 - x0)} 0 0 {number(y1 - y0)} {number(x0)} {number(self.height - y1)} cm /{name} Do Q")

    def annotate(self, subtype: str, box: Box, appearance: str = "", **entries: object) -> pikepdf.Object:
        """Add a PDF annotation to the page. `appearance` holds operators in page space (y upwards)."""
        x0, y0, x1, y1 = box
        rect = Array([round(v, 2) for v in (x0, self.height - y1, x1, self.height - y0)])
        made = Dictionary(Type=Name.Annot, Subtype=Name("/" + subtype), Rect=rect, F=4, **entries)
        if appearance:
            resources = Dictionary(Font=self.fonts)
            resources.ExtGState = Dictionary({f"/{name}": Dictionary(CA=v, ca=v) for v, name in self.opacities.items()})
            form = self.pdf.make_stream(
                appearance.encode(), Type=Name.XObject, Subtype=Name.Form, BBox=rect, Resources=resources,
                Matrix=Array([1, 0, 0, 1, -rect[0], -rect[1]]),
            )  # fmt: skip
            made.AP = Dictionary(N=form)
        made = self.pdf.make_indirect(made)
        self.annotations[-1].append(made)
        return made

    def save(self, encrypt: str | None = None) -> bytes:
        """The file. `encrypt` is a password that a reader must know to open it."""
        for encoder in self.encoders.values():
            for name, made in encoder.write(self.pdf).items():
                self.fonts["/" + name] = made
        states = {f"/{name}": Dictionary(CA=value, ca=value) for value, name in self.opacities.items()}
        painted = [[*below, *above] for below, above in zip(self.pages, self.over, strict=True)]
        for operators, notes, pictures in zip(painted, self.annotations, self.pictures, strict=True):
            self.pdf.add_blank_page(page_size=(self.width, self.height))
            page = self.pdf.pages[-1].obj
            page.Contents = self.pdf.make_stream("\n".join(operators).encode())
            page.Resources = Dictionary(Font=self.fonts, ExtGState=Dictionary(states))
            page.Resources.XObject = Dictionary({"/" + name: image for name, image in pictures.items()})
            if notes:
                page.Annots = Array(notes)
        self.pdf.docinfo["/Producer"] = self.producer
        self.pdf.docinfo["/CreationDate"] = "D:20260115120000Z"
        out = BytesIO()
        # RC4 draws no random bytes, unlike AES
        secret = pikepdf.Encryption(owner=encrypt, user=encrypt, R=3, aes=False, metadata=False) if encrypt else None
        self.pdf.save(
            out,
            encryption=secret,
            static_id=encrypt is not None,
            deterministic_id=encrypt is None,
            fix_metadata_version=False,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
        )
        return out.getvalue()
