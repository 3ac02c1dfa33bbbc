"""One row for each (report, question, part) that the student judges."""

from __future__ import annotations

from typing import ClassVar

import pandas as pd
import pandera.pandas as pa

from schemas.fields import PSEUDONYM, RECORD_ID, REPORT_ID, Flag, Integer, Number, Table, Text, column, one_of

Verdict = one_of("verdict")
ModelFamily = one_of("model_family")
Channel = one_of("channel")


class Verdicts(Table):
    """The student's final judgement of the model's answer, with the words that it rests on."""

    report_id: Text = column("Report", matches=REPORT_ID)
    student_id: Text = column("Pseudonym of the submission, as in `reports`", matches=PSEUDONYM)
    submission: Text = column("Submission, as in `reports`")
    model: Text = column("Canonical label of the model, as in `reports`", nullable=True)
    model_family: ModelFamily = column("Family of the model, as in `reports`", nullable=True)
    homework: Integer = column("Homework number, as in `reports`", nullable=True, ge=0)
    question: Text = column("Homework question, such as 2; null when nothing tells which (then `needs_review` is set)", nullable=True)
    part: Text = column("Part, such as b or b.ii; null when the whole question is judged", nullable=True)
    verdict: Verdict = column("The judgement")
    one_shot: Flag = column("Right at the first try (true), needed help (false), unsaid (null)", nullable=True)
    n_prompts: Integer = column("Prompts spent on it; null when the report holds no conversation", nullable=True, ge=0)
    hallucination: Flag = column("Whether the student says the model invented something; null when unsaid", nullable=True)
    evidence: Text = column("The words of the report that the judgement rests on")
    record_id: Text = column("Record that holds the evidence", nullable=True, matches=RECORD_ID)
    page: Integer = column("Page of the evidence", ge=1)
    channel: Channel = column("How the evidence is written")
    confidence: Number = column("Confidence in the judgement", ge=0, le=1)
    rule: Text = column("Rule that decided")
    needs_review: Flag = column("Whether a person should look")

    class Config:
        unique: ClassVar[list[str]] = ["report_id", "question", "part", "record_id"]

    @pa.dataframe_check(error="a part is judged in one row")
    def one_row_a_part(cls, rows: pd.DataFrame) -> bool:  # noqa: N805 - pandera's checks are class methods
        known = rows[rows["question"].notna()]
        return not known.duplicated(["report_id", "question", "part"]).any()
