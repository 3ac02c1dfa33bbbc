# Every target installs what it needs. `make` alone shows this list.
#   make ingest [IN=folder OUT=folder MANIFEST=csv HOMEWORK=folder WORKERS=n]   read reports, write tables (without IN: the sample set)
#   make test        all tests            make lint        style and types of the code's text
#   make quality     docs/quality.md      make dictionary  output/README.md
#   make golden      the golden tables    make lock        requirements.lock
#   make train       the language models, from the invented lines in pipeline/language/data
#   make ablation    what each mechanism is worth
#   make bench [IN=folder]   the cost of reading as a multiple of PyMuPDF's own
SHELL := /bin/bash
PYTHON ?= $(shell command -v python3.11 || command -v python3)
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
IN ?= tests/samples
OUT ?= output
WORKERS ?=
SHARED ?= ../shared
OPTIONS = $(if $(MANIFEST),--manifest "$(MANIFEST)") $(if $(HOMEWORK),--homework "$(HOMEWORK)") $(if $(WORKERS),--workers $(WORKERS))
export OMP_NUM_THREADS = 1

.PHONY: help ingest test lint quality dictionary golden lock bench train ablation tesseract
help:
	@sed -n '2,8s/^# *//p' Makefile

$(READY): requirements.lock
	@"$(PYTHON)" -c 'import sys; sys.exit(sys.version_info[:2] != (3, 11))' || { echo "Python 3.11 is needed (found: $$($(PYTHON) --version)); name it with make PYTHON=/path/to/python3.11"; exit 2; }
	"$(PYTHON)" -m venv $(VENV)
	$(BIN)/pip install -q --disable-pip-version-check --require-hashes -r requirements.lock
	@touch $@

tesseract:
	@command -v tesseract >/dev/null || { \
	  run=""; [ "$$(id -u)" = 0 ] || { command -v sudo >/dev/null && sudo -n true 2>/dev/null && run="sudo -n"; }; \
	  if command -v apt-get >/dev/null && { [ "$$(id -u)" = 0 ] || [ -n "$$run" ]; }; then \
	    echo "installing Tesseract with apt"; $$run apt-get update -qq && $$run env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq tesseract-ocr >/dev/null; \
	  else echo "Tesseract is missing. Install it with: sudo apt-get install -y tesseract-ocr"; exit 2; fi; }

ingest: $(READY) tesseract
	$(BIN)/python -m pipeline ingest "$(IN)" --out "$(OUT)" $(OPTIONS) --head 5

test: $(READY) tesseract lint
	$(BIN)/python -m pytest

lint: $(READY)
	$(BIN)/ruff check .

quality: $(READY) tesseract
	$(BIN)/python -m tests.quality --shared "$(SHARED)" --out docs/quality.md $(if $(GOLD),--more-gold "$(GOLD)") $(if $(CACHE),--cache "$(CACHE)") $(if $(MILESTONE),--milestone)

dictionary: $(READY)
	$(BIN)/python -m pipeline schema

golden: $(READY) tesseract
	$(BIN)/python -m tests.pipeline.update_golden

train: $(READY)
	$(BIN)/python -m tools.train_language
	$(BIN)/python -m tools.train_judging $(if $(GOLD),--gold "$(SHARED)/gold" "$(GOLD)")

ablation: $(READY) tesseract
	$(BIN)/python -m tools.ablation --shared "$(SHARED)" $(if $(GOLD),--more-gold "$(GOLD)")

bench: $(READY)
	$(BIN)/python -m pipeline bench "$(IN)"
	@if [ "$(origin IN)" = file ] && [ -d "$(SHARED)/corpus" ]; then $(BIN)/python -m pipeline bench "$(SHARED)/corpus"; fi

lock: $(READY)
	$(BIN)/pip-compile -q --extra dev --generate-hashes --allow-unsafe --no-emit-index-url --no-emit-trusted-host --strip-extras -o requirements.lock pyproject.toml
