"""Who is behind a pseudonym. Private: never beside the other tables when they are shared."""

from __future__ import annotations

from schemas.fields import PSEUDONYM, Table, Text, column


class Identities(Table):
    """One row for each file, in `private/` with mode 0600."""

    student_id: Text = column("Pseudonym, as in `reports`", matches=PSEUDONYM)
    name: Text = column("Author's name as found in the report", nullable=True)
    file: Text = column("Path below the input")
