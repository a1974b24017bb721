PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
MARK   := $(VENV)/.installed

.PHONY: install demo test test-web soak bench lint screenshots clean

install: $(MARK)

$(MARK): pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "jiqun needs Python 3.11 or newer: make PYTHON=python3.12 ...")'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check --editable '.[test,web-test,dev]'
	@touch $(MARK)

demo: install
	$(BIN)/jiqun demo --open

test: install
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/pytest -m 'not web and not soak'

test-web: install
	$(BIN)/pytest -m web tests

soak: install
	$(BIN)/pip install --quiet --disable-pip-version-check --editable '.[fuzz]'
	$(BIN)/pytest -m soak tests

bench: install
	$(BIN)/python -m bench

screenshots: install
	$(BIN)/python tools/screenshots.py

clean:
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .hypothesis demo-atlas
