# RuamMueang. `make run` starts the portal, `make test` tests it, `make` tells the rest.
SHELL := bash
.SHELLFLAGS := -eu -o pipefail -c
.ONESHELL:
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory

PYTHON ?= python3
BIN := .venv/bin
HOST ?= 127.0.0.1
PORT ?= 8000
WORKERS ?= 2
# A half more than there are cores: tests wait for servers, browsers and disks.
PARALLEL ?= $(shell n=$$(nproc 2>/dev/null || echo 2); echo $$((n * 3 / 2 > 2 ? n * 3 / 2 : 2)))
PYTEST := $(BIN)/python -m pytest -n $(PARALLEL) --dist=worksteal --durations=10
QUICK := tests/laws tests/unit tests/rooms
EXTRACT := $(BIN)/python translations/strings.py
export PIP_DISABLE_PIP_VERSION_CHECK := 1

# The environment is installed again only when the locked requirements or Python have changed.
# $(1) is the group: run, test or bench.
define environment
wanted="$$(cat requirements/$(1).txt | sha256sum | cut -d' ' -f1) $$($(PYTHON) -V)"
if [ "$$(cat .venv/$(1).stamp 2>/dev/null)" != "$$wanted" ]; then
  $(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
    || { echo "Python 3.11 or later is needed; PYTHON=… names another one."; exit 1; }
  if ! $(BIN)/python -m pip --version >/dev/null 2>&1; then
    echo "Making the environment .venv …"
    $(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || $(call packages,python3-venv)
    $(PYTHON) -m venv --clear .venv
  fi
  echo "Installing requirements/$(1).txt …"
  $(BIN)/python -m pip install --quiet --require-hashes -r requirements/$(1).txt
  echo "$$wanted" > .venv/$(1).stamp
fi
endef

# Debian packages, when there is a way to install them; otherwise say how.
packages = { \
  echo "Installing $(1) with apt-get …"; \
  sudo=""; [ "$$(id -u)" = 0 ] || sudo="sudo -n"; \
  { $$sudo apt-get update -qq && DEBIAN_FRONTEND=noninteractive \
    $$sudo apt-get install -y -qq --no-install-recommends $(1) >/dev/null; } </dev/null \
  || { echo "Please install $(1) first:  sudo apt-get install $(1)"; exit 1; }; }

help: ## Show what can be made
	@awk -F':.*## ' '/^[a-z-]+:.*## /{printf "  make %-14s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

run: ## Start the portal on this machine, with the demo municipality
	@$(call environment,run)
	export DEMO="$${DEMO-1}" WORKER="$${WORKER-1}"
	exec $(BIN)/python -c 'import gc; gc.disable(); from portal.operations import starting; starting.main()' \
	  $(HOST) $(PORT) $(WORKERS)

test: environment-test chromium ## Test everything, on SQLite and PostgreSQL, in Chromium too
	@$(PYTEST) tests

test-quick: environment-test ## Laws, units and rooms on SQLite only
	@$(PYTEST) $(QUICK) --database=sqlite

screenshots: environment-test chromium ## Pictures of every page tested in Chromium, in instance/screenshots
	@SCREENSHOTS=1 $(PYTEST) tests/pages

fuzz: environment-test ## Try every route with every role by chance: FUZZ=2000 steps each
	@FUZZ="$${FUZZ:-2000}" $(PYTEST) tests/walker --database=both

coverage: environment-test ## The same tests as quick, with branches counted
	@$(PYTEST) $(QUICK) tests/journeys --database=sqlite --cov --cov-report=term

check: environment-test ## Lint, types, imports, templates, strings and the laws of the text
	@failed=no
	step() { "$$@" || failed=yes; }
	step $(BIN)/ruff check .
	step $(BIN)/ruff format --check .
	step $(BIN)/mypy portal config.py wsgi.py
	step $(BIN)/lint-imports --no-cache
	step $(BIN)/bandit --quiet --recursive --configfile pyproject.toml portal config.py wsgi.py
	step $(BIN)/djlint --lint --quiet portal
	step $(EXTRACT) --check
	step $(BIN)/python -m pytest -q tests/laws -m no_database
	[ "$$failed" = no ] || { echo "Found something to mend."; exit 1; }

format: environment-test ## Put the code into the house's form
	@$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

strings: environment-test ## Bring the catalogues up to date with the code
	@$(EXTRACT)

check-strings: environment-test ## Fail when a catalogue differs from the code or lacks Thai
	@$(EXTRACT) --check

lock: environment-test ## Write requirements/*.txt from the ranges in pyproject.toml
	@compile() {
	  $(BIN)/uv pip compile pyproject.toml --quiet --universal --python-version 3.11 \
	    --generate-hashes --no-header --no-annotate --no-emit-index-url --no-config "$$@"
	}
	compile --output-file requirements/run.txt
	compile --group test --constraint requirements/run.txt --output-file requirements/test.txt
	compile --group bench --constraint requirements/run.txt --output-file requirements/bench.txt
	compile --group supply --constraint requirements/run.txt --output-file requirements/supply.txt
	$(call environment,test)
	$(call environment,supply)
	$(BIN)/python docs/vendoring/bill.py

bench: ## Measure; takes long, prints ratios and queries
	@$(call environment,bench)
	$(BIN)/python -m benchmarks $(ARGS)

soak: ## Kill server, worker and database under load, and count what was lost
	@$(call environment,bench)
	$(BIN)/python -m benchmarks.soak $(ARGS)

sbom: ## Write the bill of materials and the list of licences from the locks
	@$(call environment,test)
	$(call environment,supply)
	$(BIN)/python docs/vendoring/bill.py

audit: ## Ask whether a flaw is known in what is locked; needs the network
	@$(call environment,supply)
	$(BIN)/pip-audit --require-hashes --disable-pip -r requirements/run.txt

clean: ## Remove the environment and all caches; instance/ stays
	@rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis .coverage*
	find . -name __pycache__ -prune -exec rm -rf {} +

environment-test:
	@$(call environment,test)

chromium:
	@if [ -z "$${CHROMIUM-}" ] && ! command -v chromium >/dev/null; then
	  $(call packages,chromium)
	fi

.PHONY: help run test test-quick coverage check format strings check-strings lock bench soak sbom audit clean \
  environment-test chromium
