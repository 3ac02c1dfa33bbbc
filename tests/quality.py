"""`docs/quality.md`: the scorers' figures over the real reports that lie beside the project, as totals only.

    python -m tests.quality --shared ../shared --out docs/quality.md
"""

from __future__ import annotations

import argparse
import csv
import json
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from tests.agreement import Agreement, agreement, pairs
from tests.dumps import REWRITES, read_sources
from tests.ink_quality import false_notes, ink_scores, reliability
from tests.leave_one_out import Outcome, figures, leave_one_out
from tests.tablet import Survival, survival
from tools import train_judging as judging
from tools.folds import is_later

AUTHORS = (
    "Known authors are those whose reports the rules were written on; later ones came when the rules stood, and their failures have been looked at "
    "since, so neither column is what the next author will see. The closed windows are: nobody who changes code opens them."
)
MILESTONES = Path("docs/milestones.csv")
MEASURES = ("ingested", "model", "homework", "turns", "notes", "note_words", "ink_words", "note_target", "verdict_keys", "verdicts")


@dataclass(frozen=True, slots=True)
class Measured:
    """What the page tells. `tables` are those of the run with the manifest, `seconds` what it took; `costs` is the bench's JSON;
    `unseen` has, for each way of garbling, what becomes of each report's characters. `closed` are the means over the gold that
    nobody who changes code opens, None where it was not asked for."""

    commit: str
    shared: Path
    tables: Path
    seconds: float
    warm: bool
    with_manifest: dict
    without: dict
    closed: dict | None
    formulas: str
    told: Agreement
    unseen: dict[str, list[list[Outcome]]]
    symbols: Symbols
    survived: Survival
    costs: dict


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--more-gold", type=Path, help="folder of further gold windows")
    parser.add_argument("--cache", type=Path, help="folder of pictures recognised before; without, they are read anew")
    parser.add_argument("--milestone", action="store_true", help="take the means of the closed gold too, and write them into docs/milestones.csv")
    options = parser.parse_args()
    corpus = options.shared / "corpus"
    if not corpus.is_dir():
        raise SystemExit(f"{corpus} is missing: the figures are measured on the reports there")
    commit = subprocess.run(["git", "describe", "--always", "--dirty"], capture_output=True, text=True, check=True).stdout.strip()
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder)
        seconds = _ingest(corpus, out / "with", options.cache or out / "cache", "--manifest", str(corpus / "manifest.csv"))
        _ingest(corpus, out / "without", options.cache or out / "cache")
        gold = _all_gold(options, out / "gold")
        with_manifest, without = (_scores(options.shared, out / name, gold) for name in ("with", "without"))
        closed = _scores(options.shared, out / "with", options.shared / "gold_closed") if options.milestone else None
        if closed is not None:
            _note_milestone(commit, closed)
        measured = Measured(
            commit, options.shared, out / "with", seconds, options.cache is not None, with_manifest, without, closed, _formulas(options.shared, out / "with"),
            sum((agreement(*pair) for pair in pairs(options.shared)), Agreement()), _unseen(corpus), _symbols(options.shared, out / "with"),
            sum((survival(path, out / "rewritten.pdf") for path in sorted(corpus.rglob("*.pdf"))), Survival()), _costs(corpus, out / "costs.json"),
        )  # fmt: skip
        options.out.write_text(_page(measured), encoding="utf-8")


def _unseen(corpus: Path) -> dict[str, list[list[Outcome]]]:
    sources = list(read_sources(corpus))
    return {rewrite: [outcomes for _, outcomes in leave_one_out(sources, rewrite)] for rewrite in REWRITES}


def _costs(corpus: Path, out: Path) -> dict:
    subprocess.run([sys.executable, "-m", "pipeline", "bench", str(corpus), "--json", str(out)], check=True, capture_output=True)
    return json.loads(out.read_text(encoding="utf-8"))


def _ingest(corpus: Path, out: Path, cache: Path, *more: str) -> float:
    began = time.monotonic()
    command = [sys.executable, "-m", "pipeline", "ingest", str(corpus), "--out", str(out), "--cache", str(cache), *more]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode not in (0, 1):
        raise SystemExit(done.stderr[-2000:])
    return time.monotonic() - began


def _all_gold(options: argparse.Namespace, folder: Path) -> Path:
    """A folder with the gold beside the project and the further windows."""
    folder.mkdir()
    for source in filter(None, (options.shared / "gold", options.more_gold)):
        for path in source.glob("*.json"):
            (folder / f"{source.name}-{path.name}").write_bytes(path.read_bytes())
    return folder


def _note_milestone(commit: str, closed: dict) -> None:
    with MILESTONES.open(newline="", encoding="utf-8") as file:
        head, *rows = csv.reader(file)
    row = [commit, str(len(closed["documents"])), *(f"{closed['mean'].get(name, float('nan')):.3f}" for name in head[2:-1]), str(closed["names_kept"])]
    with MILESTONES.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file, lineterminator="\n").writerows([head, *(old for old in rows if old[0] != commit), row])


def _scores(shared: Path, tables: Path, gold: Path) -> dict:
    scores = tables / "scores.json"
    command = [sys.executable, str(shared / "eval/score.py"), "--tables", str(tables), "--gold", str(gold), "--corpus", str(shared / "corpus"), "--json", str(scores)]
    subprocess.run(command, check=True, capture_output=True)
    return json.loads(scores.read_text())


def _formulas(shared: Path, tables: Path) -> str:
    command = [sys.executable, str(shared / "eval/formulas.py"), "--tables", str(tables), "--gold", str(shared / "formulas/formulas.json"), "--corpus", str(shared / "corpus")]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip().splitlines()[-1]


@dataclass(frozen=True, slots=True)
class Symbols:
    """Symbols drawn in fonts whose maps contradict their glyph names, as `glyphs.py` counts them over the corpus; `found`
    counts those in the text."""

    reports: int
    wanted: int
    found: int


def _symbols(shared: Path, tables: Path) -> Symbols:
    corpus = shared / "corpus"
    pdfs = sorted(str(path.relative_to(corpus)) for path in corpus.rglob("*.pdf"))
    command = [sys.executable, str(shared / "eval/glyphs.py"), "--tables", str(tables), "--corpus", str(corpus), *pdfs]
    lines = subprocess.run(command, check=True, capture_output=True, text=True).stdout.splitlines()
    reports = wanted = found = 0
    for head in lines[::2]:
        count, recall = re.search(r"wanted (\d+) symbols of \d+ kinds, recall ([\d.]+)$", head).groups()
        reports += int(count) > 0
        wanted += int(count)
        found += round(int(count) * float(recall))
    return Symbols(reports, wanted, found)


def _page(measured: Measured) -> str:
    tables = measured.tables
    reports, pages = (pd.read_parquet(tables / f"{name}.parquet") for name in ("reports", "pages"))
    status = reports["status"].value_counts()
    sections = [
        "# Quality",
        "Made by `make quality`; not edited by hand. Means over the documents that a person has read (each weighs the same).",
        f"Commit {measured.commit}. {len(reports)} reports, {len(pages)} pages in {measured.seconds:.0f} s with a {'warm' if measured.warm else 'cold'} cache of pictures; "
        + ", ".join(f"{name} {count}" for name, count in status.items() if count) + ".",
        _measures(measured), AUTHORS,
        "## Closed windows, by milestone", _milestones(), "## What is learned", *_learned(),
        "## Symbols", *_symbol_figures(measured, pages), "## Ink", *_ink_figures(measured), "## Cost", _cost(measured.costs),
    ]  # fmt: skip
    return "\n\n".join(sections) + "\n"


def _measures(measured: Measured) -> str:
    documents = measured.with_manifest["documents"]
    submission = {name: name.split("-", 1)[1].split("__")[0] for name in documents}
    known = {name: scores for name, scores in documents.items() if not is_later(submission[name])}
    later = {name: scores for name, scores in documents.items() if is_later(submission[name])}
    families = sorted({scores["family"] for scores in documents.values()})
    groups = [("known authors", known), ("later authors", later), *((family, {n: s for n, s in documents.items() if s["family"] == family}) for family in families)]
    rows = ["| measure | " + " | ".join(f"{title} ({len(held)})" for title, held in groups) + " | all, without the manifest |", "|---" * (len(groups) + 2) + "|"]
    for name in MEASURES:
        cells = [_mean(scores[name] for scores in held.values() if name in scores) for _, held in groups]
        rows.append(f"| {name} | " + " | ".join([*cells, f"{measured.without['mean'].get(name, float('nan')):.3f}"]) + " |")
    kept = [sum(scores["names_kept"] for scores in held.values()) for _, held in groups]
    rows.append("| names kept (cells) | " + " | ".join(map(str, [*kept, measured.without["names_kept"]])) + " |")
    return "\n".join(rows)


def _mean(values: Iterable[float]) -> str:
    found = list(values)
    return f"{sum(found) / len(found):.3f}" if found else ""


def _milestones() -> str:
    with MILESTONES.open(newline="", encoding="utf-8") as file:
        head, *rows = csv.reader(file)
    return "\n".join(["| " + " | ".join(head) + " |", "|---" * len(head) + "|", *("| " + " | ".join(row) + " |" for row in rows)])


def _learned() -> list[str]:
    notes = pd.read_csv(judging.NOTES, keep_default_na=False)
    told = judging.figures(notes, judging.left_out(judging.invented_rows(), notes)).splitlines()
    return [
        "What is fitted to read reports: the layer that weighs the rules of judging against the learned voices (its features of the read notes are "
        "`pipeline/language/data/judged_notes.csv`). The language models behind it have seen invented lines alone; the bank of a homework leaves "
        "out the report at hand; the weights of the path through the homework were chosen by trying, with the author left out of the bank only.",
        "Judging, by layers that have not seen the author's fold:\n\n" + "\n".join(f"- {line.strip()}" for line in told),
    ]


def _symbol_figures(measured: Measured, pages: pd.DataFrame) -> list[str]:
    text = "".join(pages["text"].dropna())
    garbage = len(re.findall("[\ufffd\x00\ue000-\uf8ff]", text))
    drawn, told = measured.symbols, measured.told
    return [
        f"Symbols drawn in fonts whose maps contradict their glyph names ({drawn.reports} reports): {drawn.found} of {drawn.wanted} in the text "
        f"(recall {drawn.found / drawn.wanted:.3f}).",
        f"LaTeX fonts of the same reports rewritten as a tablet rewrites them (`tests/tablet.py`): {measured.survived.regained} of "
        f"{measured.survived.lost} garbled characters read as before, {measured.survived.changed} characters otherwise.",
        f"Formulas transcribed by eye: {measured.formulas.removeprefix('formulas ')}.",
        f"U+FFFD, U+0000 and private-use characters left in visible text: {garbage} in {len(text)} characters; "
        f"glyphs repaired {int(pages['n_repaired'].sum())}, unresolved {int(pages['n_unresolved'].sum())}.",
        f"Transcripts repaired by context against their PDFs repaired from the fonts: {told.alike} of {told.proved} proved symbols alike"
        + (f" ({told.alike / told.proved:.3f})" if told.proved else "") + f", {told.wrong_and_sure} repaired wrongly with a confidence above 0.9.",
        f"Transcripts that the counts have not seen (`tests/leave_one_out.py`): {len(measured.unseen['numbered'])} honest LaTeX reports, garbled in the two ways "
        "of tablets (glyphs numbered anew, or old codes as keys) and repaired with counts of the other reports.",
        _unseen_figures(measured.unseen),
    ]  # fmt: skip


def _unseen_figures(unseen: dict[str, list[list[Outcome]]]) -> str:
    rows = ["| garbling | family | symbols | recall | wrong repairs | of these above 0.9 | honest characters changed |", "|---|---|---|---|---|---|---|"]
    for rewrite, reports in unseen.items():
        for title, found in figures([outcome for outcomes in reports for outcome in outcomes]):
            rows.append(f"| {rewrite} | {title} | {found.garbled} | {found.recall:.3f} | {found.wrong} | {found.wrong_and_sure} | {found.spoilt} |")
    return "\n".join(rows)


def _ink_figures(measured: Measured) -> list[str]:
    scores = ink_scores(measured.shared, measured.tables)
    layered = "; ".join(f"{score.read:.3f} against {score.layer:.3f}" for score in scores if score.layer is not None)
    alone = ", ".join(f"{score.read:.3f}" for score in scores if score.layer is None)
    clean, false = false_notes(measured.tables)
    bands = reliability(measured.shared, measured.tables)
    rows = ["| confidence | words | mean confidence | right |", "|---|---|---|---|"]
    rows += [
        f"| {i / 10:.1f} to {(i + 1) / 10:.1f} | {band.words} | {band.confidence:.2f} | {band.right:.2f} |" if band else f"| {i / 10:.1f} to {(i + 1) / 10:.1f} | 0 | | |"
        for i, band in enumerate(bands)
    ]
    return [
        f"Handwritten words (F1) against the tablet's invisible layer alone, report by report: {layered}. Reports without a layer: {alone}.",
        f"Handwritten records on the {clean} reports without any pen stroke: {false}.",
        "Confidence of handwritten words against the truth. The weights behind it were fitted to the same notes (`tests/fit_confidence.py`), "
        "so the table tells how well they fit, not how they do elsewhere.",
        "\n".join(rows),
    ]  # fmt: skip


def _cost(costs: dict) -> str:
    whole, ink = costs["reading"][-1], costs["ink"]
    return (
        f"Reading with repair and visibility costs {whole['ratio']:.2f} times PyMuPDF's bare `rawdict` over the same {whole['pages']} pages (`make bench`). "
        f"Ink costs {ink['inked_seconds'] / ink['inked']:.2f} s a page that has some ({ink['inked']} pages) "
        f"and {1000 * ink['bare_seconds'] / ink['bare']:.1f} ms a page that has none."
    )  # fmt: skip


if __name__ == "__main__":
    main()
