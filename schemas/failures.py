"""One row for each file that did not go in."""

from __future__ import annotations

from schemas.fields import SHA256, Integer, Table, Text, column, one_of

Stage = one_of("stage")


class Failures(Table):
    """Files that did not go in and why; a copy of another file is listed here too, without counting as a failure."""

    file: Text = column("File as given: its path below the input. The one shared column that may hold a student's name")
    sha256: Text = column("SHA-256 of the file; null when it could not be read at all", nullable=True, matches=SHA256)
    stage: Stage = column("Where it went wrong")
    problem: Text = column("Why, in plain words")
    traceback_tail: Text = column("Last lines of the error behind it", nullable=True)
    attempts: Integer = column("Times it was tried", ge=0)
