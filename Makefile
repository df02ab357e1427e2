# Everything that a fresh machine needs: Python 3.11 or later with venv, make, a C compiler. `make demo` and `make test` install the rest.
PYTHON ?= python3.11
SHARED ?= ../shared
VENV := .venv
BIN := $(VENV)/bin
TRAIN := $(VENV)-train

.PHONY: demo test lint docs bench train crossvalidate torture bench-ledger bench-desk clean

$(VENV)/installed: pyproject.toml requirements.lock
	command -v $(PYTHON) >/dev/null && $(PYTHON) -m venv $(VENV) || python3 -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check --requirement requirements.lock
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --editable .
	touch $@

demo: $(VENV)/installed  ## code the sample pages into out/demo.db, show the claims, and say how to open the desk on them
	mkdir -p out && rm -f out/demo.db out/demo.db-wal out/demo.db-shm
	$(BIN)/khabar init --db out/demo.db
	COLUMNS=$${COLUMNS:-160} $(BIN)/khabar add samples --format table --db out/demo.db
	@echo 'To read, check and cite them in a browser: $(BIN)/khabar serve --db out/demo.db'

test: $(VENV)/installed lint docs  ## lint, types, layers, docs, tests, quality floors
	$(BIN)/pytest --numprocesses auto --maxprocesses 4 --dist loadfile

lint: $(VENV)/installed
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

docs: $(VENV)/installed  ## build the documentation; a warning fails
	$(BIN)/mkdocs build --strict --quiet --site-dir out/site

bench: $(VENV)/installed  ## measure everything in bench/ and compare with its floors; needs $(SHARED)
	$(BIN)/python -m bench --shared $(SHARED)

$(TRAIN)/installed: pyproject.toml
	command -v $(PYTHON) >/dev/null && $(PYTHON) -m venv $(TRAIN) || python3 -m venv $(TRAIN)
	$(TRAIN)/bin/pip install --quiet --disable-pip-version-check torch==2.13.0
	$(TRAIN)/bin/pip install --quiet --disable-pip-version-check --editable '.[train]'
	touch $@

training/build/encoder/encoder.safetensors: $(TRAIN)/installed
	$(TRAIN)/bin/python -m training.encoder --out training/build/encoder

train: $(TRAIN)/installed training/build/encoder/encoder.safetensors  ## encoder, two stages, heads, calibration, export into the package, cross-validation
	$(TRAIN)/bin/python -m training.pipeline --gold $(SHARED)/gold/gsr

crossvalidate: $(TRAIN)/installed  ## the gold events by the packaged coder; after `make train`
	$(TRAIN)/bin/python -m training.crossvalidate --gold $(SHARED)/gold/gsr/assault_dev.jsonl $(SHARED)/gold/gsr/protest_dev.jsonl

torture: $(VENV)/installed  ## kill, starve and unplug a ledger, and check it each time
	$(BIN)/python -m bench.torture

bench-ledger: $(VENV)/installed  ## first pages over a million claims; fails above 100 ms
	$(BIN)/python -m bench.ledger

bench-desk: $(VENV)/installed  ## the desk under load, against an empty page, while pages are added; needs wrk
	$(BIN)/python -m bench.desk

clean:
	rm -rf $(VENV) $(TRAIN) out build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
