# Names things; Python does them. See README.md.
VENV := .venv
READY := $(VENV)/.ready
RUN := $(VENV)/bin
export PYTHON

# What make adds of its own when something was found ("*** Error 1") cannot be turned off, so it is explained.
EXPLAINED := || { code=$$?; echo "(make ends with a line of its own below; ./pressmark does without)" >&2; exit $$code; }

.PHONY: pdf check desk fit preflight test soak witnesses lint benchmark docs pictures lock clean help

pdf:  ## build every publication into output/
	@./pressmark build $(EXPLAINED)

check:  ## read and validate all sources, lay nothing out
	@./pressmark check $(EXPLAINED)

desk:  ## see the pages in a browser while you write
	@./pressmark serve $(EXPLAINED)

fit:  ## say how full every spread is, in words
	@./pressmark fit $(EXPLAINED)

preflight:  ## check the press files in output/ against their printing condition
	@./pressmark preflight $(EXPLAINED)

test: $(READY)  ## set up, then pass all tests
	@$(MAKE) --no-print-directory -j2 lint witnesses
	@$(RUN)/pytest

soak: $(READY)  ## what takes too long for every test: our own pages made cold again, ten times the damages
	@$(RUN)/pytest -m soak
	@PRESSMARK_DAMAGES=20000 $(RUN)/pytest tests/hostile/test_damaged_sources.py

witnesses: $(READY)
	@$(RUN)/python -m tests.witnesses

lint: $(READY)
	@$(RUN)/ruff check .
	@$(RUN)/ruff format --check .
	@$(RUN)/mypy

benchmark: $(READY)  ## time check, the build by stage and again, their growth, and a keystroke
	@$(RUN)/python -m benchmarks.check
	@$(RUN)/python -m benchmarks.build
	@$(RUN)/python -m benchmarks.rebuild
	@$(RUN)/python -m benchmarks.keystroke
	@$(RUN)/python -m benchmarks.desk

docs: $(READY)  ## write docs/findings.md, docs/layouts.md, docs/preflight.md and the engine's names from what they tell of
	@$(RUN)/python -m tests.broken.manual
	@$(RUN)/python -m docs.layout_reference
	@$(RUN)/python -m docs.engine_names
	@$(RUN)/python -m docs.preflight_reference

pictures: $(READY)  ## make the pictures of the docs anew
	@$(RUN)/python -m docs.images.make

lock:  ## pin the libraries anew
	uv pip compile pyproject.toml --extra dev --extra build --extra cluster --universal --generate-hashes \
	  --no-emit-index-url --no-header -o requirements.lock

clean:  ## take away what was made
	rm -rf $(VENV) output

help:  ## say this
	@grep -hE '^[a-z]+:.*##' Makefile | sed -E 's/:[^#]*## /\t/'

$(READY): requirements.lock pyproject.toml
	@./pressmark set-up
