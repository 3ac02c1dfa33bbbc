"""Which authors are left out together when something learned is scored: five folds, fixed by the report's folder."""

from __future__ import annotations

import zlib

FOLDS = 5
# Digests of the folders of authors whose reports came when the rules had been written: their figures say more about the next
# author than those of the others, though failures of theirs have been looked at since.
LATER = frozenset({
    0x1a93d5d7, 0x2a04b121, 0x30b307e, 0x64e32114, 0x78d36a15, 0x809d84eb, 0x837d3c40, 0x83fee8a8,
    0x8410f859, 0x89faec9, 0x9e0cc99e, 0xb4eaa19e, 0xdaf6a049, 0xe7759581, 0xf2b1ce3d,
})  # fmt: skip
SALT = "f7"  # chosen once, for folds of like size


def fold_of(submission: str) -> int:
    """The fold (0-4) of all files of one submission."""
    return zlib.crc32((SALT + submission).encode()) % FOLDS


def is_later(submission: str) -> bool:
    """Whether an author's reports came after the rules had been written."""
    return zlib.crc32(submission.encode()) in LATER
