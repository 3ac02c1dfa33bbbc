"""A small setter of LaTeX-like formulas: scripts, fractions, roots, sums with limits and big delimiters.

`linear` gives the same formula as a person would note it in a line: symbols in Unicode, positions LaTeX-like.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from .boxes import Box, Rule, glyph_box, row, shifted, space
from .faces import face, glyph_extent

COMMANDS = {
    "times": "×", "le": "≤", "ge": "≥", "ll": "≪", "gg": "≫", "approx": "≈", "in": "∈", "partial": "∂", "alpha": "α",
    "beta": "β", "lambda": "λ", "mu": "μ", "sigma": "σ", "Delta": "Δ", "Sigma": "Σ", "to": "→", "infty": "∞", "ne": "≠",
    "cdot": "·", "pm": "±", "sum": "∑", "ell": "ℓ", "top": "⊤", "nabla": "∇", "omega": "ω", "varepsilon": "ε",
    "equiv": "≡", "quad": " ",
}  # fmt: skip
RELATIONS, OPERATORS = set("=≤≥≪≫≈∈→≠<>≡"), set("+−×·±")
TOKEN = re.compile(r"\\(?P<command>[A-Za-z]+)|(?P<open>\{)|(?P<close>\})|(?P<script>[_^])|(?P<space>\s+)|(?P<char>.)")


@dataclass(frozen=True)
class MathFaces:
    """Faces for variables, digits and words, symbols, and delimiters (None: plain ones at any size)."""

    letters: str
    upright: str
    symbols: str
    delimiters: str | None


COMPUTER_MODERN_MATH = MathFaces("letters", "roman", "symbols", "delimiters")
STIX_MATH = MathFaces("times-italic", "times", "times", None)


def linear(source: str) -> str:
    """`\\frac{\\partial L}{\\partial A} \\times 10^{3}` -> `\\frac{∂L}{∂A} × 10^{3}`."""
    text = re.sub(r"\\text\{([^}]*)\}", r"\1", source)
    text = re.sub(r"\\(?:Bigg?|bigg?)[lr]?(?=[()\[\]])", "", text)
    text = re.sub(
        r"\\([A-Za-z]+)\s?",
        lambda m: COMMANDS.get(m[1], m[0]) + (" " if COMMANDS.get(m[1], "") in RELATIONS | OPERATORS else ""),
        text,
    )
    text = text.replace("\\sum", "∑").replace("∑", "\\sum").replace("-", "−").replace("*", "∗")
    return re.sub(r"\s+", " ", text).strip()


def set_math(source: str, size: float, faces: MathFaces, colour: int = 0, display: bool = False) -> Box:
    """The formula as a box; its text is `linear(source)`."""
    tokens = [m for m in TOKEN.finditer(source) if not m["space"]]
    setter = _Setter(tokens, faces, colour)
    box = setter.sequence(size, size, display)
    return Box(box.width, box.height, box.depth, box.items, linear(source), math=True)


class _Setter:
    """A recursive descent over the tokens of one formula."""

    def __init__(self, tokens: list[re.Match], faces: MathFaces, colour: int) -> None:
        self.tokens, self.faces, self.colour, self.at = tokens, faces, colour, 0

    def sequence(self, size: float, full: float, display: bool) -> Box:
        """Everything up to a closing brace. `full` is the size of the formula's main line (scripts get no spaces)."""
        boxes: list[Box] = []
        while self.at < len(self.tokens) and not self.tokens[self.at]["close"]:
            boxes.append(self.scripted(size, full, display))
        return row(boxes)

    def group(self, size: float, full: float, display: bool = False) -> Box:
        if not self.tokens[self.at]["open"]:
            return self.atom(size, full, display)
        self.at += 1
        box = self.sequence(size, full, display)
        self.at += 1
        return box

    def scripted(self, size: float, full: float, display: bool) -> Box:
        is_sum = self.tokens[self.at]["command"] == "sum"
        base = self.atom(size, full, display)
        scripts: dict[str, Box] = {}
        while self.at < len(self.tokens) and self.tokens[self.at]["script"]:
            which = self.tokens[self.at]["script"]
            self.at += 1
            scripts[which] = self.group(size * 0.7, full)
        if not scripts:
            return base
        below, above = scripts.get("_"), scripts.get("^")
        if is_sum and display:
            return self._limits(base, below, above, size)
        up = max(size * 0.4, base.height - size * 0.35)
        down = max(size * 0.18, base.depth - size * 0.1)
        parts = [shifted(above, -up)] if above else []
        if below:
            parts.append(shifted(below, down))
        width = max(part.width for part in parts)
        items = tuple(item for part in parts for item in part.items)
        stack = Box(width + size * 0.06, max(p.height for p in parts), max(p.depth for p in parts), items)
        return row([base, stack])

    def _limits(self, base: Box, below: Box | None, above: Box | None, size: float) -> Box:
        width = max(box.width for box in (base, below, above) if box)
        items = list(base.moved((width - base.width) / 2, 0))
        height, depth = base.height, base.depth
        if above:
            items += above.moved((width - above.width) / 2, -(height + size * 0.2))
            height += size * 0.2 + above.height
        if below:
            items += below.moved((width - below.width) / 2, depth + size * 0.15 + below.height)
            depth += size * 0.15 + below.height + below.depth
        return row([Box(width, height, depth, tuple(items)), space(size * 0.15)])

    def atom(self, size: float, full: float, display: bool) -> Box:
        token = self.tokens[self.at]
        self.at += 1
        if token["open"]:
            self.at -= 1
            return self.group(size, full, display)
        command = token["command"]
        if command == "frac":
            return self._fraction(size, full, display)
        if command == "sqrt":
            return self._root(size, full)
        if command == "text":
            return self._words(size)
        if command in ("bigl", "bigr", "Bigl", "Bigr", "biggl", "biggr"):
            return self._delimiter(command, size)
        char = COMMANDS[command] if command else {"-": "−", "*": "∗"}.get(token["char"], token["char"])
        return self._symbol(char, size, full, display)

    def _symbol(self, char: str, size: float, full: float, display: bool) -> Box:
        pad = (0.28 if char in RELATIONS else 0.22 if char in OPERATORS else 0) * size if size == full else 0
        if char == " ":
            return space(size)
        if char == "∑":
            box = self._sum(size, display)
        elif char == "≠" and self.faces.letters == "letters":
            slash = glyph_box("symbols", ["negationslash"], size, self.colour)
            equal = glyph_box("roman", ["equal"], size, self.colour)
            box = Box(equal.width, equal.height, equal.depth, slash.items + equal.items)
        else:
            order = [self.faces.upright, self.faces.symbols, self.faces.letters]
            if char.isalpha() and char not in "ΔΣ":
                order.reverse()
            elif char in "<>":
                order = [self.faces.letters]
            name = next((f for f in order if char in face(f).glyph_of), "sans")
            box = glyph_box(name, [face(name).glyph_of[char]], size, self.colour)
        return row([space(pad), box, space(pad + (size * 0.16 if char == "," else 0))])

    def _centred(self, glyph: str, face_name: str, size: float) -> Box:
        """A tall glyph of the delimiter face, centred on the height of a minus sign."""
        low, high = (value * size / 1000 for value in glyph_extent(face_name, glyph))
        down = (high + low) / 2 - size * 0.25
        box = glyph_box(face_name, [glyph], size, self.colour)
        return Box(box.width, (high - low) / 2 + size * 0.25, (high - low) / 2 - size * 0.25, box.moved(0, down))

    def _sum(self, size: float, display: bool) -> Box:
        if self.faces.delimiters is None:
            return self._centred(face("times").glyph_of["∑"], "times", size * (1.3 if display else 1))
        return self._centred("summationdisplay" if display else "summationtext", self.faces.delimiters, size)

    def _delimiter(self, command: str, size: float) -> Box:
        char = self.tokens[self.at]["char"]
        self.at += 1
        if self.faces.delimiters is None:
            factor = {"big": 1.2, "Big": 1.6, "bigg": 2.2}[command[:-1]]
            return self._centred(face("times").glyph_of[char], "times", size * factor)
        name = {"(": "parenleft", ")": "parenright", "[": "bracketleft", "]": "bracketright"}[char] + command[:-1]
        return self._centred(name, self.faces.delimiters, size)

    def _words(self, size: float) -> Box:
        made, words = face(self.faces.upright), ""
        self.at += 1
        start = self.tokens[self.at].start()
        while not self.tokens[self.at]["close"]:
            self.at += 1
        words = self.tokens[self.at].string[start : self.tokens[self.at].start()]
        self.at += 1
        boxes = [
            space(size * 0.33) if c == " " else glyph_box(made.name, [made.glyph_of[c]], size, self.colour)
            for c in words
        ]
        return row(boxes)

    def _fraction(self, size: float, full: float, display: bool) -> Box:
        inner = size if display else size * 0.7
        above, below = self.group(inner, full), self.group(inner, full)
        axis, bar, gap = size * 0.25, max(0.4, size * 0.045), size * 0.13
        width = max(above.width, below.width) + size * 0.12
        up = axis + gap + above.depth
        down = -axis + gap + bar + below.height
        items = above.moved((width - above.width) / 2, -up) + below.moved((width - below.width) / 2, down)
        items += (Rule(0, -axis - bar / 2, width, bar, self.colour),)
        return row([space(size * 0.1), Box(width, up + above.height, down + below.depth, items), space(size * 0.1)])

    def _root(self, size: float, full: float) -> Box:
        body = self.group(size, full)
        bar = max(0.4, size * 0.045)
        top = max(body.height + size * 0.12, size * 0.85)
        name = self.faces.symbols
        glyph = "radical" if name == "symbols" else face(name).glyph_of["√"]
        low, high = (value * size / 1000 for value in glyph_extent(name, glyph))
        sign = glyph_box(name, [glyph], size, self.colour)
        items = sign.moved(0, high - top) + body.moved(sign.width, 0)
        items += (Rule(sign.width, -top, body.width + size * 0.05, bar, self.colour),)
        return Box(sign.width + body.width + size * 0.08, top + bar, max(body.depth, high - top - low), items)
