"""What sentences judge, with negation and scope."""

import pytest

from pipeline.verdicts.language import judge


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("Fully correct and concise.", "correct"),
        ("One-shotted all parts in one response!", "correct"),
        ("No errors or mistakes in the derivation.", "correct"),
        ("There is a typo, but the final result is correct.", "correct"),
        ("correct, but it does not mention the base case", "partial"),
        ("Correct after a single re-ask.", "partial"),
        ("The first answer was a mistake, which it mended once I asked.", "partial"),
        ("This is not entirely wrong.", "partial"),
        ("These do not match the solutions.", "incorrect"),
        ("This answer is incorrect.", "incorrect"),
        ("I expected it to fail on this one.", None),
        ("It drew the right angle first.", None),
        ("Here I pass a screenshot of the question.", None),
    ],
)
def test_verdict_of_a_sentence(text: str, verdict: str | None) -> None:
    assert judge(text).verdict == verdict


def test_first_try_and_help() -> None:
    assert judge("Correct at the first try.").one_shot is True
    assert judge("Right after I pointed out the sign.").one_shot is False


def test_hallucination_needs_assertion() -> None:
    assert judge("It did not hallucinate at all.").hallucination is False
    assert judge("It hallucinated a citation.").hallucination is True
    assert judge("Clear and well written.").hallucination is None


def test_a_judgement_keeps_its_words() -> None:
    assert judge("The proof is correct.").evidence == "correct"
