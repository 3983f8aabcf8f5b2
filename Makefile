# make run    extract the sample articles and show the claims
# make test   lint, types, layers and all tests
# make train  rebuild the default model (needs the labelled texts, see docs/training.md)

PYTHON ?= python3
RUN := .venv
DEV := .venv-dev
PIP := -m pip --disable-pip-version-check --quiet install

.PHONY: run test lint train clean

run: $(RUN)/.installed
	$(RUN)/bin/claimwright extract corpora/sample -o claims.jsonl
	$(RUN)/bin/claimwright extract corpora/sample --format table
	$(RUN)/bin/claimwright report claims.jsonl -o report.html
	@echo "wrote claims.jsonl and report.html: open report.html in a browser"

test: lint
	$(DEV)/bin/python -m pytest -n 2

lint: $(DEV)/.installed
	$(DEV)/bin/ruff check pipeline tests
	$(DEV)/bin/ruff format --check pipeline tests
	$(DEV)/bin/mypy
	$(DEV)/bin/lint-imports

train: $(DEV)/.installed
	$(DEV)/bin/claimwright train --config models/configs/default.toml

$(RUN)/.installed: setup.cfg pyproject.toml
	$(PYTHON) -m venv $(RUN)
	$(RUN)/bin/python $(PIP) --editable .
	touch $@

$(DEV)/.installed: setup.cfg pyproject.toml
	$(PYTHON) -m venv $(DEV)
	$(DEV)/bin/python $(PIP) --editable ".[train,test]"
	touch $@

clean:
	rm -rf $(RUN) $(DEV) build dist pipeline/*.egg-info claims.jsonl report.html
