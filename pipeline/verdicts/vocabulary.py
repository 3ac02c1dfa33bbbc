"""The words of judging, read from schemas/verdict_language.yaml into spaCy Matcher patterns and sets of words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib import resources

import spacy
import yaml
from spacy.language import Language
from spacy.matcher import Matcher

CATEGORIES = ("ignored", "right", "covering", "praise", "one_shot", "unaided", "vain", "still", "needed", "help", "partly", "except", "wrong", "flawed", "invented")
FEW = 3  # from so many optional words on, two of them may follow each other


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The tokenizer, the patterns of each category, and the words that turn, halve, hide or bound them."""

    nlp: Language
    matcher: Matcher
    negation: frozenset[str]
    degree: frozenset[str]
    halving: frozenset[str]
    unreal: frozenset[str]
    claimed: frozenset[str]
    consent: frozenset[str]
    contrast: frozenset[str]
    concession: frozenset[str]
    complement: frozenset[str]
    own: frozenset[str]
    noticed: tuple[str, ...]


@cache
def vocabulary() -> Vocabulary:
    """The vocabulary, read once."""
    data = yaml.safe_load(resources.files("schemas").joinpath("verdict_language.yaml").read_text("utf-8"))
    nlp = spacy.blank("en")
    nlp.tokenizer.rules = {text: rule for text, rule in nlp.tokenizer.rules.items() if not re.fullmatch(r"[a-z]\.", text)}  # "in part b. Then" is two sentences
    nlp.add_pipe("sentencizer", config={"punct_chars": [".", "!", "?", "…", "。", "•"]})
    matcher = Matcher(nlp.vocab)
    for category in CATEGORIES:
        matcher.add(category, [[_token_pattern(word, data["words"]) for word in line.split()] for line in data[category]])
    names = ("negation", "degree", "halving", "unreal", "claimed", "consent", "contrast", "concession", "complement", "own")
    sets = {name: frozenset(str(word).casefold() for word in data[name]) for name in names}
    return Vocabulary(nlp, matcher, noticed=tuple(data["noticed"]), **sets)


def _token_pattern(word: str, lists: dict[str, list[str]]) -> dict[str, object]:
    if word == "*":
        return {"OP": "{0,2}", "IS_PUNCT": False}
    named = (w.lstrip("?") for w in word.split("|"))
    words = [w for name in named for w in (lists[name[1:]] if name.startswith("@") else [name])]
    words += ["nt"] if "n't" in words else []  # "doesnt"
    choices = (re.escape(w.rstrip("~")) + (r"\w*" if w.endswith("~") and len(w) > 1 else "") for w in words)
    pattern: dict[str, object] = {"LOWER": {"REGEX": f"^(?:{'|'.join(c or '~' for c in choices)})$"}}
    return pattern | ({"OP": "?" if word.count("?") < FEW else "{0,2}"} if word.startswith("?") else {})
