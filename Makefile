# All commands of the project. They need Python 3.11 or newer and nothing else; paths are relative,
# so the checkout may lie anywhere.

PYTHON ?= python3
TOOLS := .venv/bin
BIN := $(TOOLS)/python
CATALOGUES := $(patsubst %.po,%.mo,$(wildcard locale/*/LC_MESSAGES/django.po))
ENVIRONMENT = PYTHON="$(PYTHON)" sh .ci/environment
# When this make began, for the seconds that `make run` tells
STARTED := $(shell date +%s)
# What the deploy checks look at: settings as production has them, with addresses that lead nowhere.
PRODUCTION := DEBUG=false SITE_URL=https://kine.test \
	SECRET_KEY=not-a-secret-but-fifty-letters-or-more-for-the-checks-1 \
	ALLOWED_HOSTS=kine.test DATABASE_URL=postgresql://database.kine.test/kinesite \
	CELERY_BROKER_URL=redis://broker.kine.test EMAIL_URL=smtp://mail.kine.test \
	DEFAULT_FROM_EMAIL=afspraken@kine.test
TEMPLATES = $$(find templates -name '*.html')
# More for pytest, as in: make test ARGS="tests/booking -x"; -n 0 takes one process instead of two.
# More for uv, as in: make lock ARGS="--upgrade-package django", or ARGS=--upgrade for all
ARGS ?=

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.NOTPARALLEL:
.PHONY: help setup run test check fix bench lock clean environment-run environment-dev
MAKEFLAGS += --no-print-directory

help: ## Show these commands
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-8s %s\n", $$1, $$2 }' Makefile

setup: environment-dev $(CATALOGUES) ## Install everything that development needs into .venv

run: environment-run $(CATALOGUES) ## Run the site with demo data; PORT=8001 make run takes another port
	@echo "Loading the site ..."
	@DEBUG="$${DEBUG-true}" LOG_LEVEL="$${LOG_LEVEL-WARNING}" RUN_STARTED=$(STARTED) exec $(BIN) manage.py run

# Bytecode is kept, for the tests start the site's programs some fifty times.
test: setup ## Run all tests; ARGS="tests/booking -x" runs some
	@PYTHONDONTWRITEBYTECODE= exec $(BIN) -m pytest -n 2 $(ARGS)

check: setup ## Run the static checks; changes nothing
	$(TOOLS)/ruff format --check .
	$(TOOLS)/ruff check .
	$(TOOLS)/djade --check --target-version 5.2 $(TEMPLATES)
	$(TOOLS)/djlint --lint --quiet templates
	$(TOOLS)/mypy
	$(TOOLS)/lint-imports
	$(BIN) manage.py makemigrations --check --dry-run
	$(BIN) -m kinesite.catalogues check
	$(BIN) -m pytest -q -n 0 -p no:randomly tests/test_repository.py tests/test_voice.py tests/test_docs.py
	@$(PRODUCTION) $(BIN) manage.py check --deploy --fail-level WARNING

fix: setup ## Format and mend what the checks can mend by themselves
	$(TOOLS)/ruff check --fix-only --exit-zero .
	$(TOOLS)/ruff format .
	$(TOOLS)/djade --target-version 5.2 $(TEMPLATES) || true
	$(BIN) -m kinesite.catalogues update

bench: setup ## Measure pages, free time, bookings, and the reading of pasted sources
	@exec $(BIN) -m benchmarks

lock: ## Write the versions and hashes for changed requirements; ARGS=--upgrade takes the newest
	@$(ENVIRONMENT) lock $(ARGS)

clean: ## Remove the environment, the embedded databases, the demo data and all caches
	@if test -x $(BIN); then $(BIN) manage.py version >/dev/null 2>&1 || true; fi
	@PYTHONPATH=kinesite/embedded $(PYTHON) -c 'import places; places.remove_state()'
	rm -rf .venv .local staticfiles test-results .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
	rm -f $(CATALOGUES)

environment-run:
	@$(ENVIRONMENT) run

environment-dev:
	@$(ENVIRONMENT) dev

%.mo: %.po
	@$(BIN) -m babel.messages.frontend --quiet compile --input-file $< --output-file $@
