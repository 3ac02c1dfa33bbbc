"""Files that look like reports and cannot be read, one for each way that happens."""

from __future__ import annotations

import random
from io import BytesIO

import pikepdf

from .canvas import Canvas


def broken_files(seed: int = 0) -> dict[str, bytes]:
    """File name (which says what is wrong) -> bytes."""
    rng = random.Random(seed)
    canvas = Canvas("pdfTeX-1.40.26")
    canvas.new_page()
    canvas.plain(72, 100, "Nobody without the password reads this.", "helvetica", 11)
    no_pages = BytesIO()
    pikepdf.new().save(no_pages, deterministic_id=True)
    return {
        "damaged.pdf": b"%PDF-1.7\n" + rng.randbytes(4000),
        "empty.pdf": b"",
        "encrypted.pdf": canvas.save(encrypt="secret"),
        "no-pages.pdf": no_pages.getvalue(),
        "not-a-pdf.pdf": b"GIF89a" + rng.randbytes(500),
    }
