# Raftwright's own tasks; "make" lists them. Needs Swift 6.3 on Debian 12; the rest is installed.

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DELETE_ON_ERROR:
.DEFAULT_GOAL := help

CORPUS ?= corpora
OUT ?= build/demo
# How many times its passages the larger index of bench-retrieval has.
COPIES ?= 10
EXTRACTION ?= ../shared/data/extraction.tar.xz
SWIFT ?= swift
# Debian packages: libraries that the build links, and what finds them.
PACKAGES := libxml2-dev libarchive-dev libsqlite3-dev libstemmer-dev libssl-dev pkg-config
SUDO := $(if $(filter-out 0,$(shell id -u)),sudo)
RAFTWRIGHT = $(shell $(SWIFT) build -c release --show-bin-path)/raftwright

.PHONY: help deps build demo test test-llm lint llama-server corpus-postgresql corpus-python \
  bench-documents bench-documents-large bench-extraction bench-tokenizers bench-vectors \
  bench-retrieval bench-index-build bench-client bench-recipe bench-inspect clean

help: ## List the tasks.
	@grep -hE '^[a-z-]+:.*## ' $(firstword $(MAKEFILE_LIST)) \
	  | awk -F ':.*## ' '{ printf "  make %-20s %s\n", $$1, $$2 }'

deps: ## Install the Debian packages that are missing.
	@missing=(); \
	for package in $(PACKAGES); do \
	  dpkg-query -W -f '$${db:Status-Status}\n' "$$package" 2>/dev/null \
	    | grep -qx installed || missing+=("$$package"); \
	done; \
	if (( $${#missing[@]} )); then \
	  echo "installing $${missing[*]}" >&2; \
	  $(SUDO) env DEBIAN_FRONTEND=noninteractive apt-get update -q >&2; \
	  $(SUDO) env DEBIAN_FRONTEND=noninteractive \
	    apt-get install -q -y --no-install-recommends "$${missing[@]}" >&2; \
	fi

# The Swift runtime is linked in: the command starts in half the time, and runs where no Swift is.
build: deps ## Build the command, optimised.
	$(SWIFT) build -c release --static-swift-stdlib --product raftwright

demo: build $(if $(filter build/corpora/%,$(CORPUS)),$(CORPUS)) ## Run it: make demo [CORPUS=corpora] [OUT=build/demo]
	$(RAFTWRIGHT) build $(CORPUS) --output $(OUT)
	@echo
	@echo "The outputs are in $(OUT):"
	@ls -l $(OUT) | awk 'NR > 1 { printf "  %12d  %s\n", $$5, $$9 }'
	@echo
	@$(RAFTWRIGHT) inspect $(OUT)

test: deps ## Run all tests.
	$(SWIFT) build --product raftwright
	$(SWIFT) test --disable-xctest

test-llm: deps llama-server build/corpora/postgresql ## Ask a real model about 200 passages, and kill the run five times; the pairs go to build/llm.
	$(SWIFT) build --product raftwright
	RAFTWRIGHT_LLM_OUTPUT="$(CURDIR)/build/llm" $(SWIFT) test --disable-xctest --filter RealModelTests

lint: ## Check the formatting.
	$(SWIFT) format lint --strict --recursive Sources Tests templates Package.swift

corpus-postgresql: build/corpora/postgresql ## Fetch PostgreSQL's documentation into build/corpora.

corpus-python: build/corpora/python ## Fetch Python's documentation into build/corpora.

build/corpora/postgresql:
	@$(call fetch,postgresql-doc-15,usr/share/doc/postgresql-doc-15/html)

build/corpora/python:
	@$(call fetch,python3.11-doc,usr/share/doc/python3.11/html)

build/corpora/openjdk:
	@$(call fetch,openjdk-17-doc,usr/share/doc/openjdk-17-jre-headless/api)

build/corpora/rust:
	@$(call fetch,rust-doc,usr/share/doc/rust-doc/html)

bench-documents: build/bench-venv build/corpora/postgresql build/corpora/python ## Measure files to chunks, beside libxml2 and Python's extractors.
	@export TARGET=$@; $(call bench,build/corpora/postgresql build/corpora/python)

bench-documents-large: build/bench-venv build/corpora/openjdk build/corpora/rust ## The same on 600 MB, without the others.
	@export TARGET=$@ ROUNDS=$${ROUNDS:-3}; $(call bench,build/corpora/openjdk build/corpora/rust)

TOKENIZERS ?= $(wildcard build/tokenizers/*.json)

bench-tokenizers: build/tokenizers-venv build/corpora/postgresql ## Compare tokenizers with PyPI's, id by id: [QA=folder of XQuAD] [TOKENIZERS=files]
	@$(SWIFT) build -c release --package-path Benchmarks/tokenizers >&2
	@cd Benchmarks/tokenizers; root="$(CURDIR)"; python="$$root/build/tokenizers-venv/bin/python"; \
	work="$$root/build/tokenizers-work"; mkdir -p "$$work"; \
	"$$python" passages.py "$$work/passages.jsonl" "$(QA)" "$$root/build/corpora/postgresql" "$$root"; \
	"$$python" train.py "$$work/passages.jsonl" "$$work"; \
	"$$python" compare.py .build/release/tokenizer-bench "$$work/passages.jsonl" \
	  $(abspath $(TOKENIZERS)) "$$work"/*.json

bench-client: build/client-venv ## Measure the chat client against a server that answers at once, beside Python's.
	@$(SWIFT) build -c release --package-path Benchmarks --scratch-path .build-benchmarks \
	  --product client-bench >&2
	@python3 Benchmarks/bench_client.py .build-benchmarks/release/client-bench \
	  build/client-venv/bin/python Benchmarks/RESULTS.md

build/client-venv: Benchmarks/client/requirements.txt
	rm -rf $@
	python3 -m venv $@
	$@/bin/pip install -q -r $<
	touch $@

bench-recipe: build build/recipe-venv build/corpora/postgresql build/corpora/python build/corpora/openjdk build/corpora/rust ## Measure a million rows of 290,000 passages: [ROWS=1000000]
	@python3 Benchmarks/bench_recipe.py .build/release/raftwright build/recipe-venv/bin/python \
	  Benchmarks/RESULTS.md build/recipe-work build/corpora/openjdk build/corpora/rust \
	  build/corpora/postgresql build/corpora/python

bench-inspect: build build/inspect-venv build/corpora/postgresql ## Measure looking at 5 GB of rows, beside Polars and DuckDB: [MEGABYTES=5000]
	@python3 Benchmarks/bench_inspect.py .build/release/raftwright build/inspect-venv/bin/python \
	  Benchmarks/RESULTS.md build/inspect-work build/corpora/postgresql

build/inspect-venv: Benchmarks/inspect/requirements.txt
	rm -rf $@
	python3 -m venv $@
	$@/bin/pip install -q -r $<
	touch $@

build/recipe-venv: Benchmarks/recipe/requirements.txt
	rm -rf $@
	python3 -m venv $@
	$@/bin/pip install -q -r $<
	touch $@

llama-server: ## Build llama.cpp's server and two small models outside of the repository, for tests of endpoints.
	bash Benchmarks/llama/build.sh $${RAFTWRIGHT_LLAMA:-$$HOME/.cache/raftwright/llama.cpp}

bench-vectors: build build/vectors-venv build/corpora/postgresql build/corpora/python ## Measure embedding and exact search, beside wordllama and numpy.
	@$(SWIFT) build -c release --package-path Benchmarks --scratch-path .build-benchmarks \
	  --product vector-bench >&2
	@mkdir -p build/vectors-work
	@$(RAFTWRIGHT) index build/corpora/postgresql build/corpora/python \
	  --output build/vectors-work/index.sqlite --quiet
	@build/vectors-venv/bin/python Benchmarks/bench_vectors.py .build-benchmarks/release \
	  build/vectors-venv/bin/python Benchmarks/RESULTS.md build/vectors-work/index.sqlite \
	  build/vectors-work

build/vectors-venv: Benchmarks/vectors/requirements.txt
	rm -rf $@
	python3 -m venv $@
	$@/bin/pip install -q -r $<
	touch $@

build/tokenizers-venv: Benchmarks/tokenizers/requirements.txt
	rm -rf $@
	python3 -m venv $@
	$@/bin/pip install -q -r $<
	touch $@

bench-retrieval: build build/retrieval-venv build/corpora/postgresql build/corpora/python ## Measure the index beside tantivy, bm25s and FTS5: [COPIES=10]
	@$(SWIFT) build -c release --package-path Benchmarks --scratch-path .build-benchmarks \
	  --product retrieval-bench >&2
	@COPIES=$(COPIES) python3 Benchmarks/bench_retrieval.py $(RAFTWRIGHT) \
	  .build-benchmarks/release/retrieval-bench build/retrieval-venv/bin/python \
	  build/retrieval-work Benchmarks/RESULTS.md build/corpora/postgresql build/corpora/python

bench-index-build: build build/retrieval-venv build/corpora/postgresql build/corpora/python ## Measure only the building of the index, in turns with tantivy: [COPIES=10] [ROUNDS=10]
	@$(SWIFT) build -c release --package-path Benchmarks --scratch-path .build-benchmarks \
	  --product retrieval-bench >&2
	@COPIES=$(COPIES) python3 Benchmarks/bench_index_build.py $(RAFTWRIGHT) \
	  .build-benchmarks/release/retrieval-bench build/retrieval-venv/bin/python \
	  build/retrieval-work Benchmarks/RESULTS.md build/corpora/postgresql build/corpora/python

build/retrieval-venv: Benchmarks/retrieval/requirements.txt
	rm -rf $@
	python3 -m venv $@
	$@/bin/pip install -q -r $<
	touch $@

# $(call bench,CORPORA): builds what measures, and runs it.
bench = $(SWIFT) build -c release --package-path Benchmarks --scratch-path .build-benchmarks >&2 \
	  && python3 Benchmarks/bench_documents.py .build-benchmarks/release build/bench-venv/bin/python \
	    Benchmarks/RESULTS.md $(1)

bench-extraction: build build/extraction ## Score main content on 181 pages, beside others' outputs.
	@python3 Benchmarks/bench_extraction.py $(RAFTWRIGHT) build/extraction Benchmarks/RESULTS.md

# The pages, their truth and the outputs of others, as EXTRACTION holds them.
build/extraction:
	@test -f "$(EXTRACTION)" || { echo "$(EXTRACTION) is missing: give EXTRACTION=, an archive" \
	  "of extraction/{ground-truth.json,html/*.html.gz,outputs/*.json}" >&2; exit 1; }
	@rm -rf $@.part; mkdir -p $@.part; tar -xJf "$(EXTRACTION)" -C $@.part
	@gunzip $@.part/extraction/html/*.gz; mv $@.part/extraction $@; rmdir $@.part

# What others extract text with, in an environment of its own.
build/bench-venv: Benchmarks/requirements.txt
	rm -rf $@
	python3 -m venv $@
	$@/bin/pip install -q -r $<
	touch $@

# $(call fetch,PACKAGE,FOLDER): the HTML files below a folder of a Debian package become $@. It is
# unpacked in a folder of its own and moved into place whole. Tried again after an update, as a
# fresh machine has no package lists.
define fetch
scratch="$(CURDIR)/$@.part"; rm -rf "$$scratch"; mkdir -p "$$scratch/html"; \
trap 'rm -rf "$$scratch"' EXIT; \
cd "$$scratch"; echo "fetching $(1)" >&2; \
apt-get download -q -o APT::Sandbox::User=root $(1) >&2 || \
  { $(SUDO) apt-get update -q >&2; \
    apt-get download -q -o APT::Sandbox::User=root $(1) >&2; }; \
dpkg -x $(1)_*.deb unpacked; \
(cd "unpacked/$(2)"; find . -name '*.html' -type f -print0 | tar -c --null -T -) | tar -x -C html; \
cd "$(CURDIR)"; mv "$$scratch/html" "$@"; \
echo "$@: $$(find "$@" -name '*.html' | wc -l) pages" >&2
endef

clean: ## Remove what was built, and what was fetched.
	rm -rf build .build .build-benchmarks
