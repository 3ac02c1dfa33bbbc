"""python -m tests.pipeline.update_golden: write the golden tables anew. Look at the diff before you commit it."""

from __future__ import annotations

import tempfile
from pathlib import Path

from tests.pipeline.golden import GOLDEN, golden_texts


def main() -> None:
    GOLDEN.mkdir(exist_ok=True)
    for old in GOLDEN.glob("*.csv"):
        old.unlink()
    with tempfile.TemporaryDirectory() as folder:
        for name, text in golden_texts(Path(folder)).items():
            (GOLDEN / f"{name}.csv").write_text(text, encoding="utf-8")
            print(f"{text.count(chr(10)) - 1:6} lines  {GOLDEN / name}.csv")


if __name__ == "__main__":
    main()
