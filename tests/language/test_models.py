"""The language models that travel with the code."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from pipeline.language.ngrams import load_model
from pipeline.language.voice import ANSWERS, ASKS, FURNITURE, REMARKS, VOICES, voices
from pipeline.verdicts.language import judge
from pipeline.verdicts.weigh import features, sentences, weighed
from tools.train_language import DATA, STRENGTH, fit, judged_remarks, voice_lines

ROUNDING = 0.03  # of probabilities: terms of little weight are left out of the shipped model, whose weights are halves of floats


@pytest.mark.parametrize(
    ("text", "voice"),
    [
        ("Can you please solve part (b) of the second problem?", ASKS),
        ("Step 3: Substituting this into the gradient, we obtain the update rule below.", ANSWERS),
        ("The model got this part right at the first try, though it skipped a step.", REMARKS),
        ("Page 4 of 12", FURNITURE),
    ],
)
def test_a_voice_is_heard(text: str, voice: int) -> None:
    assert voices([text])[0].argmax() == voice


def test_no_lines_have_no_voices() -> None:
    assert voices([]).shape == (0, len(VOICES))


def test_the_data_tells_the_model() -> None:
    """Training on the shipped lines gives the shipped model, but for the rounding of this machine's linear algebra: a changed
    line without `make train` fails here."""
    lines = voice_lines()
    model, _ = fit(list(lines.text), list(lines.label), STRENGTH["voice"])
    shown = list(lines.text[::7])
    assert np.abs(model.probabilities(shown) - load_model("voice").probabilities(shown)).max() < ROUNDING


def test_the_remarks_are_as_many_and_as_various_as_said() -> None:
    remarks = pd.read_csv(DATA / "remarks.tsv", sep="\t", quoting=3, dtype=str, keep_default_na=False)
    assert len(remarks) >= 5000 and remarks.writer.nunique() >= 10 and remarks.voice.nunique() >= 100
    assert set(remarks.verdict) == {"correct", "partial", "incorrect", "none"}
    assert not remarks.text.str.casefold().duplicated().any()


def test_a_model_does_well_on_a_writer_whom_it_has_not_seen() -> None:
    lines = judged_remarks()
    own = lines.writer == "w8"  # soft judgements, the hardest of all
    model, _ = fit(list(lines.text[~own]), list(lines.label[~own]), STRENGTH["judging"])
    found = np.array(model.classes)[model.probabilities(list(lines.text[own])).argmax(axis=1)]
    assert (found == lines.label[own]).mean() > 0.75


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("All looks good!", "correct"),
        ("Very close to the solution, it only misses the last term.", "partial"),
        ("didn't get this, never recovered", "incorrect"),
        ("I then pasted part b into the chat.", None),
        ("The answer is fully correct.", "correct"),
        ("It got the wrong sign and the final answer is incorrect.", "incorrect"),
    ],
)
def test_rules_and_voices_judge_together(text: str, verdict: str | None) -> None:
    found = weighed(text)
    assert found.verdict == verdict and 0 <= found.confidence <= 1


def test_a_grade_is_a_grade() -> None:
    assert weighed("4/5").rule == "grade"


def test_formulas_and_blank_texts_are_weighed_too() -> None:
    model = load_model("judging")
    texts = ["∑_{i=1}^{n} x_{i} = 0", "", "ok"]
    rows = features(texts, [judge(text) for text in texts], model)
    assert rows.shape[0] == 3 and np.isfinite(rows).all()
    assert sentences("") == [""]
