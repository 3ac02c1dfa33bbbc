"""`python -m pipeline`."""

from __future__ import annotations

from pipeline.cli import app

if __name__ == "__main__":
    app(prog_name="python -m pipeline")
