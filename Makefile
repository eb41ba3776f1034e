# The two that matter: make run, make test. Everything else is for who builds on it.
PYTHON := $(shell for p in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
PY := .venv/bin/python

.PHONY: run test lint types lock venv dev
export PORT HOST DEMO

run: ## the whole desk: worker, beat, web, on embedded parts; PORT, HOST, DEMO=0
	@$(MAKE) --no-print-directory venv WHAT=run
	@exec $(PY) -m factcheck.up

test: dev ## every test on PostgreSQL and on SQLite
	@$(PY) -m tests.ground $(ARGS)

lint: dev
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .
	.venv/bin/lint-imports
	$(PY) manage.py makemigrations --check --dry-run

types: dev
	$(PY) -m mypy factcheck claims reviews seeds tests benchmarks

dev:
	@$(MAKE) --no-print-directory venv WHAT=dev

venv:
ifeq ($(PYTHON),)
	@echo "Factcheck needs Python 3.11 or newer, and none is found. Install one (python.org, or apt-get install python3 python3-venv) and run it again." >&2; exit 1
else
	@$(PYTHON) requirements/install.py $(WHAT)
endif

lock: dev ## after a change of requirements/*.in
	$(PY) -m uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links --custom-compile-command "make lock" requirements/dev.in -o requirements/dev.txt
	$(PY) -m uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links --custom-compile-command "make lock" -c requirements/dev.txt requirements/run.in -o requirements/run.txt
