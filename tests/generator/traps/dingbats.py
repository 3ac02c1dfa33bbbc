"""Check marks from a symbol font whose text map is wrong: ✓ reads as a control character, ✗ as a letter."""

from __future__ import annotations

from ..canvas import Encoder, honest
from ..encoders import WideEncoder
from ..faces import Face

CLAIMS = {"✓": "\x13", "✗": "I"}


def misnamed_marks(resource: str, made: Face) -> Encoder:
    """The encoder of a file in which every face lies about its check marks."""
    claims = {made.glyph_of[mark]: claim for mark, claim in CLAIMS.items() if mark in made.glyph_of}
    return WideEncoder(resource, made, claims) if claims else honest(resource, made)
