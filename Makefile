# The commands of docs/operating.md. Each first sets up what is missing (tools/set_up.sh) and
# nothing else; with nothing missing that takes a moment and no network.
#   make run CONFIG=config/hue-province DATA=/var/lib/luot      make test ARGS="-k slip"

CONFIG = config/commune
DATA = data
ARGS =

# File by file in the order of tests/conftest.py.  Programs start some hundred times: where bytecode
# is not to be kept, each would translate its sources anew.
TEST = PYTHONDONTWRITEBYTECODE= .venv/bin/python -m pytest \
	--numprocesses auto --dist loadfile --no-loadscope-reorder

.PHONY: setup run test nightly bench lint

setup:
	@tools/set_up.sh everything

run:
	@tools/set_up.sh run
	@exec .venv/bin/luot up --config $(CONFIG) --data $(DATA) --trial $(ARGS)

test:
	@tools/set_up.sh test
	$(TEST) $(ARGS)

# A million customers in each run against queueing theory, and everything that `make test` shortens.
nightly:
	@tools/set_up.sh test
	LUOT_SIMULATED=1000000 .venv/bin/python -m pytest tests/rules/test_simulation_theory.py
	LUOT_TESTS=all $(TEST) $(ARGS)

bench:
	@tools/set_up.sh run
	.venv/bin/python tests/bench/run.py $(ARGS)

lint:
	@tools/set_up.sh lint
	.venv/bin/ruff format --check .
	.venv/bin/ruff check .
	.venv/bin/mypy
	.venv/bin/mypy --package tools
	.venv/bin/lint-imports
