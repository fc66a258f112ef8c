# Names things; Python does them. See README.md.
PYTHON ?= python3
VENV := .venv
READY := $(VENV)/.ready
RUN := $(VENV)/bin

.PHONY: pdf check fit preflight test witnesses lint benchmark docs pictures lock clean help

pdf: $(READY)  ## build every publication into output/
	@$(RUN)/pressmark build

check: $(READY)  ## read and validate all sources, lay nothing out
	@$(RUN)/pressmark check

fit: $(READY)  ## say how full every spread is, in words
	@$(RUN)/pressmark fit

preflight: $(READY)  ## check the press files in output/ against their printing condition
	@$(RUN)/pressmark preflight

test: $(READY)  ## set up, then pass all tests
	@$(MAKE) --no-print-directory -j2 lint witnesses
	@$(RUN)/pytest

witnesses: $(READY)
	@$(RUN)/python -m tests.witnesses

lint: $(READY)
	@$(RUN)/ruff check .
	@$(RUN)/ruff format --check .
	@$(RUN)/mypy

benchmark: $(READY)  ## time check and the build by stage, and their growth
	@$(RUN)/python -m benchmarks.check
	@$(RUN)/python -m benchmarks.build

docs: $(READY)  ## write docs/findings.md and docs/layouts.md from what they tell of
	@$(RUN)/python -m tests.broken.manual
	@$(RUN)/python -m docs.layout_reference

pictures: $(READY)  ## make the pictures of the docs anew
	@$(RUN)/python -m docs.images.make

lock:  ## pin the libraries anew
	uv pip compile pyproject.toml --extra dev --extra build --universal --generate-hashes \
	  --no-emit-index-url --no-header -o requirements.lock

clean:  ## take away what was made
	rm -rf $(VENV) output

help:  ## say this
	@grep -hE '^[a-z]+:.*##' Makefile | sed -E 's/:[^#]*## /\t/'

$(READY): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit("Pressmark needs Python 3.11 or newer: make PYTHON=python3.12 pdf" if sys.version_info < (3, 11) else 0)'
	@echo "setting up $(VENV): a minute, once"
	@$(PYTHON) -m venv $(VENV)
	@$(RUN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@$(RUN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@$(RUN)/python -m pressmark.startup
	@touch $(READY)
