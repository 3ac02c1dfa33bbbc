"""Keyed pseudonyms for submissions.

The key is what turns a pseudonym back into a guessable name, so it lies in `OUT/private/key` (mode 0600) or where the
user says. The same key gives the same pseudonyms in every run.
"""

from __future__ import annotations

import hashlib
import hmac
import os
import secrets
import unicodedata
from pathlib import Path

KEY_VARIABLE = "MARGINALIA_KEY"
KEY_BYTES = 32
DIGITS = 16  # hex digits: 64 bits, no two submissions of any course meet


class UnusableKey(ValueError):
    """The key of the pseudonyms is empty."""


def load_key(private: Path, key_file: Path | None = None) -> bytes:
    """The key: of `key_file`, else of the environment, else of `private/key`, which is made at the first run.

    Raises UnusableKey for an empty one and OSError for a file that cannot be read.
    """
    given = key_file.read_bytes() if key_file else os.environ.get(KEY_VARIABLE, "").encode()
    kept = private / "key"
    if not given and not key_file:
        if not kept.exists():
            descriptor = os.open(kept, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(descriptor, "wb") as file:
                file.write(secrets.token_hex(KEY_BYTES).encode())
        given = kept.read_bytes()
    if not given.strip():
        raise UnusableKey(f"the key in {key_file or kept} is empty")
    return given.strip()


def pseudonym(submission: str, key: bytes) -> str:
    """HMAC-SHA256 of the submission's name, cut to 64 bits: "s" and 16 hex digits."""
    name = unicodedata.normalize("NFC", submission).encode("utf-8", "surrogateescape")
    return "s" + hmac.new(key, name, hashlib.sha256).hexdigest()[:DIGITS]
