"""Authors' names taken out of the tables' text.

A report's author is found in the report itself (`Facts.author`). In every text cell
- each word of the name longer than two letters becomes "[name]" where two different ones stand in the cell (one is
  enough for an author known by a single word), also when they are glued together as in a file's name; neighbouring words
  of the name, short ones too, become one "[name]";
- an e-mail address becomes "[email]";
- a number of 8 to 10 digits becomes "[id]" where it is labelled as an ID, stands beside a name or an address, or is part of
  a folder's or file's name. A bare number is left: in homework it is a result, not a person.
Words are compared without case and accents. A name that is also an everyday word ("will", "young") is left where it is
written in small letters and no other word of the name stands beside it.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from schemas.fields import vocabularies

NAME, EMAIL, ID = "[name]", "[email]", "[id]"
SHORT = 2  # letters; shorter words are too common to go by themselves

WORD = re.compile(r"[^\W_]+")
ADDRESS = re.compile(r"[\w.+-]+@(?:[A-Za-z0-9-]+\.)+[A-Za-z]{2,}")
ANY_ID = re.compile(r"(?<!\d)\d{8,10}(?!\d)")
LABELLED_ID = re.compile(r"(?i)(\b(?:sid|uid|id|student (?:id|no|number))\W{1,5})\d{8,10}(?!\d)")
ID_AFTER_NAME = re.compile(r"(\[(?:name|email)\]\W{1,5})\d{8,10}(?!\d)")
ID_BEFORE_NAME = re.compile(r"(?<!\d)\d{8,10}(\W{1,5}\[(?:name|email)\])")
NAMES_IN_A_ROW = re.compile(r"\[name\](?:[ \t.,_-]{1,2}\[name\])+")

NO_NAMES = frozenset({"and", "with", "the", "by"})  # stand between several authors
EVERYDAY = frozenset(
    {"art", "bill", "brown", "chance", "dawn", "faith", "frank", "grace", "grant", "gray", "green", "hope", "long", "mark"}
    | {"max", "may", "min", "page", "price", "ray", "rich", "rose", "small", "son", "song", "sun", "white", "will", "young"}
)


def name_words(author: str | None) -> frozenset[str]:
    """The words of a name, folded, short ones too. A model's name is no author's, whatever was found."""
    words = {_folded(word) for word in WORD.findall(author or "")}
    return frozenset(words - _model_words() - NO_NAMES)


def without_names(text: str, words: frozenset[str], path: bool = False) -> str:
    """`text` without the name made of `words` (see `name_words`), addresses and IDs; `path`: it names a folder or file."""
    text = _without_words(ADDRESS.sub(EMAIL, text), words)
    if path:
        return ANY_ID.sub(ID, text)
    for pattern, put in ((LABELLED_ID, rf"\1{ID}"), (ID_AFTER_NAME, rf"\1{ID}"), (ID_BEFORE_NAME, rf"{ID}\1")):
        text = pattern.sub(put, text)
    return text


def _without_words(text: str, words: frozenset[str]) -> str:
    found = list(WORD.finditer(text))
    folded = [_folded(match.group()) for match in found]
    dropped = _dropped(folded, words)
    if not dropped:
        return text
    kept = {i for i in dropped if found[i].group() in EVERYDAY and not dropped & {i - 1, i + 1}}
    beside = {i for i, word in enumerate(folded) if word in words and dropped & {i - 1, i + 1}}
    parts, at = [], 0
    for i in sorted((dropped - kept) | beside):
        parts += [text[at : found[i].start()], NAME]
        at = found[i].end()
    return NAMES_IN_A_ROW.sub(NAME, "".join([*parts, text[at:]]))


def _dropped(folded: list[str], words: frozenset[str]) -> set[int]:
    """Which words of a cell name the author."""
    long = sorted(word for word in words if len(word) > SHORT)
    glued = [first + last for first in long for last in long if first != last]
    dropped = {i for i, word in enumerate(folded) if any(pair in word for pair in glued)}
    seen = {word for word in folded if word in long}
    if seen and len(seen) >= min(2, len(long)):
        dropped |= {i for i, word in enumerate(folded) if word in seen}
    return dropped


@cache
def _model_words() -> frozenset[str]:
    return frozenset(_folded(word) for family in vocabularies()["model_family"] for word in WORD.findall(family))


def _folded(word: str) -> str:
    decomposed = unicodedata.normalize("NFKD", word.casefold())
    return "".join(char for char in decomposed if not unicodedata.combining(char))
