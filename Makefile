# Everything sets itself up in .venv; a second run finds it done.
PYTHON ?= python3
BIN := .venv/bin
STAMP := .venv/.installed

.PHONY: install run test lint fmt lock catalogue picture bench storm clean

install: $(STAMP)

$(STAMP): requirements-dev.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit("Python 3.11 or newer is needed; this is " + sys.version.split()[0]) if sys.version_info < (3, 11) else None'
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $(STAMP)

run: install
	$(BIN)/followups run

# On every core, at most four: each process has its own PostgreSQL and its own browser.
test: lint
	$(BIN)/python -m pytest --numprocesses=auto --maxprocesses=4 --dist=worksteal

lint: install
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy

fmt: install
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

# Pins what pyproject.toml asks for, with hashes and without the address of any index.
lock:
	test -x $(BIN)/uv || ($(PYTHON) -m venv .venv && $(BIN)/python -m pip install --quiet uv)
	$(BIN)/uv pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header pyproject.toml -o requirements.txt
	$(BIN)/uv pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --group dev pyproject.toml -c requirements.txt -o requirements-dev.txt

# Collects the sentences that people read; the new ones then want their Chinese in bot/locale/.
catalogue: install
	@mkdir -p build
	$(BIN)/python -m babel.messages.frontend extract --mapping-file=tests/catalogue.cfg --no-location --sort-output --msgid-bugs-address="the authors" --output=build/followups.pot bot jobs storage
	$(BIN)/python -m babel.messages.frontend update --input-file=build/followups.pot --domain=followups --output-dir=bot/locale --locale=zh_CN --no-fuzzy-matching --ignore-obsolete --ignore-pot-creation-date --no-wrap

# The README's picture, of today's page; needs a Chromium.
picture: install
	$(BIN)/python -m tests.picture

# Speed and memory, as ratios measured side by side in one run.
bench: install
	$(BIN)/python -m tests.bench

# Slack's worst day, over both databases: kills, freezes, lost answers; ends with 1 if anything is lost or doubled. Minutes.
storm: install
	$(BIN)/python -m tests.storm

clean:
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis build *.egg-info
