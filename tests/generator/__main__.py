"""python -m tests.generator OUT [--family F] [--seed N] [--count N] [--damaged]: write reports and their truth."""

from __future__ import annotations

import argparse
from pathlib import Path

from . import FAMILIES, random_reports, sample_set, write


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.generator", description=__doc__)
    parser.add_argument("out", type=Path, help="folder to write to (made if needed)")
    parser.add_argument("--family", choices=sorted(FAMILIES), help="only reports of this family")
    parser.add_argument("--seed", type=int, default=0, help="another seed gives other reports (default 0)")
    parser.add_argument("--count", type=int, help="so many random reports for each family; without it the sample set")
    parser.add_argument("--damaged", action="store_true", help="add files that cannot be read")
    options = parser.parse_args()
    families = [options.family] if options.family else sorted(FAMILIES)
    if options.count is None and options.family is None:
        documents = sample_set(options.seed)
    else:
        documents = random_reports(families, options.seed, options.count or 1)
    written = write(documents, options.out, damaged=options.damaged)
    size = sum(path.stat().st_size for path in written)
    print(f"{len(documents)} reports, {len(written)} files, {size:,} bytes in {options.out}")


if __name__ == "__main__":
    main()
