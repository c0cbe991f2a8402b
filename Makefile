# Two commands do everything: `make demo` and `make test`.
SHELL := /bin/bash
FLAGS := --disable-index-store
# Without the Swift libraries beside it, the program runs on a machine that has no toolchain, and starts sooner.
RELEASE := -c release --static-swift-stdlib $(FLAGS)

.PHONY: demo test test-servers build release format lint check clean

demo:  ## Install what is missing, build, and walk through the bundled plant
	@scripts/demo

test:  ## Every test
	@scripts/install-dependencies
	swift build --build-tests
	swift test --skip-build --disable-xctest

test-servers: release  ## Against real servers on loopback: vLLM, LiteLLM, SGLang, llama.cpp, nginx; skips aloud what is not installed
	scripts/test-servers
	scripts/live-test

release:
	@scripts/install-dependencies
	swift build $(RELEASE)

build:
	@scripts/install-dependencies
	swift build $(FLAGS)

format:
	swift format format --in-place --parallel --recursive Sources Tests Package.swift

lint:
	swift format lint --strict --parallel --recursive Sources Tests Package.swift

check: lint
	scripts/check-imports

clean:
	rm -rf .build demo
