# One verb per habit. `make` lists them.
PYTHON ?= python3
BIN := .venv/bin
AS_OF := 2026-11-22
PYTEST := $(BIN)/pytest -n auto --dist worksteal

.PHONY: help demo test test-gate test-thorough style types floors check format lock accept bench docs release clean

help:
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' $(MAKEFILE_LIST)

demo: $(BIN)/isokit  ## isokit at work: a tiny company, then an integrated one, today and against the 2026 editions
	$(BIN)/isokit -C examples/tiny gap --as-of $(AS_OF)
	$(BIN)/isokit -C examples/tiny check --as-of $(AS_OF) --exit-zero -f full
	$(BIN)/isokit -C examples/integrated gap --as-of $(AS_OF)
	$(BIN)/isokit -C examples/integrated check --as-of $(AS_OF) --exit-zero -f concise
	$(BIN)/isokit -C examples/integrated gap --as-of $(AS_OF) --against iso9001:2026 --against iso14001:2026

test: $(BIN)/isokit  ## the tests, on all cores, with few examples of each property
	$(PYTEST) -m "not gate"

test-gate: $(BIN)/isokit  ## the tests with pre-commit, pip and what CI services run
	$(PYTEST) -m gate

test-thorough: $(BIN)/isokit  ## all tests, with many examples of each property; takes a while
	$(PYTEST) --hypothesis-profile=deep

floors: $(BIN)/isokit  ## who may import whom: the floors of the house, without circles
	$(BIN)/lint-imports --no-cache

style: $(BIN)/isokit
	$(BIN)/ruff check
	$(BIN)/ruff format --check

types: $(BIN)/isokit
	$(BIN)/mypy

check: style types floors test-gate test  ## everything CI asks: style, format, types, floors, all tests

format: $(BIN)/isokit  ## write the code the way the formatter wants it
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

accept: $(BIN)/isokit  ## write golden files anew; read the diff before you commit it
	$(BIN)/pytest --accept

bench: $(BIN)/isokit  ## measured ratios on a generated tree of 10,000 files
	$(BIN)/python -m bench

docs: $(BIN)/isokit  ## write the generated pages of docs/ and the picture of the README
	$(BIN)/python docs/generate.py

lock:  ## pin the development environment anew, with hashes and without addresses
	uv pip compile pyproject.toml --group dev --universal --generate-hashes --no-header --output-file requirements-dev.txt

release: $(BIN)/isokit  ## build, check and tag the version; refuses a dirty tree, a known tag, an unnamed version
	.ci/release

clean:  ## remove what these verbs made
	rm -rf .venv dist .pytest_cache .mypy_cache .ruff_cache .hypothesis

$(BIN)/isokit: requirements-dev.txt pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "isokit needs Python 3.11 or newer")'
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@
