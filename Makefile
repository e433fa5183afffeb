# Corridor: what a developer types. "make help" lists it.
GOLD     ?= $(if $(wildcard ../shared/gold),../shared/gold,rubric/testdata/composed)
OUT      ?= demo-out
BIN      ?= bin
FUZZTIME ?= 30s
TORTURE  ?= Every|Flip|Killed|Beside|Backups

.DEFAULT_GOAL := help
.PHONY: demo build test lint torture bench fuzz golden eval evaluation docs clean help

demo: build ## Ingest the specimens, score them, write the reports to demo-out/, and open the site on them
	$(BIN)/corridor demo --out $(OUT) --serve

build: ## Build bin/corridor and, beside it, bin/corridor-extract, which parses; both are static
	CGO_ENABLED=0 go build -trimpath -o $(BIN)/corridor-extract ./cmd/corridor-extract
	sum=$$({ sha256sum || shasum -a 256; } <$(BIN)/corridor-extract | cut -c 1-64) && \
	CGO_ENABLED=0 go build -trimpath -ldflags "-X main.extractorSum=$$sum" -o $(BIN)/corridor ./cmd/corridor

test: ## Run every test (TESTFLAGS=-race and the like are passed on)
	go test -timeout 10m $(TESTFLAGS) ./...

torture: ## The tests of reliability for their full time, under the race detector
	go test -timeout 60m -race -v -run '$(TORTURE)' ./store -args -torture

lint: ## go vet, staticcheck, gofmt, and a tidy go.mod
	go vet ./...
	staticcheck ./...
	@test -z "$$(gofmt -l .)" || { echo "gofmt these files:"; gofmt -l .; exit 1; }
	go mod tidy -diff

bench: ## Run every benchmark
	go test -run '^$$' -bench . -benchmem ./...

fuzz: ## Fuzz every target for FUZZTIME each
	@for pkg in $$(go list ./...); do \
	  for target in $$(go test -list '^Fuzz' $$pkg | grep '^Fuzz'); do \
	    echo "== $$pkg $$target"; \
	    go test -run '^$$' -fuzz "^$$target\$$" -fuzztime $(FUZZTIME) $$pkg || exit 1; \
	  done; \
	done

golden: ## Write the golden files anew; read the difference before you commit it
	go test ./corpus ./reports ./store ./rubric -update
	git diff --stat

eval: ## Measure the rules against ../shared/gold, or the agreements that ship
	go run ./cmd/corridor rubric evaluate --gold $(GOLD)

evaluation: ## Write reports/site/evaluation.json anew: the figures that the site shows under Method
	go run ./cmd/corridor rubric evaluate --gold $(GOLD) --out reports/site/evaluation.json

docs: ## Prove the documentation: examples run, and every command is in the README
	go test -run '^Example|^TestReadme|^TestHelp' ./...

clean: ## Remove what the other targets made
	rm -rf bin $(OUT) cover.out

help: ## List the targets
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "%-8s %s\n", $$1, $$2}'
