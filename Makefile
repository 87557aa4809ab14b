# Two commands matter: `make run` and `make test`. Everything lands under this folder.
PYTHON ?= python3
BIN := .venv/bin
export PREFECT_HOME := $(CURDIR)/.cache/prefect
export PREFECT_SERVER_ANALYTICS_ENABLED := false
export DO_NOT_TRACK := 1

.PHONY: run test check format lint types imports setup setup-dev docs bench lock clean

run: setup
	$(BIN)/wirehouse run

test: setup-dev
	$(BIN)/pytest

check: setup-dev lint types imports test

format: setup-dev
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

lint: setup-dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .

types: setup-dev
	$(BIN)/mypy

imports: setup-dev
	$(BIN)/lint-imports

setup: .venv/.ready
setup-dev: .venv/.ready-dev

# The lock is complete and hashed, so pip has nothing to resolve (see docs/decisions/0002-lock.md).
.venv/.ready: requirements.lock pyproject.toml
	test -d .venv || $(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements.lock
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	touch $@

.venv/.ready-dev: requirements-dev.lock .venv/.ready
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements-dev.lock
	touch $@

clean:
	rm -rf .venv .cache .mypy_cache .pytest_cache .ruff_cache .hypothesis

# The lock names no registry host; see docs/decisions/0002-lock.md for the override. Needs uv on the PATH.
lock:
	echo 'certifi>=2026.1' > .cache/overrides.txt
	uv pip compile --quiet pyproject.toml --override .cache/overrides.txt --universal --python-version 3.11 \
		--generate-hashes --no-emit-index-url --no-emit-find-links --no-header --no-annotate -o requirements.lock
	uv pip compile --quiet pyproject.toml --extra dev -c requirements.lock --override .cache/overrides.txt --universal \
		--python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links --no-header --no-annotate \
		-o requirements-dev.lock

# A Prefect server with a worker that runs the deployments of prefect.yaml (docs/operations.md).
serve: setup
	$(BIN)/wirehouse serve
