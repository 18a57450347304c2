# `make demo` and `make test` do all of their own set-up, from a bare clone.

.POSIX:

PYTHON = python3
VENV = .venv
BIN = $(VENV)/bin
READY = $(VENV)/.ready
TESTS_READY = $(VENV)/.ready-for-tests
JOBS = 2

help:
	@echo "make demo   set up, then run the example visit (writes ilio-demo/)"
	@echo "make serve  set up, then open the page in the browser"
	@echo "make test   set up, then run every check: style, types, layers, tests, coverage"
	@echo "make setup  only the set-up: .venv with all pinned packages, the pose models, Ilio itself"
	@echo "make wheel  build dist/ilio-*.whl, which runs where there is no compiler, Node or network"
	@echo "make lock   pin what is new in pyproject.toml (the requirements*.lock)"
	@echo "make power-table   simulate anew what both tests can tell, for the report's figure"
	@echo "make visits-table  simulate the visits anew whose table the report uses"
	@echo "make body-grid  compute the muscles' paths anew that Ilio ships"
	@echo "make clean  remove what the set-up and the tests have made"
	@echo "make calendar-readers  fetch the programs that the tests of calendars compare with"
	@echo "make bench  print how long starting and measuring take"

# One step after the other: whether the folder was moved is known before what is ready counts.
.NOTPARALLEL:

demo: moved $(READY)
	@echo "Running the example visit: four films, about 20 s."
	@$(BIN)/ilio demo

serve: moved $(READY)
	@$(BIN)/ilio serve

test: moved $(TESTS_READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy --strict
	$(BIN)/lint-imports
	$(BIN)/python -m pytest -n $(JOBS) --dist loadgroup --cov --cov-report=term:skip-covered

setup: moved $(TESTS_READY)

wheel: moved $(READY)
	$(BIN)/python -m hatchling build --target wheel --directory dist

bench: moved $(TESTS_READY)
	$(BIN)/python benchmarks/start_up.py
	$(BIN)/python benchmarks/measure_markers.py
	$(BIN)/python benchmarks/body.py

SET_UP_BY = requirements.lock requirements-test.lock requirements-uv.lock pyproject.toml hatch_build.py \
		models.lock.toml package-lock.json tools/pack_pose.py tools/round_pose.py tools/set_up.py

# Programs in an environment hold its place: in another one nothing of it is ready.
moved:
	@{ pwd -P; cd $(VENV) 2>/dev/null && pwd -P; } | cmp -s - $(VENV)/.place || \
		rm -f $(READY) $(TESTS_READY)

# What the demo needs; what the tests need is all of that and more.
$(READY): $(SET_UP_BY)
	@$(PYTHON) tools/check_python.py
	@rm -f $(READY) $(TESTS_READY)
	@$(PYTHON) tools/set_up.py $(VENV) requirements.lock
	@touch $(READY)

$(TESTS_READY): $(SET_UP_BY)
	@$(PYTHON) tools/check_python.py
	@rm -f $(READY) $(TESTS_READY)
	@$(PYTHON) tools/set_up.py $(VENV) requirements-test.lock
	@touch $(READY) $(TESTS_READY)

# Programs of others that read calendars: the tests hold ours against them.
calendar-readers: moved $(TESTS_READY)
	@echo "Fetching ical.js and node-ical, which the tests of calendars read ours with"
	@$(BIN)/npm ci --prefix tests/ical --ignore-scripts --no-audit --no-fund --loglevel error

power-table: moved $(TESTS_READY)
	$(BIN)/python tools/power_table.py

visits-table: moved $(TESTS_READY)
	$(BIN)/python tools/visits_table.py

body-grid: moved $(TESTS_READY)
	$(BIN)/python tools/body_grid.py

# The tests' lock holds what Ilio needs as well; requirements.lock takes its pins from it.
PIN = $(BIN)/python -m uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-annotate --custom-compile-command "make lock"
BUILT_BY = $(BIN)/python tools/build_requirements.py

lock:
	@$(PYTHON) tools/check_python.py
	@$(PYTHON) tools/set_up.py $(VENV)
	$(BUILT_BY) | $(PIN) --extra dev --output-file requirements-test.lock pyproject.toml -
	$(BUILT_BY) | $(PIN) --extra lan --constraint requirements-test.lock \
		--output-file requirements.lock pyproject.toml -
	echo uv | $(PIN) --output-file requirements-uv.lock -

clean:
	rm -rf $(VENV) ilio-demo .coverage .coverage.* .hypothesis .import_linter_cache \
		.mypy_cache .pytest_cache .ruff_cache build dist

.PHONY: help moved demo serve test setup wheel bench calendar-readers power-table visits-table body-grid lock clean
