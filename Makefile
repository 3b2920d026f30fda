# make run · make chat · make test · make bench. Everything is installed into .venv/ beside this file.
PYTHON ?= python3
BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check

.PHONY: run chat test check bench bench-matching bench-grouping install install-dev browser lock clean

run: install        ## serve: chat page, REST, and Telegram if there is a token
	@$(BIN)/sambung serve

chat: install       ## talk in the terminal
	@$(BIN)/sambung chat

test: install-dev browser   ## everything CI checks
	@$(MAKE) --no-print-directory check

check:
	@echo "ruff ..."         && $(BIN)/ruff check -q . && $(BIN)/ruff format -q --check .
	@echo "mypy ..."         && $(BIN)/mypy --no-error-summary
	@echo "import-linter ..." && $(BIN)/lint-imports > .make/imports.log || { cat .make/imports.log; exit 1; }
	@echo "sambung check ..." && $(BIN)/sambung check
	@$(BIN)/pytest

bench: install-dev  ## the figures of the closing notes
	@$(BIN)/python -m tests.benchmarks.turn
	@$(BIN)/python -m tests.benchmarks.fuzz
	@$(BIN)/python -m tests.benchmarks.eligibility
	@$(BIN)/python -m tests.benchmarks.gate

bench-matching: .make/peers  ## our matcher beside its peers; BENCH="--quick --out FILE.md"
	@$(BIN)/python -m tests.benchmarks.matching $(BENCH)

bench-grouping: .make/peers  ## how unanswered questions are grouped, beside two peers
	@$(BIN)/python -m tests.benchmarks.grouping

install: .make/run
install-dev: .make/dev

.make/venv:
	@mkdir -p .make
	@echo "[1/3] Making .venv ($$($(PYTHON) --version)) ..."
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "Python 3.11 or newer is needed: make run PYTHON=python3.12"; exit 1; }
	@$(PYTHON) -m venv .venv
	@touch $@

.make/run: .make/venv pyproject.toml constraints.txt
	@echo "[2/3] Installing what the bot needs (about a minute the first time) ..."
	@$(PIP) install -c constraints.txt -e .
	@echo "[3/3] Ready."
	@touch $@

.make/dev: .make/run
	@echo "Installing what the checks need ..."
	@$(PIP) install -c constraints.txt -e '.[dev]'
	@touch $@

.make/peers: .make/dev
	@echo "Installing the matchers that ours is compared with ..."
	@$(PIP) install -c constraints.txt -e '.[peers]' && touch $@ \
		|| echo "!! Not all of them could be installed: their rows will say so."

# The browser tests use the system's Chromium. Where it cannot be installed they say so and the rest runs.
browser: .make/browser
.make/browser: .make/venv
	@command -v chromium >/dev/null 2>&1 || { \
		echo "Installing chromium for the browser tests ..."; \
		(apt-get update -qq && apt-get install -y -qq --no-install-recommends chromium fonts-dejavu-core) \
			> .make/browser.log 2>&1 \
		|| echo "!! chromium could not be installed: the browser tests will be skipped (see .make/browser.log)"; }
	@touch $@

lock:               ## renew constraints.txt from what is installed now
	@$(BIN)/python -m pip freeze --exclude-editable | grep -vE '^(pip|setuptools|sambung)' > constraints.txt

clean:
	@rm -rf .venv .make build *.egg-info
