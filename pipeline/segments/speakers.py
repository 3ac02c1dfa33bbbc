"""Labels that say who speaks: "USER PROMPT:", "Kimi's Response:", "Evaluation:", in the words of schemas/labels.yaml."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from functools import cache
from importlib import resources
from itertools import takewhile

import yaml

from pipeline.facts.models import family_names
from pipeline.language.voice import ANSWERS, ASKS
from pipeline.report import Line
from pipeline.segments.heard import mean_voice

PARTNER = {"q": "a", "a": "q"}  # a letter is a speaker's only beside the other: "Q2 (a)." heads a question
STRAY = 4  # times as often must another label stand for a name to be a stray
VOICED = 0.34  # share of a weak label's uses whose words are the student's
VOICE_LINES = 3  # lines behind a label in which its voice is heard
HEARD, ANSWERED = 12, 0.7  # words from which a voice is heard; share of it that answers (chosen)
LONGEST_LABEL = 70  # characters; a longer line is prose that happens to begin with a label's word

_PLACED = r"(?:(?:part|step|turn|problem|q(?:uestion)?)?\s*#?\d{0,2}\s*[(.]?[a-z]?[ivx]{0,3}(?![a-z])[).]?\s*[:.–—-]?\s*)"
_LEAD = rf"^[\W_]{{0,6}}(?:\d{{1,2}}(?:\.\d{{1,2}}){{0,3}}\.?\s*)?{_PLACED}{{0,2}}[\W_]{{0,6}}"  # "7.2 Q3a ii) ", "Part 2 (b): "
_MODEL = r"(?:(?:FAMILIES|llm|deepseek|le chat|gpt|opus|sonnet)[\w.]*(?:[\s\-]?(?:pro|flash|max|v?\d[\w.]*|ai|opus|sonnet|haiku|chat|thinking|plus|maverick|fast))*(?:\s*\([^)]{1,30}\))?)"


@dataclass(frozen=True, slots=True)
class SpeakerLabel:
    """A label at the start of a line: whose turn it opens, and where the spoken words begin in the line's text."""

    role: str  # prompt, response, annotation or thinking
    word: str  # the label itself, folded
    strong: bool
    start: int
    end: int
    alone: bool  # nothing else stands on the line
    sure: bool = True  # closed by a colon or set apart; a bare name on a line of its own is not
    bare: bool = False  # a model's name and no word such as "response"


def _blanks(pattern: str) -> str:
    """In the vocabulary a space is any run of blanks, " ?" an optional one."""
    return pattern.replace(" ?", r"\s*").replace(" ", r"\s+")


@cache
def _patterns() -> tuple[tuple[str, bool, re.Pattern[str]], ...]:
    data = yaml.safe_load(resources.files("schemas").joinpath("labels.yaml").read_text("utf-8"))
    model = _model_name()
    out = []
    for role in ("prompt", "response", "annotation"):
        for strength in ("strong", "weak"):
            words = "|".join(f"(?:{line})" for line in data[role][strength]).replace("MODEL", model)
            out.append((role, strength == "strong", re.compile(rf"(?P<word>{_blanks(words)})(?P<number>\s*#?\d{{1,2}}(?:\.\d{{1,2}})?[a-z]?)?(?P<aside>\s*\([^)]{{1,40}}\))?(?![\w’'-])", re.IGNORECASE)))
    return tuple(out)


@cache
def _bare_name() -> re.Pattern[str]:
    return re.compile(_model_name(), re.IGNORECASE)


def _model_name() -> str:
    return _MODEL.replace("FAMILIES", "|".join(re.escape(name).replace(r"\-", r"[\s\-]?") for name in family_names()))


@cache
def _word_list(name: str) -> re.Pattern[str]:
    data = yaml.safe_load(resources.files("schemas").joinpath("labels.yaml").read_text("utf-8"))
    return re.compile("|".join(f"(?:{line})" for line in map(_blanks, data[name])), re.IGNORECASE)


_LEADING = re.compile(_LEAD, re.IGNORECASE)
_MYSELF = re.compile(r"\bI(?:['’](?:m|ve|d|ll))?\s+[a-z]{2,}|\b[Mm]y\b")
_THOUGHTS = re.compile(r"\s*(?:thoughts?|thought process|thinking|reasoning)\s*:\s*(?=\S)", re.IGNORECASE)
_PUNCTUATION = re.compile(r"\s*(?P<mark>[:：]|\.(?=\s|$)|[—–-](?=\s)|$)\s*[*_]{0,2}\s*")


def is_thinking(text: str) -> bool:
    """Whether a line is the chat page's own "Thought for 12s" mark."""
    match = _word_list("thinking").match(text.strip(" •◦▸▾>‹›⌄∨~.★✦✧\u200b"))
    return bool(match) and len(text.strip()) - match.end() <= 6


def speaks_of_model(text: str) -> bool:
    """Whether a line speaks of a language model or of prompting one."""
    return bool(_of_model().search(text))


def is_own_voice(text: str) -> bool:
    """Whether a line may be the student's: it speaks of a model, of prompting one, or of its writer."""
    return speaks_of_model(text) or bool(_MYSELF.search(text))


@cache
def _of_model() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{_model_name()}|llms?|chatbot|prompt(?:s|ed|ing)?|one.shot(?:ted)?)\b", re.IGNORECASE)


def thinking_blocks(lines: list[Line]) -> dict[int, SpeakerLabel]:
    """Boxes that an export prints a model's thoughts in, "Thought: ..." at the top of each, by index of that line."""
    tops = [i for i, line in enumerate(lines) if line.panel is not None and (i == 0 or (lines[i - 1].page, lines[i - 1].panel) != (line.page, line.panel))]
    found = {i: match for i in tops if (match := _THOUGHTS.match(lines[i].text))}
    return {i: SpeakerLabel("thinking", "thinking", True, 0, match.end(), False) for i, match in found.items()} if len(found) >= 2 else {}


def is_chrome(text: str) -> bool:
    """Whether a line is nothing but buttons and notices of a chat page ("Skip to content", "Log in")."""
    words = text.strip(" •·|>‹›⌄∨~.\u200b")
    return bool(words) and _word_list("chrome").sub("", words).strip(" •·|.,") == "" and bool(_word_list("chrome").match(words))


def is_spoken(text: str) -> bool:
    """Whether a heading is what the user says to the model ("Here's the next question: ...")."""
    return bool(_word_list("spoken").match(text.strip()))


def is_own_section(text: str) -> bool:
    """Whether a heading opens a section of the student's own ("Executive Summary")."""
    bare = re.sub(r"^[\W\d_]+", "", text).strip(" :.")
    return len(bare) < 70 and bool(_word_list("own_section").search(bare))


def speaker_label(text: str) -> SpeakerLabel | None:
    """The label that `text` opens with, or None. A label ends in a colon, a stop, a dash or the line's end."""
    if is_thinking(text):
        return SpeakerLabel("thinking", "thinking", True, 0, len(text), True)
    text, places = _without_ligatures(text)
    best: SpeakerLabel | None = None
    lead = _LEADING.match(text)
    for offset in {0, lead.end() if lead else 0, len(text) - len(text.lstrip(" #*•>-_"))}:
        for role, strong, pattern in _patterns():
            match = pattern.match(text, offset)
            if not match or match.end() > LONGEST_LABEL:
                continue
            close = _PUNCTUATION.match(text, match.end())
            if not close:
                continue
            end = close.end()
            alone = not text[end:].strip(" *_:")
            if close["mark"].startswith((".", "-", "–", "—")) and not alone and not strong:
                continue
            word = re.sub(r"\W+", " ", match["word"]).casefold().strip()
            found = SpeakerLabel(role, word, strong, places[match.start()], places[end], alone, bare=bool(_bare_name().fullmatch(match["word"])))
            if best is None or (found.end, found.strong) > (best.end, best.strong):
                best = found
    return best


def _without_ligatures(text: str) -> tuple[str, list[int]]:
    """`text` with ligatures ("\ufb01rst") spelled out, and for each of its characters (and its end) the index in `text`."""
    spelled = [unicodedata.normalize("NFKC", char) if "\ufb00" <= char <= "\ufb06" else char for char in text]
    return "".join(spelled), [index for index, piece in enumerate(spelled) for _ in piece] + [len(text)]


def split_run_in(line: Line) -> tuple[Line, ...]:
    """Cut a line at bold labels inside it ("... data. Model Reply. Weight sharing ..."), so that each opens a line."""
    cuts = []
    at = 0
    for span in line.spans:
        words = span.text.strip()
        place = line.text.find(words, at) if words else -1
        if place < 0:
            continue
        at = place + len(words)
        if place and span.bold and words[-1:] in ".:" and len(words) < 40:
            label = speaker_label(words)
            if label and label.alone and label.strong and words.rstrip(".: ").istitle():
                cuts.append((place, span.box[0]))
    if not cuts:
        return (line,)
    pieces = []
    for (start, x0), (end, x1) in zip([(0, line.box[0]), *cuts], [*cuts, (len(line.text), line.box[2])], strict=True):
        text = line.text[start:end].strip()
        if text:
            spans = tuple(s for s in line.spans if x0 - 1 <= (s.box[0] + s.box[2]) / 2 <= x1 + 1)
            bold = bool(start) or line.bold
            pieces.append(replace(line, text=text, box=(x0, line.box[1], x1, line.box[3]), spans=spans, bold=bold))
    return tuple(pieces)


def trusted_labels(lines: list[Line]) -> dict[int, SpeakerLabel]:
    """The labels of a report that really open turns or notes, by index into `lines`.

    A label is closed by a colon, set apart by its type, or stands alone on its line; then a bare name is kept but is not
    `sure`. A weak label counts where it is set apart and recurs; one of remarks only where the student is heard behind it,
    for answers have their own "Result:" and "Summary". A word that prose begins with in lower case is none, and so is a
    cell of a row.
    """
    found: dict[int, SpeakerLabel] = {}
    for index, line in enumerate(lines):
        label = speaker_label(line.text)
        if label is None:
            continue
        apart = _set_apart(line, label)
        if label.role == "thinking" or apart or line.text[label.start].isupper():
            found[index] = replace(label, sure=apart or ":" in line.text[label.start : label.end])
    apart_count = Counter(label.word for index, label in found.items() if _set_apart(lines[index], label))
    trusted = {index: label for index, label in found.items() if _trusted(lines[index], label, apart_count[label.word], apart_count[PARTNER[label.word]] if label.word in PARTNER else None)}
    unvoiced = _unvoiced(trusted, lines)
    trusted = {i: label for i, label in trusted.items() if label.role != "annotation" or label.word not in unvoiced and not (label.strong and _in_row(lines, i))}
    used = Counter((label.role, label.word) for label in trusted.values() if label.sure)
    most = {role: max(n for (other, _), n in used.items() if other == role) for role, _ in used}
    return {index: label for index, label in trusted.items() if not _stray_name(label, used, most.get(label.role, 0))}


def _unvoiced(labels: dict[int, SpeakerLabel], lines: list[Line]) -> frozenset[str]:
    """The labels of remarks behind which the student is not heard: weak ones without their words, strong ones whose voice
    answers."""
    heard: dict[tuple[str, bool], list[list[str]]] = defaultdict(list)
    for index, label in labels.items():
        if label.role == "annotation":
            behind = takewhile(lambda i: i not in labels, range(index + 1, min(index + 1 + VOICE_LINES, len(lines))))
            heard[label.word, label.strong].append([lines[index].text[label.end :], *(lines[i].text for i in behind)])

    def unheard(said: list[list[str]], strong: bool) -> bool:
        return _answers([" ".join(texts) for texts in said]) if strong else sum(any(map(is_own_voice, texts)) for texts in said) < VOICED * len(said)

    return frozenset(word for (word, strong), said in heard.items() if unheard(said, strong))


def _answers(said: list[str]) -> bool:
    """Whether what stands behind a label sounds like an answer, which has its own "Evaluation" too."""
    voice = mean_voice(said)
    return bool(sum(len(text.split()) for text in said) >= HEARD and voice[ANSWERS] + voice[ASKS] >= ANSWERED)


def _in_row(lines: list[Line], index: int) -> bool:
    """Whether a line stands in one row with the lines before it, as the heads of a table's columns do."""
    line, before = lines[index], lines[index - 1] if index else None
    if before is None or line.zone != before.zone or line.page != before.page or line.picture != before.picture:
        return False
    return before.box[2] + line.size < line.box[0] and abs(before.box[3] - line.box[3]) < 0.3 * line.size


def _stray_name(label: SpeakerLabel, used: Counter[tuple[str, str]], most: int) -> bool:
    """A model's name with words behind it ("GPT-3: 175 billion parameters"), where the report marks its answers by another
    label again and again."""
    return label.role == "response" and label.bare and not label.alone and STRAY * used[label.role, label.word] < most


def _set_apart(line: Line, label: SpeakerLabel) -> bool:
    """Whether the label's own words are bold, coloured or a panel's title, unlike the words behind them."""
    head = next((span for span in line.spans if span.text.strip()), None)
    words = line.text[label.start : label.end].strip(" :")
    return line.bold or bool(head and (head.bold or head.colour not in (0, line.colour))) or (len(words) > 2 and words.isupper()) or line.text.startswith("#")


def _trusted(line: Line, label: SpeakerLabel, apart: int, partner: int | None) -> bool:
    """`apart` is how often the report sets the label's word apart, `partner` the other letter's of a "Q" and "A"."""
    if label.role == "thinking":
        return True
    if label.strong:
        return label.sure or label.alone
    return _set_apart(line, label) and apart >= 2 and (partner is None or partner >= 2)
