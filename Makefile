# One command for each habit. `make run` and `make test` do all the set-up on a fresh machine.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
ADDRESS ?= 127.0.0.1:8000
# A process for each core, each test file whole in one, in the order of tests/conftest.py.
AT_ONCE := -n auto --dist loadfile --no-loadscope-reorder
INDONESIAN := lopo/locale/id/LC_MESSAGES/django.mo

# What one process of the suite has compiled, the next one need not.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: run test test-postgres check check-types check-all-but-types bench demo docs messages pictures lock clean

run: $(VENV)/ready-to-run $(INDONESIAN)
	@LOPO_DEVELOPMENT=1 $(BIN)/lopo manage up $(ADDRESS)

test: $(VENV)/ready-to-test $(INDONESIAN)
	$(BIN)/python -m pytest $(AT_ONCE)
	$(MAKE) --no-print-directory test-postgres

# The same suite on PostgreSQL, when LOPO_TEST_POSTGRES or a server on this machine can be reached.
test-postgres: $(VENV)/ready-to-test $(INDONESIAN)
	@$(BIN)/python -m tests.postgres $(AT_ONCE)

# The types take as long as all the rest: the two go side by side.
check: $(VENV)/ready-to-test
	@$(MAKE) --no-print-directory --jobs=2 check-types check-all-but-types

check-types:
	$(BIN)/mypy

check-all-but-types:
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports --no-cache
	LOPO_DEVELOPMENT=1 $(BIN)/lopo manage makemigrations --check --dry-run
	LOPO_SECRET_KEY=$$($(BIN)/python -c 'import secrets; print(secrets.token_urlsafe(64))') LOPO_HOSTS=lopo.example $(BIN)/lopo manage check --deploy --fail-level WARNING
	$(BIN)/lopo manage messages --check
	$(BIN)/lopo standards lint

bench: $(VENV)/ready-to-test
	$(BIN)/python -m bench.assess
	$(BIN)/python -m bench.labels
	$(BIN)/python -m bench.barcodes
	$(BIN)/python -m bench.recall
	$(BIN)/python -m bench.seating
	$(BIN)/python -m bench.buyers_queue
	$(BIN)/python -m bench.catalogue

demo: $(VENV)/ready-to-run $(INDONESIAN)
	LOPO_DEVELOPMENT=1 $(BIN)/lopo manage demo

docs: $(VENV)/ready-to-run
	$(BIN)/lopo facts page > docs/facts.md
	$(BIN)/lopo dossier schema --lang en > docs/dossier.schema.json

messages: $(VENV)/ready-to-test
	$(BIN)/lopo manage messages

pictures: $(VENV)/ready-to-test $(INDONESIAN)
	$(BIN)/python -m tests.browser.pictures

lock:
	$(BIN)/uv pip compile -q pyproject.toml --generate-hashes --no-header --no-annotate -o lock/runtime.txt
	$(BIN)/uv pip compile -q pyproject.toml --extra development --generate-hashes --no-header --no-annotate -o lock/development.txt

$(VENV)/uv:
	@echo "Making a home for Python packages ..."
	@$(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip --quiet install uv
	@touch $@

$(VENV)/ready-to-run: $(VENV)/uv lock/runtime.txt pyproject.toml
	@test -e $(VENV)/ready-to-test || { echo "Fetching the packages Lopo stands on ..."; $(BIN)/uv pip sync --quiet --require-hashes lock/runtime.txt; }
	@$(BIN)/uv pip install --quiet --no-deps -e .
	@touch $@

$(VENV)/ready-to-test: $(VENV)/uv lock/development.txt pyproject.toml
	@echo "Fetching the packages Lopo stands on and is tested with ..."
	@$(BIN)/uv pip sync --quiet --require-hashes lock/development.txt
	@$(BIN)/uv pip install --quiet --no-deps -e .
	@tests/browser/install-chromium
	@touch $@ $(VENV)/ready-to-run

$(INDONESIAN): $(INDONESIAN:.mo=.po)
	@LOPO_DEVELOPMENT=1 $(BIN)/lopo manage messages --compile

clean:
	rm -rf $(VENV) var staticfiles
