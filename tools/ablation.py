"""What each mechanism is worth: the scores without it, and how many reports it moves (`make ablation`).

    python -m tools.ablation --shared ../shared [--more-gold FOLDER]

Reads every report of the corpus that has gold once (pictures and ink by the cache), then judges it with one mechanism after
the other switched off. The bank always leaves the author out.
"""

from __future__ import annotations

import argparse
import contextlib
import importlib.util
import pickle
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from unittest.mock import patch

import pandas as pd

from pipeline.discover import discover, read_manifest, with_titles
from pipeline.homework.bank import KnownHomework, Witness
from pipeline.process import process_report
from pipeline.result import Options, ReportResult, Source
from pipeline.tables.rows import report_rows
from pipeline.verdicts.language import judge
from schemas.catalogue import TABLES
from tools.folds import is_later
from tools.gold import Gold, read_gold

SCORES = ("turns", "notes", "note_target", "verdict_keys", "verdicts")
MOVED = 0.005  # a report's score must change by more to count as moved


@dataclass(frozen=True, slots=True)
class Mechanism:
    """What is switched off: a function by the module that uses it, and what stands in its place."""

    name: str
    module: str
    function: str
    instead: Callable[..., object]


TURNS = "pipeline.segments.turns"
MECHANISMS = (
    Mechanism("pairs of markers", TURNS, "induced_labels", lambda lines, labels: {}),
    Mechanism("time stamps of an export", TURNS, "stamped_bubbles", lambda lines, style, drawn: None),
    Mechanism("prompts in a type of their own", TURNS, "asked_by_look", lambda lines, style: None),
    Mechanism("one marker alone", TURNS, "one_sided_labels", lambda lines, labels: {}),
    Mechanism("remarks at the end of answers", TURNS, "with_closing_remarks", lambda segments: segments),
    Mechanism("tints told by voice", "pipeline.segments.bubbles", "_asks_more", lambda members, lines: 0.0),
    Mechanism("looks of the student's own", TURNS, "own_looks", lambda *given: frozenset()),
    Mechanism("figures of an answer", TURNS, "with_figures", lambda segments: segments),
    Mechanism("answering text outside turns", TURNS, "unasked_apart", lambda segments: segments),
    Mechanism("pictured titles before the first prompt", TURNS, "unasked_pictures", lambda segments: segments),
    Mechanism("remarks set as prompts", TURNS, "quotes_apart", lambda segments: segments),
    Mechanism("names that take turns with the model's", TURNS, "named_prompts", lambda lines, labels: {}),
    Mechanism("answers set like the prompts' headings", TURNS, "paired_answers", lambda lines, labels: {}),
    Mechanism("boxes of thoughts", TURNS, "thinking_blocks", lambda lines: {}),
    Mechanism("headings that speak to the model", TURNS, "spoken_turns", lambda lines, labels: {}),
    Mechanism("answers that begin with a proof", TURNS, "opened_answers", lambda lines, labels: {}),
    Mechanism("plain answers behind bold prompts", TURNS, "plain_answers", lambda lines, labels: {}),
    Mechanism("prompts without a label", TURNS, "with_unlabelled_prompts", lambda segments, size: segments),
    Mechanism("pages added to a print", TURNS, "added_pages", lambda *given: frozenset()),
    Mechanism("files sent alone", TURNS, "answers_cut", lambda segment, files: [segment]),
    Mechanism("the bank of the homework", "pipeline.process", "known_homework", lambda *given, **named: KnownHomework()),
    Mechanism("the path through the homework", "pipeline.segments.records", "along_the_path", lambda drafts, placed, known, told: (drafts, placed)),
    Mechanism("notes that tell a turn's place", "pipeline.segments.records", "told_by_notes", lambda notes, placed, drafts: placed),
    Mechanism("learned voices of judging", "pipeline.verdicts.collect", "weighed", lambda text, said=None: said or judge(text)),
    Mechanism("judgements in prompts", "pipeline.verdicts.collect", "_from_prompts", lambda records: []),
    Mechanism("levels of the student's own", "pipeline.verdicts.collect", "read_legend", lambda texts: {}),
)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, required=True)
    parser.add_argument("--more-gold", type=Path)
    parser.add_argument("--cache", type=Path, help="folder of recognised pictures")
    options = parser.parse_args()
    gold = list(read_gold([folder for folder in (options.shared / "gold", options.more_gold) if folder]))
    score = _scorer(options.shared)
    with tempfile.TemporaryDirectory() as folder:
        kept = Path(folder)
        sources = _sources(options.shared / "corpus", {one.submission for one in gold})
        results = [process_report(source, Options(cache=options.cache, kept=kept)) for source in sources]
        told = tuple(result.witness for result in results if result.witness)
        whole = _scores(sources, gold, kept, told, score)
        print("| without | reports moved | " + " | ".join(f"{name} ({group})" for name in SCORES for group in ("known", "later")) + " |")
        print("|---" * (2 + 2 * len(SCORES)) + "|")
        print(_row("(everything on)", whole, whole))
        for mechanism in MECHANISMS:
            with _without(mechanism):
                print(_row(mechanism.name, whole, _scores(sources, gold, kept, told, score)), flush=True)


@contextlib.contextmanager
def _without(mechanism: Mechanism) -> Iterator[None]:
    with patch(f"{mechanism.module}.{mechanism.function}", mechanism.instead):
        yield


def _sources(corpus: Path, submissions: set[str]) -> list[Source]:
    manifest = corpus / "manifest.csv"
    found = with_titles(discover(corpus).sources, read_manifest(manifest) if manifest.is_file() else {})
    return [source for source in found if source.submission in submissions]


def _scores(sources: list[Source], gold: list[Gold], kept: Path, told: tuple[Witness, ...], score: ModuleType) -> pd.DataFrame:
    """A row for each gold window: its submission and scores."""
    bank = kept / "bank.pickle"
    bank.write_bytes(pickle.dumps(told))
    with patch("pipeline.process.load_bank", lambda path: pickle.loads(path.read_bytes())):
        results = {source.relative: process_report(source, Options(kept=kept, bank=bank)) for source in sources}
    return pd.DataFrame([{"submission": one.submission, **_score(one, results[one.data["doc"]], score)} for one in gold if one.data["doc"] in results])


def _score(gold: Gold, result: ReportResult, score: ModuleType) -> dict[str, float]:
    rows = report_rows(result, "s" + "0" * 16).tables
    tables = {name: pd.DataFrame(rows[name], columns=list(TABLES[name].dtypes())) for name in ("records", "verdicts")}
    found = score.score_document(gold.data, pd.Series(rows["reports"][0]), tables)
    return {name: found[name] for name in SCORES if name in found}


def _row(name: str, whole: pd.DataFrame, found: pd.DataFrame) -> str:
    moved = ((found[list(SCORES)] - whole[list(SCORES)]).abs() > MOVED).any(axis=1)
    later = found.submission.map(is_later)
    cells = [f"{found.loc[group, score].mean():.3f}" for score in SCORES for group in (~later, later)]
    return f"| {name} | {found.submission[moved].nunique()} | " + " | ".join(cells) + " |"


def _scorer(shared: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("score", shared / "eval/score.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


if __name__ == "__main__":
    main()
