"""Fit the layer that weighs rules and model against each other (`pipeline/verdicts/weigh.py`), part of `make train`.

With `--gold FOLDER ...` the numbers of the notes that people have read are taken anew and kept in `judged_notes.csv`
(features and labels, no words); without, the kept ones serve. Prints how rules and layer do on authors left out.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import numpy as np
import pandas as pd
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import StandardScaler

from pipeline.verdicts.language import judge
from pipeline.verdicts.weigh import FAINT, features
from tools.folds import FOLDS, fold_of
from tools.gold import read_gold
from tools.train_language import DATA, STRENGTH, fit, judged_remarks

READ, INVENTED = 5.0, 0.2  # weight of a read note and of an invented remark, chosen by fold
STRENGTH_OF_LAYER = 0.05  # inverse of the L2 penalty, chosen by fold
NOTES = DATA / "judged_notes.csv"
DIGITS = 4


def invented_rows() -> tuple[np.ndarray, np.ndarray]:
    """Features of the invented remarks by a model that has not seen their writer, and their verdicts."""
    lines = judged_remarks()
    rows = np.zeros((0, 0))
    for writer in sorted(lines.writer.unique()):
        own = (lines.writer == writer).to_numpy()
        model, _ = fit(list(lines.text[~own]), list(lines.label[~own]), STRENGTH["judging"])
        texts = list(lines.whole[own])
        found = features(texts, [judge(text) for text in texts], model)
        rows = np.zeros((len(lines), found.shape[1])) if not rows.size else rows
        rows[own] = found
    return rows, lines.label.to_numpy()


def read_rows(folders: list[Path]) -> pd.DataFrame:
    """Columns fold, author (a number), rules (what they judge), label, then the features of each note that people have read."""
    lines = judged_remarks()
    model, _ = fit(list(lines.text), list(lines.label), STRENGTH["judging"])
    notes = {(gold.submission, note["text"]): note["verdict"] or "none" for gold in read_gold(folders) for note in gold.data["annotations"]}
    authors = {author: i for i, author in enumerate(sorted({author for author, _ in notes}))}
    texts = [text for _, text in notes]
    said = [judge(text) for text in texts]
    table = pd.DataFrame(features(texts, said, model).round(DIGITS)).add_prefix("f")
    head = pd.DataFrame({
        "fold": [fold_of(author) for author, _ in notes], "author": [authors[author] for author, _ in notes],
        "rules": [rules.verdict if rules.verdict and rules.confidence >= FAINT else "none" for rules in said], "label": list(notes.values()),
    })  # fmt: skip
    return pd.concat([head, table], axis=1)


def fit_layer(invented: tuple[np.ndarray, np.ndarray], notes: pd.DataFrame) -> tuple[StandardScaler, LogisticRegression]:
    rows = np.vstack([invented[0], notes.filter(regex=r"^f\d+$").to_numpy()])
    labels = np.concatenate([invented[1], notes.label.to_numpy()])
    weights = np.concatenate([np.full(len(invented[1]), INVENTED), np.full(len(notes), READ)])
    scale = StandardScaler().fit(rows)
    return scale, LogisticRegression(C=STRENGTH_OF_LAYER, max_iter=2000).fit(scale.transform(rows), labels, sample_weight=weights)


def left_out(invented: tuple[np.ndarray, np.ndarray], notes: pd.DataFrame) -> pd.DataFrame:
    """Probabilities of the read notes by layers that have not seen their fold of authors."""
    found = pd.DataFrame(0.0, index=notes.index, columns=sorted(set(notes.label)))
    for fold in range(FOLDS):
        own = notes.fold == fold
        scale, layer = fit_layer(invented, notes[~own])
        found.loc[own, list(layer.classes_)] = layer.predict_proba(scale.transform(notes[own].filter(regex=r"^f\d+$").to_numpy()))
    return found


def figures(notes: pd.DataFrame, chances: pd.DataFrame) -> str:
    layer = chances.idxmax(axis=1)
    lines = [f"{len(notes)} notes of {notes.author.nunique()} authors; right: rules {(notes.rules == notes.label).mean():.3f}, weighed {(layer == notes.label).mean():.3f}"]
    sure = chances.max(axis=1)
    for low, high in ((0.0, 0.5), (0.5, 0.7), (0.7, 0.85), (0.85, 1.01)):
        band = (sure >= low) & (sure < high)
        lines.append(f"  confidence {low:.2f} to {min(high, 1):.2f}: {band.sum()} notes, mean {sure[band].mean():.2f}, right {(layer == notes.label)[band].mean():.2f}")
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--gold", type=Path, nargs="*", default=[])
    options = parser.parse_args()
    if options.gold:
        read_rows(options.gold).to_csv(NOTES, index=False)
    notes = pd.read_csv(NOTES, keep_default_na=False)
    invented = invented_rows()
    print(figures(notes, left_out(invented, notes)))
    scale, layer = fit_layer(invented, notes)
    kept = {"classes": list(layer.classes_), "mean": scale.mean_, "scale": scale.scale_, "weights": layer.coef_.T, "bias": layer.intercept_}
    rounded = {name: np.round(value, 6).tolist() if isinstance(value, np.ndarray) else value for name, value in kept.items()}
    (DATA / "weighing.json").write_text(json.dumps(rounded) + "\n")


if __name__ == "__main__":
    main()
