"""One row for each report: what it is, what it says of itself, and how well it went in."""

from __future__ import annotations

from schemas.fields import PSEUDONYM, REPORT_ID, SHA256, Flag, Integer, Table, Text, column, one_of

ModelFamily = one_of("model_family")
ModelSource = one_of("model_source")
Family = one_of("family")
Status = one_of("status")


class Reports(Table):
    """One row for each distinct file. A file that failed keeps its row, with `status` and `problem`."""

    report_id: Text = column("First 12 hex digits of the file's SHA-256", matches=REPORT_ID, unique=True)
    sha256: Text = column("SHA-256 of the file", matches=SHA256)
    submission: Text = column("Folder relative to the input (the file's stem if it lies in the input itself), names taken out")
    student_id: Text = column("Keyed pseudonym of the submission; `private/identities` resolves it", matches=PSEUDONYM)
    title: Text = column("Title, from the report or else the manifest", nullable=True)
    course: Text = column("Course as the report names it", nullable=True)
    homework: Integer = column("Homework number", nullable=True, ge=0)
    model_family: ModelFamily = column("Family of the model; null when nothing names it", nullable=True)
    model_version: Text = column("Version as stated, such as 5.1; null when unstated, never assumed", nullable=True)
    model_tier: Text = column("Tier as stated, such as Pro or Flash; null when unstated", nullable=True)
    model_mode: Text = column("Mode as stated, such as thinking; null when unstated", nullable=True)
    model: Text = column("Canonical label made of family, version, tier and mode", nullable=True)
    model_raw: Text = column("The words that name the model, as found", nullable=True)
    model_source: ModelSource = column("Where the model was found")
    model_conflict: Flag = column("Whether the report, text covered in it, the manifest and the file name disagree on the model")
    report_date: Text = column("Date as ISO 8601, as precise as stated", nullable=True, matches=r"^\d{4}(-\d\d(-\d\d)?)?$")
    n_pages: Integer = column("Pages", ge=0)
    n_prompts: Integer = column("Records of kind prompt", ge=0)
    n_responses: Integer = column("Records of kind response", ge=0)
    n_annotations: Integer = column("Records of kind annotation", ge=0)
    n_verdicts: Integer = column("Rows in `verdicts`", ge=0)
    family: Family = column("Layout family", nullable=True)
    producer: Text = column("Program that wrote the file, as the file says", nullable=True)
    status: Status = column("How the report went in")
    problem: Text = column("Why, when the status is not ok", nullable=True)
    needs_review: Flag = column("Whether a person should look: not ok, models in conflict, or a doubtful verdict")
    pipeline_version: Text = column("Version of this software")
