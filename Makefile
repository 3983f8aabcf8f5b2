# make run    extract the sample articles and show the claims
# make test   lint, types, layers and all tests
# make bench  speed, memory and size beside spaCy (docs/benchmarks.md)
# make screenshots  take the pictures of the review page anew (needs Chromium)
# make train  rebuild the default model (needs the labelled texts, see docs/training.md)

PYTHON ?= python3
RUN := .venv
DEV := .venv-dev
BENCH := .venv-bench
PIP := -m pip --disable-pip-version-check --quiet install

.PHONY: run test lint train bench clean

run: $(RUN)/.installed
	$(RUN)/bin/claimwright extract corpora/sample -o claims.jsonl
	$(RUN)/bin/claimwright extract corpora/sample --format table
	$(RUN)/bin/claimwright report claims.jsonl -o report.html
	@echo "wrote claims.jsonl and report.html: open report.html in a browser"

test: lint
	$(DEV)/bin/python -m pytest -n 2 --dist loadgroup

lint: $(DEV)/.installed
	$(DEV)/bin/ruff check pipeline tests benchmarks
	$(DEV)/bin/ruff format --check pipeline tests benchmarks
	$(DEV)/bin/mypy
	$(DEV)/bin/lint-imports

screenshots: $(DEV)/.installed
	$(DEV)/bin/python -m tests.review.screenshots

train: $(DEV)/.installed
	$(DEV)/bin/claimwright train --config models/configs/default.toml

bench: $(BENCH)/.installed
	$(BENCH)/bin/python -m benchmarks.speed -o out/speed.json $(BENCHFLAGS)

$(RUN)/.installed: setup.cfg pyproject.toml
	$(PYTHON) -m venv $(RUN)
	$(RUN)/bin/python $(PIP) --editable .
	touch $@

$(DEV)/.installed: setup.cfg pyproject.toml
	$(PYTHON) -m venv $(DEV)
	$(DEV)/bin/python $(PIP) --editable ".[train,test]"
	touch $@

$(BENCH)/.installed: setup.cfg pyproject.toml
	$(PYTHON) -m venv $(BENCH)
	$(BENCH)/bin/python $(PIP) --editable ".[bench]"
	touch $@

clean:
	rm -rf $(RUN) $(DEV) $(BENCH) build dist pipeline/*.egg-info claims.jsonl report.html
