"""Every table by the name of its file."""

from __future__ import annotations

from schemas.failures import Failures
from schemas.fields import Table
from schemas.glyph_repairs import GlyphRepairs
from schemas.hidden_text import HiddenText
from schemas.identities import Identities
from schemas.marks import Marks
from schemas.ocr_words import OcrWords
from schemas.pages import Pages
from schemas.problems import Problems
from schemas.records import Records
from schemas.reports import Reports
from schemas.targets import Targets
from schemas.verdicts import Verdicts

TABLES: dict[str, type[Table]] = {
    "reports": Reports,
    "records": Records,
    "verdicts": Verdicts,
    "pages": Pages,
    "glyph_repairs": GlyphRepairs,
    "ocr_words": OcrWords,
    "marks": Marks,
    "targets": Targets,
    "problems": Problems,
    "failures": Failures,
    "hidden_text": HiddenText,
}
PRIVATE_TABLES: dict[str, type[Table]] = {"identities": Identities}
