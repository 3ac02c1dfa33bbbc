"""What sentences judge, with negation and scope."""

from pathlib import Path

import pytest

from pipeline.verdicts.collect import FLOOR
from pipeline.verdicts.language import judge


def _sentences() -> list[tuple[str, str | None]]:
    """The sentences of sentences.txt with the verdict whose name in brackets stands above them."""
    sentences: list[tuple[str, str | None]] = []
    verdict: str | None = None
    for line in Path(__file__).with_name("sentences.txt").read_text("utf-8").splitlines():
        if line.startswith("["):
            verdict = None if line == "[none]" else line.strip("[]")
        elif line and not line.startswith("#"):
            sentences.append((line, verdict))
    return sentences


@pytest.mark.parametrize(("text", "verdict"), _sentences())
def test_ways_of_judging(text: str, verdict: str | None) -> None:
    judged = judge(text)
    assert (judged.verdict if judged.confidence >= FLOOR else None) == verdict


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("Fully correct and concise.", "correct"),
        ("One-shotted all parts in one response!", "correct"),
        ("No errors or mistakes in the derivation.", "correct"),
        ("There is a typo, but the final result is correct.", "correct"),
        ("correct, but it does not mention the base case", "partial"),
        ("Correct after one re-ask.", "partial"),
        ("The first answer was a mistake, which it mended once I asked.", "partial"),
        ("This is not entirely wrong.", "partial"),
        ("They do not match the solutions.", "incorrect"),
        ("This answer is incorrect.", "incorrect"),
        ("I expected it to fail on this one.", None),
        ("It drew the right angle first.", None),
        ("I pass a screenshot here.", None),
    ],
)
def test_verdict_of_a_sentence(text: str, verdict: str | None) -> None:
    assert judge(text).verdict == verdict


@pytest.mark.parametrize(
    ("verdict", "texts"),
    [
        ("correct", (
            "Good.", "Looks fine to me", "I agree with this answer.", "All steps check out.", "Full marks.", "It breezed through this one.",
            "The model had no trouble with the second matrix.", "It was able to quickly derive the bound.", "It managed to find the eigenvalues.",
            "The result is the same as in the key.", "This is basically the staff solution.", "I could not find any errors.", "It hits all the main points.",
            "It avoids mistakes.",
            "Correct, but very long.", "Different from the official solution but still valid.", "The answer is right, and my mistake in the prompt did not matter.",
            "Correct even with my erroneous prompt.", "Everything is right; the other half of the page repeats the question.",
        )),
        ("partial", (
            "Mostly correct, but forgot the constant.", "Everything is right except the sign.", "Only half of the boxes are right.", "Minor slip in the last line.",
            "It needed a second hint to get there.", "Right, after a long correction.", "minor correction", "It finally gets it.", "With a bit of help it could do it.",
            "It took some back and forth, but we arrived at the correct answer.", "When I questioned this, it corrected its answer.",
            "The answer is right, yet it never explains why.",
            "It is on the right track but stops too early.", "After insisting on the units, it was able to solve it.", "The answer needs more detail.",
        )),
        ("incorrect", (
            "Nope.", "That is not right.", "Completely off.", "It completely missed the point.", "This makes no sense.", "The answer differs from the official solution.",
            "Still wrong after the hint.", "Could not solve it even after several hints.", "I asked it three times and it never got it right.",
            "This isnt correct.", "It doesnt get the right answer.",
            "It invented a lemma.", "It mixed up rows and columns.", "The claim is not true.", "It miscalculates the area.",
        )),
        (None, (
            "Is this correct?", "Clear explanation.", "Great overview!", "I uploaded the sheet so that it reads the numbers correctly.",
            "I drew it to avoid that it gets confused.", "I asked it to check whether the sum is right.", "The question asks for the correct order.",
        )),
    ],
)  # fmt: skip
def test_how_people_judge(verdict: str | None, texts: tuple[str, ...]) -> None:
    judged = {text: judge(text) for text in texts}
    assert {text: j.verdict if j.confidence >= FLOOR else None for text, j in judged.items()} == dict.fromkeys(texts, verdict)


@pytest.mark.parametrize("text", [
    "It read the matrix correctly.", "It does not show its thinking here.", "To correct this, I asked again.", "The homework does not specify the unit.",
])  # fmt: skip
def test_what_judges_nothing_has_no_cue(text: str) -> None:
    assert judge(text).verdict is None


def test_a_grade_is_surer_than_the_same_word_in_prose() -> None:
    assert judge("good").confidence > judge("It gives a good overview of wheels.").confidence


def test_first_try_and_help() -> None:
    assert judge("Correct at the first try.").one_shot is True
    assert judge("Right after I pointed out the sign.").one_shot is False


def test_hallucination_needs_assertion() -> None:
    assert judge("It did not hallucinate at all.").hallucination is False
    assert judge("It hallucinated a citation.").hallucination is True
    assert judge("Clear and well written.").hallucination is None


def test_a_judgement_keeps_its_words() -> None:
    assert judge("The proof is correct.").evidence == "correct"


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("It correctly explains why the bridge fails.", "correct"),  # what the answer says
        ("It failed to find the correct wheel.", "incorrect"),  # what was not reached
        ("Once I pointed out the error, it was right.", "partial"),  # what the student said
        ("It said “this is wrong” before it went on.", None),  # what the model said
        ("I also forgot the second page.", None),  # what the student did
        ("It might be that the drawing is wrong.", None),  # a guess at reasons
        ("While it is right, it skips the last step.", "partial"),  # a concession is not the last word
        ("It skips a step, but it is right.", "correct"),
        ("No, this is wrong.", "incorrect"),  # "no" denies nothing behind a comma
        ("It could not find the right wheel.", "incorrect"),
        ("Everything is right besides the sign.", "partial"),
        ("It turned left besides.", None),
        ("It looks right but is wrong.", "incorrect"),
    ],
)
def test_what_a_cue_reaches(text: str, verdict: str | None) -> None:
    assert judge(text).verdict == verdict


def test_a_denied_cue_keeps_what_denies_it() -> None:
    assert judge("The sum is not quite correct.").evidence.startswith("not")


def test_a_word_of_consent_grades_only_alone() -> None:
    assert judge("Fine.").verdict == "correct"
    assert judge("Okay, let us look at the next wheel.").verdict is None
