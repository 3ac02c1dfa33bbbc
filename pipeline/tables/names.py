"""Authors' names taken out of the tables' text.

A report's author is found in the report itself (`Facts.author`). In every text cell
- words of the name become "[name]" where two different ones stand side by side (an initial and a middle word between them
  count), glued as in a file's name, or turned about;
- where two different words of the name still stand apart in the cell, each becomes "[name]" (one is enough for an author
  known by a single word longer than two letters);
- a word of the name alone becomes "[name]" where somebody is spoken to, speaks, signs or owns ("Hi Ada,", "Ada: ...",
  "Ada's report"), and in the name of a folder or file;
- an account made of the name becomes "[name]" in a link, and whoever's account it is where it holds a report like this;
- an e-mail address becomes "[email]";
- a number of 8 to 10 digits becomes "[id]" where it is labelled as an ID, stands beside a name or an address, or is part of
  a folder's or file's name. A bare number is left: in homework it is a result, not a person.
Words are compared without case and accents; beside another word of the name one wrong letter is forgiven. A name that is
also an everyday word ("will", or one that the cell writes in small letters) or a term ("Adam") is left where no other word
of the name stands beside it.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache

from rapidfuzz.distance import OSA

from schemas.fields import vocabularies

NAME, EMAIL, ID = "[name]", "[email]", "[id]"
SHORT = 2  # letters; shorter words are too common to go by themselves
READABLE = 5  # letters, from which a word with one wrong letter is still told
IN_ACCOUNTS = 4  # letters, from which a word of the name in an account is no chance
APART = 2  # words: the next, or the one after a middle name

WORD = re.compile(r"[^\W_]+")
ADDRESS = re.compile(r"[\w.+-]+@(?:[A-Za-z0-9-]+\.)+[A-Za-z]{2,}")
ANY_ID = re.compile(r"(?<!\d)\d{8,10}(?!\d)")
LABELLED_ID = re.compile(r"(?i)(\b(?:sid|uid|id|student (?:id|no|number))\W{1,5})\d{8,10}(?!\d)")
ID_AFTER_NAME = re.compile(r"(\[(?:name|email)\]\W{1,5})\d{8,10}(?!\d)")
ID_BEFORE_NAME = re.compile(r"(?<!\d)\d{8,10}(\W{1,5}\[(?:name|email)\])")
NAMES_IN_A_ROW = re.compile(r"\[name\](?:(?:[ \t.,_'’-]{1,2})?\[name\])+")
ACCOUNT = re.compile(
    r"(?i)(?:git(?:hub|lab)\.com/|bitbucket\.org/|huggingface\.co/|kaggle\.com/|linkedin\.com/in/|(?<![\w.])@)(?P<user>[\w.\-]+)(?:/(?P<held>[\w.\-]+))?"
    r"|(?P<host>[\w\-]+)\.github\.io(?:/(?P<site>[\w.\-]+))?"
)
OWN_WORK = re.compile(r"(?i)participation|home-?work|(?<![a-z])hw-?\d")  # repositories that a report like this is kept in
STAFF = re.compile(r"(?i)(?:cs|ee|eecs|stat|data)-?[a-z]?\d{2,3}|university|college|berkeley|course")  # accounts of a course
MIDDLE = re.compile(r"[ _-](?:[^\W\d_a-z][^\W_]*\.?|van|von|der|de|la|bin|al)[ _-]")  # a middle name between two words of the name

_ONE = r"(?P<who>[^\W\d_][\w\-]*)"
PERSONAL = tuple(
    re.compile(pattern, re.MULTILINE)
    for pattern in (
        r"\b(?i:hi|hello|hey|dear|thanks|thank you|welcome(?: back)?|good (?:morning|afternoon|evening)|ready when you are|back at it|how can i help(?: you)?(?: today)?)"
        rf"[,!]?\s+{_ONE}\s*(?:[!.,?—–:]|$)",
        rf"^\W*{_ONE}(?:\s\((?i:me)\))?\s*:(?=\s|$)",
        rf"\b{_ONE}['’](?:s|S)\s+(?i:special|participation|report|homework|hw\d*|chat|conversation|log|prompts?|notes?|annotations?|comments?|account|files?|pdf)\b",
        rf"\b(?i:(?:(?:written|submitted|prepared|annotated|created|made|shared|report) by)|(?:name|author|student)\s*[:：])\s+{_ONE}\s*(?:[,.;|)]|$)",
        rf"(?:^|[|•·—–]\s*|\b(?:by|between)\s){_ONE}\s(?:and|&|x|×|with)\s(?:\w+\s)?(?i:chat|ai|chatgpt|claude|kimi|grok|gemini|qwen|deepseek)\b",
        rf"^\W*{_ONE}\W*$",
    )
)

NO_NAMES = frozenset({"and", "with", "the", "by"})  # stand between several authors
EVERYDAY = frozenset(
    {"art", "bill", "brown", "chance", "dawn", "faith", "frank", "grace", "grant", "gray", "green", "hope", "long", "mark"}
    | {"max", "may", "min", "page", "price", "ray", "rich", "rose", "small", "son", "song", "sun", "white", "will", "young"}
    | {"april", "august", "bell", "chase", "clay", "cook", "day", "early", "field", "good", "hunter", "june", "king", "lane", "miles"}
    | {"pace", "post", "power", "reed", "sky", "stone", "summer", "wood", "best", "love", "ran", "ben", "van", "dan", "cheap", "light"}
)
TERMS = frozenset(  # people whose names a course on learning machines is full of
    {"adam", "bayes", "bellman", "bernoulli", "boltzmann", "cauchy", "euler", "fisher", "fourier", "frobenius", "gauss", "glorot", "gram", "hebb"}
    | {"hessian", "hilbert", "hopfield", "jacobi", "jensen", "kaiming", "kalman", "kolmogorov", "lagrange", "laplace", "leibniz", "lipschitz", "markov"}
    | {"moore", "nesterov", "newton", "penrose", "poisson", "polyak", "riemann", "schmidt", "shannon", "stein", "taylor", "turing", "wiener", "xavier"}
)
LEFT_ALONE = EVERYDAY | TERMS
_LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ı": "i", "æ": "ae", "œ": "oe", "ð": "d"})
_EASTERN = re.compile("[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3]+")


def name_words(author: str | None) -> frozenset[str]:
    """The words of a name, folded, short ones too. A model's name is no author's, whatever was found."""
    words = {_folded(word) for word in WORD.findall(author or "")}
    return frozenset(words - _model_words() - NO_NAMES)


def without_names(text: str, words: frozenset[str], path: bool = False) -> str:
    """`text` without the name made of `words` (see `name_words`), addresses and IDs; `path`: it names a folder or file."""
    text = ADDRESS.sub(EMAIL, text)
    text = ACCOUNT.sub(lambda link: _without_account(link, words), text)
    text = _without_words(_without_eastern(text, words), words, path)
    if path:
        return ANY_ID.sub(ID, text)
    for pattern, put in ((LABELLED_ID, rf"\1{ID}"), (ID_AFTER_NAME, rf"\1{ID}"), (ID_BEFORE_NAME, rf"{ID}\1")):
        text = pattern.sub(put, text)
    return text


def _without_account(link: re.Match[str], words: frozenset[str]) -> str:
    group = "host" if link["host"] else "user"
    user, held = link[group], link["held"] or link["site"] or ""
    known = _folded("".join(re.findall(r"[^\W\d_]+", user)))
    named = any(len(word) >= IN_ACCOUNTS and word not in LEFT_ALONE and word in known for word in words) or known in _glued(words)
    if not (named or (OWN_WORK.search(held) and not STAFF.search(user))):
        return link[0]
    start, end = link.start(group) - link.start(), link.end(group) - link.start()
    return link[0][:start] + NAME + link[0][end:]


def _without_eastern(text: str, words: frozenset[str]) -> str:
    """Names of scripts that put no blanks between words: the whole name, anywhere."""
    own = sorted(word for word in words if _EASTERN.fullmatch(word))
    names = [rf"{first}\s?{last}" for first in own for last in own if first != last] or [word for word in own if len(word) > 1]
    return re.sub("|".join(names), NAME, text) if names and _EASTERN.search(text) else text


def _without_words(text: str, words: frozenset[str], path: bool) -> str:
    found = list(WORD.finditer(text))
    if not words or not found:
        return text
    dropped = _dropped(text, found, words, path)
    parts, at = [], 0
    for i in sorted(dropped):
        parts += [text[at : found[i].start()], NAME]
        at = found[i].end()
    return NAMES_IN_A_ROW.sub(NAME, "".join([*parts, text[at:]])) if dropped else text


def _dropped(text: str, found: list[re.Match[str]], words: frozenset[str], path: bool) -> set[int]:
    """Which words of a cell name the author."""
    folded = [_folded(match.group().rstrip("0123456789")) for match in found]
    named = {i: word for i, word in enumerate(folded) if word in words}
    near = {i: _misread(folded[i], words) for i, match in enumerate(found) if i not in named and match.group()[0].isupper()}
    likely = named | {i: word for i, word in near.items() if word}
    dropped = {i for i, word in enumerate(folded) if any(pair in word for pair in _pairs(words)) or word in _glued(words, initials=False)}
    dropped |= _side_by_side(text, found, likely, words)
    everyday = {word for i, word in named.items() if i not in dropped and found[i].group().islower() and _long(words) > 1 and not path}
    alone = {i: word for i, word in named.items() if i not in dropped and len(word) > SHORT and word not in LEFT_ALONE | everyday}
    if len(set(alone.values())) >= min(2, _long(words)) or path:
        dropped |= alone.keys()
    if named.keys() - dropped:
        starts = {match.start(): i for i, match in enumerate(found)}
        spoken = {starts.get(match.start("who")) for pattern in PERSONAL for match in pattern.finditer(text)}
        dropped |= {i for i in spoken if i in alone and found[i].group()[0].isupper()}
    return dropped | {i for i in named if {i - 1, i + 1} & dropped and (found[i].group() not in EVERYDAY)}


def _side_by_side(text: str, found: list[re.Match[str]], likely: dict[int, str], words: frozenset[str]) -> set[int]:
    """Different words of the name next to each other, one of them long or both capitalised; or one and another's initial."""
    side: set[int] = set()
    for i, word in likely.items():
        for j in range(i + 1, i + 1 + APART):
            other = likely.get(j)
            written = [found[k].group() for k in (i, j)] if other else []
            if not other or other == word or all(small in EVERYDAY for small in written):
                continue
            if j > i + 1 and not (MIDDLE.fullmatch(text, found[i].end(), found[j].start()) and not EVERYDAY.intersection(written)):
                continue
            if max(len(word), len(other)) > SHORT or (j == i + 1 and all(one[0].isupper() for one in written)):
                side |= {i, j}
        for j in (i - 1, i + 1):
            letter = found[j].group() if 0 <= j < len(found) else ""
            initial = len(letter) == 1 and letter.isupper() and any(other != word and other.startswith(_folded(letter)) for other in words)
            if initial and len(word) > SHORT and word not in LEFT_ALONE and found[i].group()[0].isupper():
                side |= {i, j}
    return side


@lru_cache(maxsize=1 << 16)
def _misread(word: str, words: frozenset[str]) -> str | None:
    """The word of the name that `word` is but for one letter."""
    close = [name for name in words if len(name) >= READABLE and abs(len(name) - len(word)) <= 1 and OSA.distance(name, word) == 1]
    return close[0] if len(close) == 1 else None


def _long(words: frozenset[str]) -> int:
    return sum(len(word) > SHORT for word in words)


@cache
def _pairs(words: frozenset[str]) -> tuple[str, ...]:
    long = sorted(word for word in words if len(word) > SHORT)
    return tuple(first + last for first in long for last in long if first != last)


@cache
def _glued(words: frozenset[str], initials: bool = True) -> frozenset[str]:
    """What accounts are made of: the name's words in a row, or (`initials`) one of them and the other's first letter."""
    pairs = [(first, last) for first in words for last in words if first != last and max(len(first), len(last)) > SHORT]
    whole = {first + last for first, last in pairs}
    return frozenset(whole | {made for first, last in pairs for made in (first[0] + last, first + last[0])} if initials else whole)


@cache
def _model_words() -> frozenset[str]:
    return frozenset(_folded(word) for family in vocabularies()["model_family"] for word in WORD.findall(family))


@lru_cache(maxsize=1 << 16)
def _folded(word: str) -> str:
    decomposed = unicodedata.normalize("NFKD", word.casefold())
    return unicodedata.normalize("NFC", "".join(char for char in decomposed if not unicodedata.combining(char))).translate(_LETTERS)
