"""What stands left and right of a symbol, as classes that outlast a change of symbols.

A neighbour that is itself a symbol is classed by its TeX family (`sym` for CMSY, `greek` for CMMI), because its identity may
be wrong too; the family is not. Which symbol it is counts only where that is known.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pipeline.glyphs.context.encodings import OML, OMS, OT1, STALE, TRUE

UNREAD_SYMBOL, UNREAD_LETTER = "\ufdd0", "\ufdd1"  # noncharacters: a symbol of which only the family is known
SYMBOLS = frozenset((STALE[OMS] + TRUE[OMS] + UNREAD_SYMBOL).replace("\0", ""))
GREEK = frozenset((STALE[OML] + TRUE[OML] + TRUE[OT1] + UNREAD_LETTER).replace("\0", ""))
_UNREAD = str.maketrans(dict.fromkeys(SYMBOLS, UNREAD_SYMBOL) | dict.fromkeys(GREEK, UNREAD_LETTER))
_LETTERS = GREEK | frozenset(STALE[OT1])

_SHORT_WORDS = frozenset(
    [
        "a",
        "an",
        "and",
        "are",
        "as",
        "at",
        "be",
        "but",
        "by",
        "can",
        "for",
        "from",
        "has",
        "have",
        "if",
        "in",
        "into",
        "is",
        "it",
        "its",
        "let",
        "may",
        "no",
        "not",
        "of",
        "on",
        "or",
        "our",
        "out",
        "per",
        "set",
        "so",
        "such",
        "than",
        "that",
        "the",
        "then",
        "this",
        "thus",
        "to",
        "up",
        "use",
        "via",
        "was",
        "we",
        "where",
        "which",
        "will",
        "with",
        "you",
    ]
)
_FUNCTIONS = frozenset(
    [
        "log",
        "exp",
        "ln",
        "sin",
        "cos",
        "tan",
        "tanh",
        "tr",
        "det",
        "dim",
        "rank",
        "diag",
        "arg",
        "argmin",
        "argmax",
        "lim",
        "softmax",
        "relu",
        "var",
        "cov",
        "vec",
        "sgn",
        "sign",
        "span",
        "prob",
    ]
)
_EXTREMA = frozenset(["min", "max", "sup", "inf"])
_TOKEN_LEFT = re.compile(r"([A-Za-z]+[0-9]*|[0-9][0-9.,]*|\S)\s*$")
_TOKEN_RIGHT = re.compile(r"\s*([A-Za-z]+[0-9]*|[0-9](?:[0-9,]*[0-9])?(?:\.[0-9]+)?|\S)")
_TEN = re.compile(r"10[1-9]\d?$")
_SETS = frozenset("RZℝℤℕℂℚ")
# Letters that never follow a word's first letter in English: `dm`, `nv`, `xf` begin a variable with its subscript.
_NEVER_SECOND = {
    "b": "cdfghkmnptvwxz", "c": "bdfgkmpqtvwx", "d": "bcfghklmnpqstvx", "f": "bcdghkmnpqstvwx", "g": "bcdfgkmpqtvwxz",
    "h": "bcdfghklmnpqrstvwx", "k": "bcdfgkmpqtvx", "l": "bcdfghkmnpqrstvwxz", "m": "bcdfghklmpqrstvwxz",
    "n": "bcdfghklmnpqrstvwxz", "p": "bcdfgkmpqvwxz", "q": "abcdefghijklmnopqrstvwxyz", "r": "bcdfgklmnpqstvwxz",
    "t": "bcdfgkmnpqvxz", "v": "bcdfghkmnpqstvwxz", "w": "bcdfgkmnpqstvwxz", "x": "bcdfghjklmnpqrstvwxz",
    "z": "bcdfgkmnpqrstvx",
}  # fmt: skip
_INDICES = frozenset("ijklmnt")
_OPEN, _CLOSE = frozenset("([{⟨⌊⌈"), frozenset(")]}⟩⌋⌉")


@dataclass(frozen=True, slots=True, order=True)
class Neighbours:
    """Classes of the tokens beside a symbol.

    `left_edge` and `right_edge` say that the line begins or ends between symbol and token, `tight` that no space stands
    before the symbol, `glued` that none stands behind a letter (extractors do not agree on the space behind an operator),
    `last` that the line ends with the token to the right, `twin` that a letter at the edge of its line stands in the line
    above or below too (as numerator and denominator of a derivative do).
    """

    left: str
    right: str
    left_edge: bool
    right_edge: bool
    tight: bool
    glued: bool = False
    last: bool = False
    twin: bool = False
    left_token: str = ""
    right_token: str = ""
    left_beyond: str = ""
    right_beyond: str = ""
    left_beyond_token: str = ""
    right_beyond_token: str = ""


def unread(text: str) -> str:
    """The text with nothing known of its symbols but their families."""
    return text.translate(_UNREAD)


def neighbours(
    lines: Sequence[str], line: int, column: int, words: frozenset[str] = frozenset(), read: Sequence[str] | None = None
) -> Neighbours:
    """Classify what stands beside the character at `column` of `lines[line]`, looking past the ends of the line.

    `words` are the report's own words (lower case): `dmodel` is a variable with its subscript when `model` is a word. `read`
    are the lines with their symbols as far as they are known (as printed when None).
    """
    text, told = lines[line], (read or lines)
    before, after = told[line][:column], told[line][column + 1 :]
    left_edge, right_edge = not before.strip(), not after.strip()
    to_left = told[line - 1] if left_edge and line else before
    to_right = told[line + 1] if right_edge and line + 1 < len(told) else after
    left, right = _left_class(to_left, words), _right_class(to_right, words)
    found_left, found_right = _TOKEN_LEFT.search(to_left), _TOKEN_RIGHT.match(to_right)
    left_token, right_token = _identity(found_left, left), _identity(found_right, right)
    beyond_left, beyond_right = to_left[: found_left.start()] if found_left else "", to_right[found_right.end() :] if found_right else ""
    left_beyond = _left_class(beyond_left, words) if found_left else ""
    right_beyond = _right_class(beyond_right, words) if found_right else ""
    if right == "set" and text[column] in _LETTERS:
        right = "capital"  # sets stand behind relations
    token = _TOKEN_RIGHT.match(after)
    last = token is not None and not after[token.end() :].strip()
    letter = text[column] in _LETTERS
    return Neighbours(
        left,
        right,
        left_edge,
        right_edge,
        tight=not left_edge and not before[-1].isspace(),
        glued=letter and not right_edge and not after[0].isspace(),
        last=last,
        twin=letter and (left_edge or last) and any(text[column] in lines[i] for i in (line - 1, line + 1) if 0 <= i < len(lines)),
        left_token=left_token,
        right_token=right_token,
        left_beyond=left_beyond,
        right_beyond=right_beyond,
        left_beyond_token=_identity(_TOKEN_LEFT.search(beyond_left), left_beyond),
        right_beyond_token=_identity(_TOKEN_RIGHT.match(beyond_right), right_beyond),
    )


def _identity(found: re.Match[str] | None, kind: str) -> str:
    """What is told of the token beyond its class: the letter of a variable, a digit, a sign or symbol, a function's name."""
    if found is None or kind in ("word", "nothing", "mark", "price", "decimal"):
        return ""
    token = found.group(1)
    if token[0] in (UNREAD_SYMBOL, UNREAD_LETTER):
        return ""
    if kind == "number":
        return token if len(token) == 1 else ""
    if kind in ("function", "extremum"):
        return token.rstrip("0123456789").lower()
    return token[0]


def words_of(lines: Iterable[str]) -> frozenset[str]:
    """The words of four letters and more in the lines, in lower case."""
    return frozenset(word.lower() for line in lines for word in re.findall(r"[A-Za-z]{4,}", line))


def _left_class(text: str, words: frozenset[str]) -> str:
    found = _TOKEN_LEFT.search(text)
    if found is None:
        return "nothing"
    token = found.group(1)
    if token[0].isdigit():
        return "ten" if token == "10" else "number"
    if token in _CLOSE:
        return "close"
    return _common_class(token, words)


def _right_class(text: str, words: frozenset[str]) -> str:
    found = _TOKEN_RIGHT.match(text)
    if found is None:
        return "nothing"
    token = found.group(1)
    rest = text[found.end() :]
    if token[0].isdigit():
        if _TEN.match(token) or (token == "10" and rest[:1] in SYMBOLS and rest):
            return "ten"
        return "decimal" if "." in token else "number"
    if token == "$" and rest[:1].isdigit():
        return "price"
    if token in _OPEN:
        return "open"
    if token[0] in _SETS and rest[:1] != "(" and (len(token) == 1 or token[1:].isdigit() or _subscripted(token, words)):
        return "set"
    return _common_class(token, words)


def _common_class(token: str, words: frozenset[str]) -> str:
    first = token[0]
    if len(token) == 1 and not token.isalnum():
        return _punctuation_class(token)
    if first in GREEK:
        return "greek"
    letters = token.rstrip("0123456789")
    if letters in _EXTREMA:
        return "extremum"
    if letters.lower() in _FUNCTIONS:
        return "function"
    if len(letters) == 1 and letters.isupper():
        return "capital"
    if len(token) == 1 and token in _INDICES:
        return "index"
    if len(letters) < len(token) or len(letters) <= 2 and letters not in _SHORT_WORDS or _subscripted(letters, words):
        return "variable"
    return "word"


def _subscripted(token: str, words: frozenset[str]) -> bool:
    """Whether the letters are a variable and its subscript run together (`dmodel`, `Xfinal`, `nvocab`)."""
    head, tail = token[0], token[1:]
    if not tail.islower() or token.lower() in _SHORT_WORDS:
        return False
    return tail[0] in _NEVER_SECOND.get(head.lower(), "") or (head.isupper() and len(tail) > 4 and tail in words)


def _punctuation_class(token: str) -> str:
    if token in SYMBOLS:
        return "sym"
    if token in GREEK:
        return "greek"
    if token in "=<>":
        return "relation"
    if token in "+-/·*±÷":
        return "operator"
    if token in ",.;:":
        return "stop"
    if token in "|‖":
        return "bar"
    if token in _OPEN:
        return "open"
    if token in _CLOSE:
        return "close"
    return "mark"
