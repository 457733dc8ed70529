# Everything that is done with this project, as commands. `make` alone lists them.
# PYTHON=python3.12 chooses another Python; ARGS="…" is handed to the program or to pytest.

PYTHON ?= python3
VENV ?= .venv
ARGS ?=
BIN := $(VENV)/bin

# Stamps in the environment: it is made anew when PYTHON is another one, and installed anew when
# what it was made from changed, so that every later run starts at once.
MADE := $(VENV)/.made-with-$(notdir $(PYTHON))
RUN := $(VENV)/.installed-to-run
DEV := $(VENV)/.installed-to-develop
BUNDLE := $(VENV)/.installed-to-bundle

# The shipped content as it was checked: what is older than its words would be checked at each start.
KEPT := screens/checked.json
WORDS := $(wildcard screens/*.toml screens/*/*.toml src/fouraxis/content/*.py)

# The pins hold for the build backend too, which pip installs apart from the rest; these are paths
# from here, because pip takes a space in them for the end of a name.
export PIP_CONSTRAINT := constraints.txt
export PIP_BUILD_CONSTRAINT := constraints.txt
export PIP_DISABLE_PIP_VERSION_CHECK := 1
export PIP_REQUIRE_VIRTUALENV := 0

# Without bytecode each start compiles every source anew, and the tests start the program often.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help run test test-all torture lint types walls content samples build bundle wheelhouse check bench pictures framework portfolio-on-spark clean

help: ## list these commands
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/make \1\t\2/p' Makefile | expand -t 16

run: $(RUN) $(KEPT) ## start fouraxis (ARGS="--help" hands it arguments)
	@$(BIN)/fouraxis $(ARGS)

test: $(DEV) $(KEPT) ## run the tests that each change needs (ARGS="-k placement" chooses)
	@$(BIN)/python -m pytest -m "not long and not endurance" $(ARGS)

test-all: $(DEV) $(KEPT) ## run every test, the long ones too (ARGS="-m long" those alone)
	@$(BIN)/python -m pytest -m "not endurance" $(ARGS)

torture: $(DEV) ## kill, fill and break saves, and press random keys, for an hour; nothing may be lost
	@$(BIN)/python -m tests.torture $(ARGS)
	@$(BIN)/python -m pytest -m endurance
	@$(BIN)/python -m tests.monkey 0-39 5000

lint: $(DEV) ## rules and layout of the source, by ruff
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .

# What one system has and another has not is a fault of types on the other.
types: $(DEV) ## strict types, by mypy: here, on Windows and on macOS
	@$(BIN)/mypy
	@$(BIN)/mypy --platform win32 --cache-dir .mypy_cache/windows src
	@$(BIN)/mypy --platform darwin --cache-dir .mypy_cache/macos src

walls: $(DEV) ## which package may import which, by import-linter
	@$(BIN)/lint-imports

content: $(RUN) ## check the words, options and matrix in screens/
	@$(BIN)/fouraxis content check screens
	@$(BIN)/fouraxis content check screens/de

samples: $(RUN) ## check the example sessions in sessions/
	@$(BIN)/fouraxis check sessions/*.toml

build: $(DEV) ## build the wheel and the source archive into dist/
	@rm -rf dist
	@$(BIN)/python -m build --outdir dist

bundle: $(BUNDLE) ## a folder and an archive that run here where no Python is installed
	@$(BIN)/python -m distribution.bundle

PLATFORM ?=
VERSION ?=
wheelhouse: $(DEV) ## a zip that installs without a network (PLATFORM=windows-x86_64 VERSION=3.12)
	@$(BIN)/python -m distribution.wheelhouse $(PLATFORM) $(VERSION)

check: lint types walls content samples test build ## all of the above, as before a commit

bench: $(DEV) ## measure speed and memory in ten minutes, and write docs/benchmarks.md
	@$(BIN)/python -m benchmarks

pictures: $(DEV) ## draw the real screens into docs/pictures/
	@$(BIN)/python -m docs.make_pictures $(ARGS)

framework: $(RUN) ## write docs/framework.md: every item of the content with its source
	@$(BIN)/python -m docs.make_framework $(ARGS)

portfolio-on-spark: $(DEV) ## every ready question of the portfolio on Spark, too (needs Java; ARGS=1000 sessions)
	@$(BIN)/python -c 'import pyspark' 2>/dev/null || $(BIN)/python -m pip install --quiet 'pyspark>=4,<5'
	@$(BIN)/python -m benchmarks.on_spark $(ARGS)

clean: ## remove everything that these commands made
	rm -rf $(VENV) build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find src tests docs benchmarks -name __pycache__ -type d -prune -exec rm -rf {} +

$(MADE):
	@$(PYTHON) -c '' 2>/dev/null || { \
		echo "There is no $(PYTHON) here. fouraxis needs Python 3.11 or newer: make run PYTHON=python3.12"; \
		exit 1; } >&2
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo "fouraxis needs Python 3.11 or newer, and $(PYTHON) is $$($(PYTHON) -V 2>&1)."; \
		echo "Name another one: make run PYTHON=python3.12"; \
		exit 1; } >&2
	@echo "Preparing $(VENV) with $$($(PYTHON) -V). This is done once and takes a minute." >&2
	@$(PYTHON) -m venv --clear $(VENV)
	@touch $@

$(RUN): $(MADE) pyproject.toml constraints.txt
	@$(BIN)/python -m pip install --quiet -c constraints.txt -e '.[office]'
	@touch $@

$(DEV): $(MADE) pyproject.toml constraints.txt
	@$(BIN)/python -m pip install --quiet -c constraints.txt -e '.[dev]'
	@touch $(RUN) $@

# Words at fault are named by the program itself, when it is started.
$(KEPT): $(WORDS) $(RUN)
	@$(BIN)/python -c 'from fouraxis.content.load import keep; keep()' 2>/dev/null && touch -c $@ || true

$(BUNDLE): $(DEV) pyproject.toml constraints.txt
	@$(BIN)/python -m pip install --quiet -c constraints.txt -e '.[bundle]'
	@touch $@
