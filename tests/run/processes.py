"""Stand-ins for `process_report`, named to the workers: each behaves as its file's first word says."""

from __future__ import annotations

import ctypes
import time
from dataclasses import replace

from pipeline.report import Facts, Record, Repair, Verdict, Word
from pipeline.result import HiddenText, Options, PageRow, ReportResult, Source

BOX = (10.0, 20.0, 110.123456, 40.0)


def small_result(source: Source, text: str = "What is 2 + 2?") -> ReportResult:
    """A whole result of one page: a prompt, a response and a note that judges it."""
    word = Word("correct", BOX, 0.87654321, "rapidocr", raw="conect", alternatives=(("cornet", "tesseract", 0.4),))
    records = (
        Record(1, "prompt", 1, 1, BOX, text, text, turn=1, question="1"),
        Record(2, "response", 1, 1, BOX, "4", "4", turn=1, question="1"),
        Record(3, "annotation", 1, 1, BOX, "correct", "conect", "handwritten", "consensus", 0.9, None, "1", "a", 2, words=(word,)),
    )
    return ReportResult(
        source,
        source.report_id,
        facts=Facts(title="On HW 3", homework=3, model="Claude Opus 4.5", model_family="Claude", model_source="visible text", author="Ada Lovelace"),
        family="latex",
        pages=(PageRow(1, 612.0, 792.0, text, "native", 14, ocr_seconds=time.monotonic()),),
        records=records,
        verdicts=(Verdict("1", "a", "correct", "correct", 3, 1, "handwritten", 0.9, "word"),),
        repairs=(Repair(1, "CMSY10", 33, "!", "×", "name", "/multiply", 2, 0.99),),
        hidden=(HiddenText(1, BOX, "nobody sees this", "covered"),),
    )


def obedient(source: Source, options: Options) -> ReportResult:
    """Does what the file says: crash, hang, eat, raise, print, unruly, partial; else reads it."""
    text = source.path.read_text(encoding="utf-8")
    word = text.split()[0] if text.split() else ""
    match word:
        case "crash":
            ctypes.string_at(0)
        case "hang":
            time.sleep(600)
        case "eat":
            blocks = []
            while True:
                blocks.append(bytearray(1 << 24))
        case "raise":
            raise RuntimeError(f"cannot open {source.path}")
        case "print":
            print("chatter that belongs to no screen", flush=True)
        case "unruly":
            return replace(small_result(source), family="papyrus")
        case "partial":
            return replace(small_result(source), status="partial", problem="page 2: broken")
        case "once":  # crashes at the first attempt only
            mark = source.path.with_suffix(".tried")
            if not mark.exists():
                mark.touch()
                ctypes.string_at(0)
    return small_result(source, text)
