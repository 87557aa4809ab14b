# Two commands matter: `make run` and `make test`. Everything lands under this folder.
PYTHON ?= python3
BIN := .venv/bin

.PHONY: run test test-cluster check format lint types imports setup setup-dev docs bench lock connect serve clean

run: setup
	$(BIN)/wirehouse run

# Two files at a time, those with slow tests first (tests/conftest.py).
test: setup-dev
	$(BIN)/pytest -n 2 --dist loadfile --no-loadscope-reorder

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
setup-dev: .venv/.ready-dev .cache/old-client/.ready

# The lock is complete and hashed, so pip has nothing to resolve (see docs/decisions/0002-lock.md).
.venv/.ready: requirements.lock pyproject.toml
	test -d .venv || $(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements.lock
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	touch $@

.venv/.ready-dev: requirements-dev.lock .venv/.ready
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements-dev.lock
	touch $@

# An older DuckDB, beside the environment and not in it: a test opens the published file with it.
.cache/old-client/.ready: requirements-old-client.lock .venv/.ready
	rm -rf .cache/old-client
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --require-hashes --target .cache/old-client \
		-r requirements-old-client.lock
	touch $@

# Dask, Ray and an S3-compatible server, in an environment of their own (docs/cluster.md); 1.3 GB.
.cache/cluster/.ready: requirements-dev.lock pyproject.toml
	test -d .cache/cluster || $(PYTHON) -m venv .cache/cluster
	.cache/cluster/bin/pip install --quiet --disable-pip-version-check --no-deps --require-hashes \
		-r requirements.lock -r requirements-dev.lock
	.cache/cluster/bin/pip install --quiet --disable-pip-version-check --editable '.[dask,ray,s3]' 'moto[server]'
	touch $@

test-cluster: .cache/cluster/.ready
	.cache/cluster/bin/python -m pytest tests/test_cluster.py

# The clients whose recipes stand in docs/connect.md, in an environment of their own; 1 GB. `make test` then runs them all.
connect: .cache/connect/.ready
.cache/connect/.ready: dashboards/connect.lock
	test -d .cache/connect || $(PYTHON) -m venv .cache/connect
	.cache/connect/bin/pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r dashboards/connect.lock
	touch $@

# The data dictionary and the questions, from the row types and the headers of sql/.
docs: setup
	$(BIN)/wirehouse run seeds --lake .cache/docs/lake --warehouse .cache/docs/warehouse.duckdb
	$(BIN)/python -m warehouse.dictionary --answers .cache/docs/warehouse.duckdb

# What articles cost: NEWS is read, and a lake of so many ARTICLES is generated from it (benchmarks/scale.md).
NEWS ?= seeds
ARTICLES ?= 1000
bench: setup-dev
	rm -rf .cache/bench
	$(BIN)/wirehouse run $(NEWS) --lake .cache/bench/real --warehouse .cache/bench/real.duckdb
	$(BIN)/python benchmarks/generated.py .cache/bench/real .cache/bench/lake $(ARTICLES)
	$(BIN)/python benchmarks/scale.py start
	$(BIN)/python benchmarks/scale.py extract .cache/bench/real
	$(BIN)/python benchmarks/scale.py publish .cache/bench/lake
	$(BIN)/wirehouse rebuild --lake .cache/bench/lake --warehouse .cache/bench/lake.duckdb
	$(BIN)/python benchmarks/scale.py marts .cache/bench/lake.duckdb
	$(BIN)/python benchmarks/scale.py plot

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
