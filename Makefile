# The things one can do with a checkout. `make help` lists them.
.POSIX:
.PHONY: help setup setup-dev setup-ocr setup-serve setup-splink setup-dask setup-spark demo test test-ocr test-splink test-wacz test-ftm test-ocds test-engines lint docs bench bench-peers fuzz-server clean

BIN = .venv/bin
CASE = examples/surveillance-trade
# Arguments for pytest: make test T="tests/model -x"
T = tests

help: ## list the targets
	@sed -n 's/^\([a-z-]*\):.*## /\1: /p' Makefile | while IFS=: read -r name says; do printf '  %-10s%s\n' "$$name" "$$says"; done

setup: .venv/runtime.stamp ## make .venv with what Enduse needs to run
	@echo "Ready. Next: make demo, or .venv/bin/enduse --help"

setup-dev: .venv/dev.stamp ## the same, with tests, checks and type stubs
	@echo "Ready. Next: make test"

setup-ocr: .venv/ocr.stamp ## add the extra [ocr]: reads pictures and scanned PDFs
	@echo "Ready. Next: enduse build; papers refused as needs-ocr are read again."

setup-serve: .venv/serve.stamp ## add the extra [serve]: a built case over HTTP
	@echo "Ready. Next: .venv/bin/enduse serve $(CASE)"

setup-splink: .venv/splink.stamp ## add the extra [splink]: a statistical look at pairs of bodies
	@echo "Ready. Next: resolution: {statistical: splink} in case.yml, and enduse build"

setup-dask: .venv-dask/stamp ## make .venv-dask, with the engine Dask
	@echo "Ready. Next: .venv-dask/bin/enduse build CASE --engine dask --connect tcp://host:8786"

setup-spark: .venv-spark/stamp ## make .venv-spark, with the engine Spark (Connect) and Sail
	@echo "Ready. Next: .venv-spark/bin/enduse build CASE --engine spark --connect sc://host:15002"

demo: .venv/runtime.stamp ## build the example case and say where the atlas is
	@status=0; $(BIN)/enduse build $(CASE) || status=$$?; \
	if [ $$status -ne 0 ] && [ $$status -ne 3 ]; then exit $$status; fi; \
	printf 'Open it in a browser: %s/site/index.html; no server is needed.\n' "$(CASE)"

test: lint ## checks and tests; installs Chromium where it may
	@sh scripts/install_browser.sh
	@$(BIN)/python -m pytest -q -n 2 --dist loadgroup $(T)

test-ocr: .venv-ocr/stamp ## the tests of [ocr], in an environment of their own
	@.venv-ocr/bin/python -m pytest -q tests/documents/test_ocr.py tests/documents/test_ocr_layout.py tests/statements/notices/test_machine_read.py

test-splink: .venv-splink/stamp ## the tests of [splink], in an environment of their own
	@.venv-splink/bin/python -m pytest -q tests/entities/matching/test_statistical.py tests/entities/test_second_look.py

test-wacz: .venv/dev.stamp .venv-wacz/stamp ## evidence bundles before the public validator of WACZ files
	@$(BIN)/python -m pytest -q tests/atlas/test_bundle.py

test-ftm: .venv/dev.stamp .venv-peers/stamp ## the FollowTheMoney downloads before the real library (PyICU is compiled)
	@ENDUSE_FTM_PYTHON=$(CURDIR)/.venv-peers/bin/python $(BIN)/python -m pytest -q tests/atlas/test_followthemoney.py

test-ocds: .venv/dev.stamp .venv-fuzz/stamp ## the OCDS downloads before the official schema: ENDUSE_OCDS_SCHEMA=release-schema.json
	@ENDUSE_OCDS_PYTHON=$(CURDIR)/.venv-fuzz/bin/python $(BIN)/python -m pytest -q -rs tests/atlas/test_ocds.py tests/atlas/test_ocds_schema.py

test-engines: .venv-dask/stamp .venv-spark/stamp .venv-s3-server/stamp ## the tests of engines over real clusters; Spark's own where Java is
	@.venv-dask/bin/python -m pytest -q tests/engine
	@if command -v java >/dev/null; then $(MAKE) -s .venv-spark-server/stamp; else echo "no java: Spark local-cluster is left out"; fi
	@.venv-spark/bin/python -m pytest -q tests/engine

lint: .venv/dev.stamp ## ruff and mypy
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy

docs: .venv/dev.stamp ## write docs/commands from the commands' own help, docs/sources from the sources' own files
	@$(BIN)/python scripts/make_command_docs.py
	@$(BIN)/python scripts/make_source_pages.py

bench: .venv/dev.stamp ## run every benchmark in benchmarks/
	@for script in benchmarks/*.py; do echo "== $$script"; $(BIN)/python "$$script" || exit 1; done

bench-peers: .venv/dev.stamp .venv-peers/stamp ## name matching beside nomenklatura and rapidfuzz
	@$(BIN)/python benchmarks/peers.py

fuzz-server: .venv/dev.stamp .venv-fuzz/stamp ## 5,000 odd requests to a server over the example case
	@sh scripts/fuzz_server.sh $(CASE)

clean: ## remove the environment, caches and everything built
	rm -rf .venv .venv-ocr .venv-splink .venv-peers .venv-fuzz .venv-wacz .venv-dask .venv-spark .venv-spark-server .venv-s3-server
	rm -rf .pytest_cache .mypy_cache .ruff_cache .hypothesis dist
	rm -rf examples/*/build examples/*/site examples/*/vault
	find src tests scripts benchmarks -name __pycache__ -type d -prune -exec rm -rf {} +

.venv/runtime.stamp: requirements/runtime.txt requirements/build.txt pyproject.toml scripts/setup.sh scripts/environment.sh
	@sh scripts/setup.sh runtime
	@touch $@

.venv/dev.stamp: requirements/dev.txt pyproject.toml scripts/setup.sh scripts/environment.sh
	@sh scripts/setup.sh dev
	@touch $@ .venv/runtime.stamp

.venv/ocr.stamp: requirements/ocr.txt requirements/runtime.txt requirements/build.txt pyproject.toml scripts/setup.sh scripts/environment.sh
	@sh scripts/setup.sh ocr
	@touch $@

.venv-ocr/stamp: requirements/ocr.txt requirements/dev.txt pyproject.toml scripts/setup.sh scripts/environment.sh
	@sh scripts/setup.sh ocr-dev .venv-ocr
	@touch $@

.venv/serve.stamp: requirements/serve.txt requirements/runtime.txt requirements/build.txt pyproject.toml scripts/setup.sh scripts/environment.sh
	@sh scripts/setup.sh serve
	@touch $@

.venv/splink.stamp: requirements/splink.txt requirements/runtime.txt requirements/build.txt pyproject.toml scripts/setup.sh scripts/environment.sh
	@sh scripts/setup.sh splink
	@touch $@

.venv-splink/stamp: requirements/splink.txt requirements/dev.txt pyproject.toml scripts/setup.sh scripts/environment.sh
	@sh scripts/setup.sh splink-dev .venv-splink
	@touch $@

.venv-fuzz/stamp: requirements/fuzz.txt scripts/setup_apart.sh scripts/environment.sh
	@sh scripts/setup_apart.sh fuzz
	@touch $@

.venv-dask/stamp: requirements/dask.txt requirements/dev.txt pyproject.toml scripts/setup.sh scripts/environment.sh
	@sh scripts/setup.sh dask-dev .venv-dask
	@touch $@

.venv-spark/stamp: requirements/spark.txt requirements/sail.txt requirements/dev.txt pyproject.toml scripts/setup.sh scripts/environment.sh
	@sh scripts/setup.sh spark-dev .venv-spark
	@touch $@

.venv-spark-server/stamp: requirements/spark-server.txt scripts/setup_apart.sh scripts/environment.sh
	@sh scripts/setup_apart.sh spark-server pyspark
	@touch $@

.venv-s3-server/stamp: requirements/s3-server.txt scripts/setup_apart.sh scripts/environment.sh
	@sh scripts/setup_apart.sh s3-server
	@touch $@

.venv-peers/stamp: requirements/peers.txt scripts/setup_peers.sh scripts/environment.sh
	@sh scripts/setup_peers.sh
	@touch $@

.venv-wacz/stamp: requirements/wacz.txt scripts/setup_apart.sh scripts/environment.sh
	@sh scripts/setup_apart.sh wacz surt
	@touch $@
