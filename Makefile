# Treppenhaus. On a fresh machine with Python 3.11+ and make, `make run` and `make test` are all it takes:
# deploy/bootstrap.py builds .venv from the lock and keeps it in step.

BIN := .venv/bin
COMPILE := cd requirements && ../$(BIN)/uv pip compile --quiet --generate-hashes --universal \
	--python-version 3.11 --no-header --no-emit-index-url --no-annotate $(if $(UPGRADE),--upgrade)

.DEFAULT_GOAL := help
.PHONY: help run test test-browser screenshots lint format lock messages environment

help:  ## Show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: environment  ## Run the portal with demo data (PORT=8000, PORTAL_DATA_DIR=var)
	@$(BIN)/python manage.py serve

test: environment  ## Run the tests, in a real browser too where one can be had
	@$(BIN)/python -m tests.browser.chromium
	$(BIN)/pytest -n auto

test-browser: environment  ## Walk through every screen in Chromium: languages, widths, colour schemes
	@$(BIN)/python -m tests.browser.chromium
	PORTAL_TEST_REQUIRE=browser PORTAL_BROWSER_WALK=full $(BIN)/pytest -n auto tests/browser

screenshots: environment  ## Draw every screen in both widths into docs/screens/
	@$(BIN)/python -m tests.browser.chromium
	PORTAL_TEST_REQUIRE=browser $(BIN)/pytest -n0 -q tests/browser/screenshots.py

lint: environment  ## Check everything that is checked before a change lands
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/djhtml --check --tabwidth 2 templates
	$(BIN)/lint-imports
	$(BIN)/mypy .
	$(BIN)/python manage.py check --fail-level WARNING
	$(BIN)/python manage.py makemigrations --check --dry-run
	$(BIN)/python manage.py catalogue --check

format: environment  ## Let the tools tidy up
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .
	$(BIN)/djhtml --tabwidth 2 templates

lock: environment  ## Pin requirements/*.in with hashes (UPGRADE=1: to the newest versions)
	$(COMPILE) base.in -o base.txt
	$(COMPILE) dev.in -o dev.txt

messages: environment  ## Collect the texts into the German catalogue
	$(BIN)/python manage.py catalogue

# Any Python that runs will do to start: bootstrap.py looks for the newest suitable one itself.
environment:
	@for python in python3 python3.13 python3.12 python3.11 python; do \
	  if $$python -c "" 2>/dev/null; then exec $$python deploy/bootstrap.py; fi; \
	done; echo "Python 3.11, 3.12 or 3.13 is needed, and none was found." >&2; exit 1
