"""The other way in which a tablet rewrites fonts: the map of a font is made from TeX's own codes, read as a Macintosh would.

Codes from 32 up print as the ASCII character of that code (∈ is `2`, ∂ is `@`, √ is `p`), lower ones as the pictures of keys
that Apple's keyboard fonts have there (× is `⇥`, ≈ and π are `⇡`, ff and α are `↵`); those without a picture keep an honest
map. So a code's character is always the same, and only which of it are honest must be told: pictures of keys hardly ever are,
ASCII characters mostly, so each needs a setting in which it would make no sense.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from pipeline.glyphs.context.encodings import OML, OMS, OMX, OT1
from pipeline.glyphs.context.fixes import Fix
from pipeline.glyphs.context.ligatures import is_word
from pipeline.report import Layout

_SURE, _LIKELY, _DOUBTFUL = 0.97, 0.9, 0.75
_PROOF = 3  # pictures of keys beside letters, from which the report's fonts are known to be rewritten so
_TELLING = "⇥⇤⇧⌃⌥⌦↵✏⇣⌘⌫⇠⇡⇢⌧"  # ✓ and ◆ are drawn for their own sake too
_LETTER = r"[A-Za-zα-ωϵϕµ]"

# A pattern whose group is the character, what it reads as, its encoding, and the confidence. The first that matches wins.
_RULES: tuple[tuple[re.Pattern[str], str, str, float], ...] = tuple(
    (re.compile(pattern), text, family, confidence)
    for pattern, text, family, confidence in (
        # pictures of keys
        (r"(?<![\w)\]])(⇥)(?=\()|(?<== )(⇥)", "Θ", OT1, _LIKELY),
        (r"(⇥)", "×", OMS, _LIKELY),
        (r"(⇤)", "∗", OMS, _LIKELY),
        (r"(⇧)", "Π", OT1, _SURE),
        (r"(⌃)", "Σ", OT1, _SURE),
        (r"(⌥)", "∓", OMS, _LIKELY),
        (r"(⌦)(?=[(\s,.=)]|$)", "Ω", OT1, _DOUBTFUL),
        (r"(⌦)", "⊗", OMS, _DOUBTFUL),
        (r"(?<![A-Za-z])(↵)|(?<![A-Za-z]{2})(↵)(?![a-z])", "α", OML, _SURE),
        (r"(✏)", "ϵ", OML, _SURE),
        (r"(⇣)", "ζ", OML, _SURE),
        (r"(⌘)", "η", OML, _LIKELY),
        (r"(⌫)", "ν", OML, _LIKELY),
        (r"(⇢)", "ρ", OML, _SURE),
        (r"(?:^|(?<=[\w)] ))(⌧)(?= ?[\w↵⌘])", "≪", OMS, _DOUBTFUL),
        (r"(⌧)", "τ", OML, _LIKELY),
        (r"(?:^|[\w)\]|}>`⇤✓] |\()(⇡) ?(?=[\d$A-ZΔα-ω−.])", "≈", OMS, _LIKELY),
        (r"(⇡)", "π", OML, _DOUBTFUL),
        (r"(?<![=+\-·/(,] )(⇠)", "∼", OMS, _LIKELY),
        (r"(⇠)", "ξ", OML, _DOUBTFUL),
        (r"^(✓)$", "(", OMX, _LIKELY),
        (r"^(◆)$", ")", OMX, _LIKELY),
        (r"(?<=[A-Za-z,|(=+−;])(✓)|(✓)(?=[a-z0-9)|,;⇤2]| ?[+−=])|(?<=[a-z=] )(✓)(?=[.,:]|$)", "θ", OML, _LIKELY),
        (r"(?<=[\w)\]`✓] )(\uf8ff)", "≤", OMS, _LIKELY),
        (r"^(\uf8ff)(?=\S)", "≤", OMS, _LIKELY),
        (r"(\uf8ff)(?=[\s)−+=,])", "κ", OML, _DOUBTFUL),
        # ASCII
        (rf"(?<![\w.])(@)(?={_LETTER}|[`✓⌘⇢⇡⇠⌧(\[]|$)(?!(?:property|static|class|torch|tf|param|return|app)\w*)", "∂", OML, _LIKELY),
        (r"^(!)(?=\d|$)", ")", OMX, _DOUBTFUL),
        (r"(?:^|(?<=[\s⇥⇢⇡✏↵✓λ]))(!)(?!=)", "→", OMS, _LIKELY),
        (r"(?<=[ \w]7)(!)(?=[A-Za-z(])", "→", OMS, _DOUBTFUL),
        (r"(?:^|(?<=[\s⇥⇢⇡✏↵✓λ]))! ?(1)(?![\d.])", "∞", OMS, _DOUBTFUL),
        (r"(?:(?<=[A-Za-z0-9·)\]}µ⇥✓] )|(?<=[`⇤?✓↵])|^)(2)(?= ?(?:R(?![a-z]{2})|\{))", "∈", OMS, _LIKELY),
        (r"(?<=[A-Za-z)\]}✓⇢✏] )(2)(?= ?[\[(][-−\d])", "∈", OMS, _DOUBTFUL),
        (r"(?<!<)(?<=[\w)\]}✓⌘↵⇤?>`µ·])(?<!=)(>)(?!=)|(?<=[A-Z])(>)(?== )", "⊤", OMS, _LIKELY),
        (r"(?<=[A-Z] )(>)(?=[^\s=]|$)|^(>)(?=[A-Za-z(])", "⊤", OMS, _DOUBTFUL),
        (r"(?<![\d.])(6)(?==)", "\u0338", OMS, _LIKELY),
        (r"(?<==)(\))|(?:^|(?<=\s))\((\))(?! ?=)", "⇒", OMS, _LIKELY),
        (r"(?:^|(?<=\s))(\()(?=\)(?! ?=))", "⇐", OMS, _LIKELY),
        (r"(?<=[fgϕψσ])(0)(?=\()(?!.*[fgϕψσ][12]\()", "′", OMS, _DOUBTFUL),
        (r"(?<![A-Za-z])(h)(?=(?:sos|eos|bos|pad|unk|cls|sep)i)", "⟨", OMS, _LIKELY),
        (r"(?<![A-Za-z])h(?:sos|eos|bos|pad|unk|cls|sep)(i)", "⟩", OMS, _LIKELY),
        (r"(?<![\w.,(\[=+−] )(?<![\w.,=(])(8)(?= ?[a-zα-ω](?:[\s,]|$))", "∀", OMS, _LIKELY),
        (r"(?<![\w'])(r)(?=[✓µ⌘↵]|[a-z]?f\b|[A-Z]?L\b|[A-Z](?:L|f)?(?:\(|\b))", "∇", OMS, _DOUBTFUL),
        (r"(?<![A-Za-z.\d])(p)(?=d(?:k|h|\d)?\b|[a-z]?[`⇡↵])", "√", OMS, _DOUBTFUL),
        (r"(?:^|(?<=\s))[A-Z] (0)$", "′", OMS, _DOUBTFUL),
        (r"^(X)$", "∑", OMX, _LIKELY),
        (r"(?:^|(?<=[\s=+(−]))(P)(?=[A-Zn]?$)", "∑", OMX, _DOUBTFUL),
        (r"(?<=[.!?] )(X)$", "✓", OMS, _DOUBTFUL),
    )
)
_NORM = re.compile(r"(?<![A-Za-z])(k)([^\sk,>/:)\]][^k>]{0,23}?)(k)(?=[2F1⇤∞\s,.)=·⇥+−]|RMS|$)")
_NORM_ENDS = re.compile(
    r"(?<=[a-zA-Z)⇤>`])(k)(?=(?:2|F|⇤|RMS)(?:[\s,.)=+−⇥]|$))"
    r"|(?<![A-Za-z])(k)(?=[A-Z@ˆ˜Δ][\w`✓(]* ?[−+(]|[A-Z@ˆ˜Δ][\w`✓]*$)"
)
_MARKED = re.compile(r"(?:(?<![A-Za-z])([A-Za-z]) ?|^)(\?)(?! [A-Z][a-z])")
_MARKED_INSIDE = re.compile(r"(?<![A-Za-z])([A-Za-z]) ?\?(\]|=|,\d|>)")
_WORD = re.compile(r"^[a-z]{2}|[a-z]{3}")
_CODE = re.compile(r"`+[A-Za-z_][\w.()\[\]= ]{2,}`+")
_SHORT = 24  # characters of a line that a root's radicand begins
_COLUMN = {"2": "⎡", "6": "⎢", "4": "⎣", "3": "⎤", "7": "⎥", "5": "⎦"}  # pieces of brackets, each in a line
_DIGITS = re.compile(r"[2-7]+[\s,.]*")
_BRACKETS = (re.compile(r"26*4[\s,.]*"), re.compile(r"37*5[\s,.]*"))


def find_keys(pages: Sequence[Layout], skip: frozenset[str] = frozenset()) -> list[Fix]:
    """A fix for each character that such a font prints; none where too few pictures of keys stand in formulas.

    Lines whose `source` is in `skip` are left out.
    """
    rows = [[(number, line.text) for number, line in enumerate(page.lines) if line.source not in skip] for page in pages]
    if sum(text.count(key) for page in rows for _, text in page if re.search(r"[\w)\]]", text) for key in _TELLING) < _PROOF:
        return []
    marks = _marks_of(text for page in rows for _, text in page)
    return [fix for index, page in enumerate(rows) for fix in _on_page(index, page, marks)]


def _on_page(index: int, rows: Sequence[tuple[int, str]], marks: Mapping[str, str]) -> Iterator[Fix]:
    texts = [text for _, text in rows]
    for row, (number, text) in enumerate(rows):
        found: dict[int, tuple[str, str, float]] = {}
        for column in _words_without(text):
            found[column] = ("ff", OT1, _SURE)
        for column, piece in _bracket(texts, row):
            found[column] = (piece, OMX, _LIKELY)
        if text == "p":
            found[0] = ("√", OMS, _LIKELY if row + 1 < len(texts) and len(texts[row + 1]) <= _SHORT else _DOUBTFUL)
        for column in _norms(text):
            found[column] = ("∥", OMS, _LIKELY)
        for column in _implied(text):
            found[column] = ("⇒", OMS, _DOUBTFUL)
        for match in _MARKED.finditer(text):
            mark = marks.get(match[1] or "")
            if mark:
                found[match.start(2)] = (mark, OMS if mark == "⊥" else OML, _DOUBTFUL)
        for column in _ells(text):
            found[column] = ("ℓ", OML, _LIKELY)
        for pattern, true, family, confidence in _RULES:
            for match in pattern.finditer(text):
                column = match.start(match.lastindex or 0)
                found.setdefault(column, (true, family, confidence))
        for column, (true, family, confidence) in sorted(found.items()):
            yield Fix(index, number, column, text[column], true, confidence, family, "TeX's code of it, as a Macintosh prints that")


def _words_without(text: str) -> Iterator[int]:
    """Where ↵ stands for the ligature ff."""
    for match in re.finditer(r"([A-Za-z]+)↵([a-z]*)", text):
        before, after = match.groups()
        if is_word(before + "ff" + after) or len(before) > 1 and len(before + after) > 3:
            yield match.start(2) - 1


def _norms(text: str) -> Iterator[int]:
    """Where k stands for the bars of a norm: in pairs around a formula, or behind one and before the norm's index."""
    for match in _NORM.finditer(text):
        if not _WORD.search(match[2]):
            yield match.start(1)
            yield match.start(3)
    for match in _NORM_ENDS.finditer(text):
        yield match.start(match.lastindex or 0)


def _implied(text: str) -> Iterator[int]:
    """Where a closing parenthesis that stands apart and closes nothing is an arrow."""
    for match in re.finditer(r"(?<=\s)\)", text):
        before, after = text[: match.start()], text[match.end() :]
        told = "=" in before and re.match(r"[^\s.,;:)]", after)
        if before.count("(") <= before.count(")") and (told or re.search(r"[^\w)] $", before) and re.match(r" \S|$", after)):
            yield match.start()


def _marks_of(texts: Iterable[str]) -> dict[str, str]:
    """What ? stands for behind a letter ("" for the beginning of a line) that it marks where no question ends: the complement of
    a basis is stacked beside that in brackets; any other is a best value."""
    proved: dict[str, bool] = {}
    for text in texts:
        for match in _MARKED_INSIDE.finditer(text):
            proved[match[1]] = proved.get(match[1], False) or match[2] == "]"
    marks = {letter: "⊥" if stacked else "⋆" for letter, stacked in proved.items()}
    return marks | {"": Counter(marks.values()).most_common(1)[0][0]} if marks else marks


def _ells(text: str) -> Iterator[int]:
    """Where ` stands for ℓ: wherever it does not quote code."""
    quoted = {place for match in _CODE.finditer(text) for place in range(*match.span())}
    for place, char in enumerate(text):
        if char == "`" and place not in quoted:
            yield place


def _bracket(texts: Sequence[str], row: int) -> Iterator[tuple[int, str]]:
    """The pieces of a tall bracket in this line: digits in a column of lines, or all of them in this one."""
    if not _DIGITS.fullmatch(texts[row]):
        return
    first = row
    while first and _DIGITS.fullmatch(texts[first - 1]) and row - first < 40:
        first -= 1
    last = row
    while last + 1 < len(texts) and _DIGITS.fullmatch(texts[last + 1]) and last - row < 40:
        last += 1
    column = "".join(texts[first : last + 1])
    start = sum(len(text) for text in texts[first:row])
    for bracket in _BRACKETS:
        for match in bracket.finditer(column):
            for place in range(max(start, match.start()), min(start + len(texts[row]), match.end())):
                if last > first and column[place] in _COLUMN:
                    yield place - start, _COLUMN[column[place]]
