"""Codes of pictorial fonts whose text layer holds the bare code: Wingdings, Webdings, Symbol, KaTeX's private codes.

Word writes the code of such a font into the private use area (U+F000 + code) or leaves it as a Latin letter. The tables are
data (`data/symbol_codes.csv`).
"""

from __future__ import annotations

import csv
import re
from functools import lru_cache

from pipeline.glyphs.names import DATA

_SYMBOL_AREA = 0xF000
_NAME = re.compile(r"[^a-z0-9_]|(?:ps)?mt$|regular$|std$")


@lru_cache(maxsize=512)
def code_table(font: str) -> dict[int, str] | None:
    """Code -> text of the pictorial font that goes by this name, None for an ordinary font."""
    return _tables().get(_NAME.sub("", font.lower()))


def text_of_code(font: str, raw: str) -> str | None:
    """What `raw` shows in the pictorial font `font`; None when the font is ordinary, the code unknown, or `raw` a true sign.

    A character beyond Latin-1 and outside the private use area is no code.
    """
    table = code_table(font)
    if table is None or len(raw) != 1:
        return None
    code = ord(raw)
    return table.get(code, table.get(code - _SYMBOL_AREA))


@lru_cache(maxsize=1)
def _tables() -> dict[str, dict[int, str]]:
    tables: dict[str, dict[int, str]] = {}
    with (DATA / "symbol_codes.csv").open(encoding="utf-8", newline="") as rows:
        for row in csv.DictReader(rows):
            tables.setdefault(row["family"], {})[int(row["code"], 16)] = row["text"]
    return tables
