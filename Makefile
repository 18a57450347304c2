# `make demo` and `make test` do all of their own set-up, from a bare clone.

.POSIX:

PYTHON = python3
VENV = .venv
BIN = $(VENV)/bin
READY = $(VENV)/.ready
JOBS = 2

help:
	@echo "make demo   set up, then run the example visit (writes ilio-demo/)"
	@echo "make test   set up, then run every check: style, types, layers, tests, coverage"
	@echo "make setup  only the set-up: .venv with pinned packages, the pose models, Ilio itself"
	@echo "make lock   pin the packages anew (requirements.lock)"
	@echo "make power-table   simulate anew what both tests can tell, for the report's figure"
	@echo "make visits-table  simulate the visits anew whose table the report uses"
	@echo "make body-grid  compute the muscles' paths anew that Ilio ships"
	@echo "make clean  remove what the set-up and the tests have made"
	@echo "make bench  print how long starting and measuring take"

demo: $(READY)
	@$(BIN)/ilio demo

test: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy --strict
	$(BIN)/lint-imports
	$(BIN)/python -m pytest -n $(JOBS) --dist loadgroup --cov --cov-report=term:skip-covered

setup: $(READY)

bench: $(READY)
	$(BIN)/python benchmarks/start_up.py
	$(BIN)/python benchmarks/measure_markers.py
	$(BIN)/python benchmarks/body.py

$(READY): requirements.lock pyproject.toml hatch_build.py models.lock.toml package-lock.json \
		tools/pack_pose.py tools/round_pose.py
	@$(PYTHON) tools/check_python.py
	@$(BIN)/python -c "" 2>/dev/null || $(PYTHON) -m venv --clear $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --editable .
	@touch $(READY)

power-table: $(READY)
	$(BIN)/python tools/power_table.py

visits-table: $(READY)
	$(BIN)/python tools/visits_table.py

body-grid: $(READY)
	$(BIN)/python tools/body_grid.py

lock: $(READY)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check uv
	$(BIN)/python -m uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
		--no-emit-index-url --no-annotate --custom-compile-command "make lock" \
		--extra dev --output-file requirements.lock pyproject.toml

clean:
	rm -rf $(VENV) ilio-demo .coverage .coverage.* .hypothesis .import_linter_cache \
		.mypy_cache .pytest_cache .ruff_cache build dist

.PHONY: help demo test setup bench power-table visits-table body-grid lock clean
