# Raftwright's own tasks; "make" lists them. Needs Swift 6.3 on Debian 12; the rest is installed.

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DELETE_ON_ERROR:
.DEFAULT_GOAL := help

CORPUS ?= corpora
OUT ?= build/demo
SWIFT ?= swift
# Debian packages: libraries that the build links, and what finds them.
PACKAGES := libxml2-dev libsqlite3-dev libstemmer-dev libssl-dev pkg-config
SUDO := $(if $(filter-out 0,$(shell id -u)),sudo)
RAFTWRIGHT = $(shell $(SWIFT) build -c release --show-bin-path)/raftwright

.PHONY: help deps build demo test lint corpus-postgresql corpus-python clean

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

build: deps ## Build the command, optimised.
	$(SWIFT) build -c release --product raftwright

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

lint: ## Check the formatting.
	$(SWIFT) format lint --strict --recursive Sources Tests templates Package.swift

corpus-postgresql: build/corpora/postgresql ## Fetch PostgreSQL's documentation into build/corpora.

corpus-python: build/corpora/python ## Fetch Python's documentation into build/corpora.

build/corpora/postgresql:
	@$(call fetch,postgresql-doc-15,usr/share/doc/postgresql-doc-15/html)

build/corpora/python:
	@$(call fetch,python3.11-doc,usr/share/doc/python3.11/html)

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
	rm -rf build .build
