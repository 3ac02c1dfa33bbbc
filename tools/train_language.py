"""Fit the language models from the invented lines in `pipeline/language/data` (`make train`); about a minute.

The same data gives the same models, but for the last digits that another machine's linear algebra rounds.
`--test` shows, instead, how the models do on writers that they have not seen.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pandas as pd
from scipy.sparse import hstack
from sklearn.linear_model import LogisticRegression

from pipeline.language.ngrams import NgramModel, letter_terms, stored, word_terms
from pipeline.verdicts.weigh import plain

DATA = Path("pipeline/language/data")
SEEN_WORDS, SEEN_LETTERS = 2, 3  # texts that must hold a term
STRENGTH = {"voice": 4.0, "judging": 6.0}  # inverse of the L2 penalty, chosen with the writer left out
LEAST = 0.04  # weight below which a term is left out of the stored model
RETELLS = "w10"  # a writer who retells answers at length, so that whole lines have the model's voice
REMARKS_AS_VOICE = 1200  # remarks that join the voices, so that no class outweighs the others


def voice_lines() -> pd.DataFrame:
    """Columns writer, text, label."""
    lines = _read("voices.tsv").rename(columns={"voice": "label"})
    remarks = _read("remarks.tsv")
    remarks = remarks[remarks.writer != RETELLS].sample(REMARKS_AS_VOICE, random_state=1).assign(label="remarks")
    return pd.concat([lines, remarks])[["writer", "text", "label"]].reset_index(drop=True)


def judged_remarks() -> pd.DataFrame:
    """Columns writer, text (as the rules leave it to the model), label, and the original text as `whole`."""
    remarks = _read("remarks.tsv")
    return pd.DataFrame({"writer": remarks.writer, "whole": remarks.text, "text": remarks.text.map(plain), "label": remarks.verdict})


def _read(name: str) -> pd.DataFrame:
    return pd.read_csv(DATA / name, sep="\t", quoting=3, dtype=str, keep_default_na=False)


def fit(texts: Sequence[str], labels: Sequence[str], strength: float) -> tuple[NgramModel, bytes]:
    """The model, and its bytes without the terms that hardly weigh anything."""
    words, letters = word_terms(min_df=SEEN_WORDS), letter_terms(min_df=SEEN_LETTERS)
    terms = hstack([words.fit_transform(texts), letters.fit_transform(texts)]).tocsr()
    found = LogisticRegression(C=strength, max_iter=3000).fit(terms, labels)
    weights = found.coef_.T
    kept = np.abs(weights).max(axis=1) >= LEAST
    cut = len(words.vocabulary_)
    parts = []
    for vectoriser, mask in ((words, kept[:cut]), (letters, kept[cut:])):
        names = np.array(vectoriser.get_feature_names_out(), dtype=object)[mask]
        parts.append((list(names), vectoriser.idf_[mask]))
    data = stored(found.classes_, *parts, weights[kept], found.intercept_)
    return NgramModel(tuple(found.classes_), words, letters, weights, found.intercept_), data


def unseen_writers(lines: pd.DataFrame, strength: float) -> pd.DataFrame:
    """Probabilities for each line by a model that has not seen its writer; columns are the classes."""
    found = pd.DataFrame(0.0, index=lines.index, columns=sorted(lines.label.unique()))
    for writer in sorted(lines.writer.unique()):
        own = lines.writer == writer
        model, _ = fit(list(lines.text[~own]), list(lines.label[~own]), strength)
        found.loc[own, list(model.classes)] = model.probabilities(list(lines.text[own]))
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--test", action="store_true", help="score on unseen writers; write nothing")
    options = parser.parse_args()
    for name, lines in (("voice", voice_lines()), ("judging", judged_remarks())):
        if options.test:
            right = unseen_writers(lines, STRENGTH[name]).idxmax(axis=1) == lines.label
            print(f"{name}: {right.mean():.3f} of {len(lines)} lines of unseen writers", right.groupby(lines.writer).mean().round(3).to_dict())
            continue
        _, data = fit(list(lines.text), list(lines.label), STRENGTH[name])
        (DATA / f"{name}.npz").write_bytes(data)
        print(f"{DATA / name}.npz: {len(data) >> 10} KB from {len(lines)} lines")


if __name__ == "__main__":
    main()
