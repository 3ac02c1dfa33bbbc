"""A page dump of a tablet report (`--- Page N ---`): the words of its text layer, its fonts lost for good."""

from __future__ import annotations

import random

import pymupdf

from . import ios_ink
from .truth import Document


def make(rng: random.Random) -> list[Document]:
    """The text layer of an ios-ink report, stale symbols, covered lines, invisible layer and all."""
    (printed,) = ios_ink.make(rng, boxed=False)
    with pymupdf.open(stream=printed.data, filetype="pdf") as document:
        pages = [f"--- Page {page.number + 1} ---\n{page.get_text()}" for page in document]
    printed.truth.traps.append("transcript")
    return [Document("transcript.txt", "\n\n".join(pages).encode(), printed.truth, printed.title, printed.n_pages)]
