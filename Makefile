PYTHON ?= python3
JOBS ?= auto

VENV := .venv
DEMO_VENV := .venv-demo
BIN := $(VENV)/bin
INSTALL := -m pip install --disable-pip-version-check -qq

.DEFAULT_GOAL := help
.NOTPARALLEL:

.PHONY: help
help:  ## show this list
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/\1 \2/p' Makefile | while read -r target text; do \
		printf 'make %-9s %s\n' "$$target" "$$text"; done

.PHONY: demo
demo: $(DEMO_VENV)/.installed  ## plan the example business
	@$(DEMO_VENV)/bin/python docs/examples/small_business/demo.py

.PHONY: test
test: $(VENV)/.test  ## run the tests, with coverage
	@$(BIN)/python -m pytest --numprocesses $(JOBS) --dist worksteal --cov

.PHONY: check
check: $(VENV)/.lint  ## lint, formatting, types
	@$(BIN)/ruff check src tests docs
	@$(BIN)/ruff format --check src tests docs
	@$(BIN)/mypy
	@PYRIGHT_PYTHON_IGNORE_WARNINGS=1 $(BIN)/pyright --pythonpath $(BIN)/python

.PHONY: docs
docs: $(VENV)/.docs  ## build the documentation into build/docs
	@$(BIN)/python -m sphinx -q -E -W --keep-going -b html -d build/doctrees docs build/docs
	@echo "see build/docs/index.html"

.PHONY: linkcheck
linkcheck: $(VENV)/.docs  ## look whether links lead somewhere (needs the network)
	@$(BIN)/python -m sphinx -q -E -b linkcheck -d build/doctrees -D nb_execution_mode=off docs build/linkcheck

.PHONY: bench
bench: $(VENV)/.bench  ## run the benchmarks
	@$(BIN)/python -m pytest tests/benchmarks

.PHONY: mutants
mutants: $(VENV)/.mutants  ## count which bugs the tests notice (hours)
	@$(BIN)/python tests/mutants/planted.py --check
	@rm -rf build/mutants && mkdir -p build/mutants && cp -r src tests pyproject.toml build/mutants
	@cd build/mutants && HYPOTHESIS_PROFILE=mutants $(CURDIR)/$(BIN)/mutmut run >mutmut.log 2>&1; \
		$(CURDIR)/$(BIN)/mutmut results | sed 's/^ *//' | grep -v ': killed' || true
	@tail -c 300 build/mutants/mutmut.log | tr '\r' '\n' | tail -n 2
	@$(BIN)/python tests/mutants/planted.py

.PHONY: thorough
thorough: $(VENV)/.test  ## run the tests with many more examples
	@HYPOTHESIS_PROFILE=thorough \
		$(BIN)/python -m pytest --numprocesses $(JOBS) --dist worksteal

.PHONY: clean
clean:  ## remove environments, builds and caches
	@rm -rf $(VENV) $(DEMO_VENV) build dist .coverage .coverage.* htmlcov
	@rm -rf .benchmarks .hypothesis .mypy_cache .pytest_cache .ruff_cache
	@find src tests docs -type d -name __pycache__ -prune -exec rm -rf {} +

# The pip that comes with Python may be too old to know dependency groups.
$(VENV)/.package: pyproject.toml
	@$(PYTHON) -m venv $(VENV)
	@$(BIN)/python $(INSTALL) --upgrade "pip>=25.1"
	@$(BIN)/python $(INSTALL) --editable .
	@touch $@

$(VENV)/.%: $(VENV)/.package
	@$(BIN)/python $(INSTALL) --group $*
	@touch $@

$(DEMO_VENV)/.installed: pyproject.toml
	@$(PYTHON) -m venv $(DEMO_VENV)
	@$(DEMO_VENV)/bin/python $(INSTALL) --editable ".[plan,simulate]"
	@touch $@
