# CJ Engage. GNU make, one file, read it from the top: variables, lists, rules, the program, tests, tools, help.
# Two commands matter: `make run` and `make test`. `make help` lists the rest; V=1 shows whole commands.
#
# One graph holds every configuration, so `make -j2 test` builds them side by side:
#   build/release  what runs        build/test   the same with --test-clock and the debug checks
#   build/asan     AddressSanitizer and UBSan    build/tsan   ThreadSanitizer
#   build/fuzz     libFuzzer, by clang           build/cover  counted lines
#   build/gen      generated code, shared        build/tools  the generator itself

VERSION ?= 0.1
CONF ?= release
CONFS = release test asan tsan fuzz cover
CC = gcc
WERROR ?= -Werror
V ?= 0
Q := $(if $(filter 1,$(V)),,@)
PREFIX ?= /usr/local
ADDRESS ?= 127.0.0.1:8080
.DEFAULT_GOAL := all
.DELETE_ON_ERROR:
.SUFFIXES:

# Missing packages: `check` says which and stops, `install` fetches them; the commands for people install.
PACKAGES ?= check
PACKAGES_SH = src/tools/packages.sh

# --- flags -------------------------------------------------------------------------------------------
WARN = -Wall -Wextra -Wpedantic -Wconversion -Wno-sign-conversion -Wshadow -Wvla -Wformat=2 -Wundef \
  -Wstrict-prototypes -Wmissing-prototypes -Wold-style-definition -Wpointer-arith -Wcast-qual \
  -Wwrite-strings -Wimplicit-fallthrough -Wnull-dereference $(WERROR)
COMMON = -std=c17 -D_GNU_SOURCE -Isrc -Ibuild -I. -include src/core/base/banned.h -MMD -MP -g -pthread
HARDEN = -U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=3 -fstack-protector-strong -fPIE -fstack-clash-protection \
  -fcf-protection -fno-strict-aliasing -fno-delete-null-pointer-checks
CHECKED = -O1 -fPIE -fno-omit-frame-pointer -fno-sanitize-recover=all -DCJ_TEST -DCJ_DEBUG

CFLAGS_release = -O2 $(HARDEN) -ftrivial-auto-var-init=zero
CFLAGS_test    = $(CFLAGS_release) -DCJ_TEST -DCJ_DEBUG
CFLAGS_asan    = $(CHECKED) -fsanitize=address,undefined
CFLAGS_tsan    = $(CHECKED) -fsanitize=thread
CFLAGS_fuzz    = $(CHECKED) -fsanitize=fuzzer-no-link,address,undefined
CFLAGS_cover   = -O0 -fPIE --coverage -DCJ_TEST -DCJ_DEBUG
LDFLAGS_release = -pie -Wl,-z,relro,-z,now,-z,noexecstack -Wl,--as-needed
LDFLAGS_test  = $(LDFLAGS_release)
LDFLAGS_asan  = -pie -fsanitize=address,undefined
LDFLAGS_tsan  = -pie -fsanitize=thread
LDFLAGS_fuzz  = -pie -fsanitize=address,undefined
LDFLAGS_cover = -pie --coverage
CC_fuzz = clang
# clang 14 has no say in the build's warnings: it makes the fuzzers only.
WARN_fuzz = -Wall -Wextra

# Asked once, and only when something is compiled: the packages may have come in this very run.
PKGS = libmicrohttpd sqlite3 libcmark libsodium libcurl zlib libqrencode libargon2 libzip
PKG_CFLAGS = $(eval PKG_CFLAGS := $$(shell pkg-config --cflags $(PKGS)))$(PKG_CFLAGS)
PKG_LIBS = $(eval PKG_LIBS := $$(shell pkg-config --libs $(PKGS)) -lfcgi -lmagic -lm)$(PKG_LIBS)

# $(call compile,CONF) and $(call link,CONF): the command up to its files.
compile = $(or $(CC_$1),$(CC)) $(COMMON) $(or $(WARN_$1),$(WARN)) $(CFLAGS_$1) $(PKG_CFLAGS)
link = $(or $(CC_$1),$(CC)) $(LDFLAGS_$1) -pthread

# --- lists -------------------------------------------------------------------------------------------
SRC := $(filter-out src/tools/% src/front/main.c,$(wildcard src/*/*.c src/*/*/*.c))
SRC_HEADERS := $(filter-out src/tools/%,$(wildcard src/*/*.h src/*/*/*.h))
GEN := templates symbols static guidance words sample $(if $(wildcard schema.sql),schema) build_id
TEMPLATES := $(shell find templates -name '*.mustache' -o -type d 2>/dev/null)
STATIC := $(shell find static 2>/dev/null)
DATA := $(wildcard data/*.csv)
GUIDANCE := $(wildcard data/guidance data/guidance/*.md)
WORDS := $(wildcard data/words data/words/*.txt)
SAMPLE := $(wildcard data/sample data/sample/*.txt)

# C tests: each tests/LEVEL/test_x.c is a program that prints TAP; other .c files beside them are shared.
LEVELS = unit core fault
C_TESTS := $(sort $(wildcard $(LEVELS:%=tests/%/test_*.c)))
TESTLIB := $(filter-out $(C_TESTS),$(wildcard tests/*.c $(LEVELS:%=tests/%/*.c)))
FUZZERS := $(patsubst tests/fuzz/fuzz_%.c,%,$(wildcard tests/fuzz/fuzz_*.c))
# The longest of a level first, so that all processors are busy to the end.
LONG_TESTS := browser/every_page browser/staff_coordinator browser/staff_admin wire/response_storm wire/bodies wire/mail wire/doors wire/stop \
  unit/test_audit_check core/test_sign_in_pages core/test_every_route fault/test_damage fault/test_response_power fault/test_memory
longest_first = $(foreach l,$(LONG_TESTS),$(filter %/$l %/$l.test.mjs,$1)) \
  $(filter-out $(foreach l,$(LONG_TESTS),%/$l %/$l.test.mjs),$1)
WIRE_TESTS := $(call longest_first,$(sort $(wildcard tests/wire/*.test.mjs)))
BROWSER_TESTS := $(call longest_first,$(sort $(wildcard tests/browser/*.test.mjs)))

all: build/$(CONF)/cjengage ## build the program: build/release/cjengage, or that of CONF=asan and so on

# --- rules of every configuration --------------------------------------------------------------------
# Objects stand in an archive: a program takes from it only what it uses. Every object depends on the
# flags it was made with; that file is rewritten only when they change.
define rules_of_configuration
build/$1/flags: FORCE | packages-build
	@mkdir -p $$(@D)
	@echo '$$(call compile,$1)' | cmp -s - $$@ || echo '$$(call compile,$1)' > $$@

build/$1/%.o: src/%.c build/$1/flags | build/gen/symbols.h
	@mkdir -p $$(@D)
	@echo "CC  $$*.c ($1)"
	$$(Q)$$(call compile,$1) -c $$< -o $$@

build/$1/gen/%.o: build/gen/%.c build/$1/flags
	@mkdir -p $$(@D)
	$$(Q)$$(call compile,$1) -c $$< -o $$@

build/$1/tests/%.o: tests/%.c build/$1/flags | build/gen/symbols.h
	@mkdir -p $$(@D)
	@echo "CC  tests/$$*.c ($1)"
	$$(Q)$$(call compile,$1) -c $$< -o $$@

build/$1/cjengage.a: $$(SRC:src/%.c=build/$1/%.o) $$(GEN:%=build/$1/gen/%.o)
	@rm -f $$@
	$$(Q)ar rcsT $$@ $$^

build/$1/cjengage: build/$1/front/main.o build/$1/cjengage.a
	@echo "LD  $$@"
	$$(Q)$$(call link,$1) -o $$@ $$^ $$(PKG_LIBS)

build/$1/tpl-spec: build/$1/tools/tpl_spec.o build/$1/tools/json.o build/$1/cjengage.a
	@echo "LD  $$@"
	$$(Q)$$(call link,$1) -o $$@ $$^ $$(PKG_LIBS)

build/$1/tests/%: build/$1/tests/%.o $$(TESTLIB:%.c=build/$1/%.o) build/$1/cjengage.a
	@echo "LD  $$@"
	$$(Q)$$(call link,$1) -o $$@ $$^ $$(PKG_LIBS)

build/$1/replay/%: build/$1/tests/fuzz/fuzz_%.o build/$1/tests/fuzz/replay.o build/$1/cjengage.a
	@mkdir -p $$(@D)
	$$(Q)$$(call link,$1) -o $$@ $$^ $$(PKG_LIBS)

-include $$(patsubst %.c,build/$1/%.d,$$(SRC:src/%=%) front/main.c tools/tpl_spec.c tools/json.c)
-include $$(patsubst %.c,build/$1/%.d,$$(C_TESTS) $$(TESTLIB) $$(wildcard tests/fuzz/*.c))
endef
$(foreach c,$(CONFS),$(eval $(call rules_of_configuration,$c)))

build/fuzz/fuzz-%: build/fuzz/tests/fuzz/fuzz_%.o build/fuzz/cjengage.a
	@echo "LD  $@"
	$(Q)$(call link,fuzz) -fsanitize=fuzzer -o $@ $^ $(PKG_LIBS)

FORCE:
.SECONDARY:

# --- generated code (src/tools/embed.c): templates, symbols, static files, schema, build id -----------
# A target that came out the same keeps its time; the stamp says that the generator has run.
EMBED = build/tools/embed

$(EMBED): $(wildcard src/tools/embed*.c) src/tools/embed.h | packages-build
	@mkdir -p $(@D)
	$(Q)gcc -std=c17 -D_GNU_SOURCE -O1 $(WARN) $(filter %.c,$^) -o $@ -lz

build/gen/templates.stamp: $(EMBED) $(TEMPLATES)
	@mkdir -p $(@D)
	$(Q)$(EMBED) templates templates build/gen && touch $@
build/gen/templates.c build/gen/symbols.c build/gen/symbols.h: build/gen/templates.stamp ;
build/gen/static.stamp: $(EMBED) $(STATIC) ui/node_modules/.package-lock.json
	@mkdir -p $(@D)
	$(Q)$(EMBED) static static build/gen $(STATIC_EXTRA) && touch $@
build/gen/static.c: build/gen/static.stamp ;
build/gen/guidance.stamp: $(EMBED) $(GUIDANCE)
	@mkdir -p $(@D)
	$(Q)$(EMBED) texts guidance data/guidance build/gen && touch $@
build/gen/guidance.c: build/gen/guidance.stamp ;
build/gen/words.stamp: $(EMBED) $(WORDS)
	@mkdir -p $(@D)
	$(Q)$(EMBED) texts words data/words build/gen && touch $@
build/gen/words.c: build/gen/words.stamp ;
build/gen/sample.stamp: $(EMBED) $(SAMPLE)
	@mkdir -p $(@D)
	$(Q)$(EMBED) texts sample data/sample build/gen && touch $@
build/gen/sample.c: build/gen/sample.stamp ;
build/gen/schema.stamp: $(EMBED) schema.sql
	@mkdir -p $(@D)
	$(Q)$(EMBED) schema schema.sql build/gen && touch $@
build/gen/schema.c: build/gen/schema.stamp ;
build/gen/build_id.c: $(EMBED) $(patsubst %,build/gen/%.c,$(filter-out build_id,$(GEN))) $(SRC) $(SRC_HEADERS)
	$(Q)$(EMBED) id '$(VERSION)' build/gen $(filter %.c %.h,$^)

# --- the design system: one pinned package; three files of it go into the program, hashes checked -----
DS = ui/node_modules/@scottish-government/design-system
STATIC_EXTRA = ds.css=$(DS)/dist/css/design-system.min.css icons.svg=$(DS)/dist/images/icons/icons.stack.svg \
  ds-licence.txt=$(DS)/LICENSE.txt

ui/node_modules/.package-lock.json: ui/package.json ui/package-lock.json ui/SHA256SUMS
	$(Q)if (cd ui && sha256sum --check --status SHA256SUMS 2>/dev/null); then :; else \
	  PACKAGES=$(PACKAGES) $(PACKAGES_SH) ui && echo "NPM ui (design system)" && \
	  (cd ui && npm ci --ignore-scripts --silent && sha256sum --check --quiet SHA256SUMS); fi
	@touch $@

# --- packages ----------------------------------------------------------------------------------------
packages-%: FORCE
	@PACKAGES=$(PACKAGES) $(PACKAGES_SH) $*

# --- running -----------------------------------------------------------------------------------------
run: ## install what is missing, build, load the directory, serve on 127.0.0.1:8080
	@$(MAKE) --no-print-directory -j "$$(nproc)" PACKAGES=install build/release/cjengage
	@src/tools/run.sh build/release/cjengage var/cjengage.db --listen $(ADDRESS)

demo: ## as run, on var/demo.db with made-up organisations and people; says how to sign in
	@$(MAKE) --no-print-directory -j "$$(nproc)" PACKAGES=install build/release/cjengage
	@src/tools/demo.sh build/release/cjengage var/demo.db --listen $(ADDRESS)

dev: build/test/cjengage ## as run, with templates and static files read from disk while you edit
	@src/tools/run.sh build/test/cjengage var/cjengage.db --listen $(ADDRESS) --templates templates --static static

run demo dev: PACKAGES = install

# --- tests -------------------------------------------------------------------------------------------
# tests/run.sh runs programs that print TAP and keeps what they say under build/test-results;
# tests/all.sh runs every level and ends with `N passed, N failed`.
RUN = tests/run.sh
programs = $(patsubst %.c,build/$1/%,$(filter tests/$2/%,$(C_TESTS)))
test test-tsan unit spec core fault wire browser fuzz-replay fuzz bench lint format: PACKAGES = install
export PACKAGES

test: ## everything, as the continuous integration runs it; ends with `N passed, N failed`
	@MAKE='$(MAKE)' PACKAGES=install tests/all.sh

unit: $(call programs,asan,unit) | build/asan/cjengage ## the parts on their own, under ASan and UBSan
	@CJENGAGE=build/asan/cjengage $(RUN) unit $(call longest_first,$^)

spec: build/release/tpl-spec ## the template engine against tests/spec
	@$(RUN) spec tests/spec/spec.sh

core: $(call programs,asan,core) packages-core ## request in, answer out, without sockets, under ASan and UBSan
	@$(RUN) core $(call longest_first,$(call programs,asan,core))

fault: $(call programs,asan,fault) ## full disks, failed memory, power cuts
	@$(RUN) fault $(call longest_first,$^)

# These wait for timers more than they work: twice as many at once as there are processors.
wire wire-tsan: export JOBS ?= $(shell expr 2 \* $$(nproc))
wire: build/asan/cjengage build/release/cjengage packages-wire ## the three doors over real sockets
	@CJENGAGE=build/asan/cjengage $(RUN) wire $(WIRE_TESTS)

browser: build/asan/cjengage build/release/cjengage packages-browser tests/browser/node_modules/.package-lock.json ## every page in Chromium
	@CJENGAGE=build/asan/cjengage $(RUN) browser $(BROWSER_TESTS)

# Under ThreadSanitizer: what has several threads at work; the rest of core and wire asks one thing after another.
TSAN_CORE = dispatch faults sign_in_links subscription_news workers
TSAN_WIRE = crowd doors jobs mail slow stop
test-tsan: core-tsan wire-tsan ## the threads of core and wire under ThreadSanitizer
core-tsan: $(TSAN_CORE:%=build/tsan/tests/core/test_%)
	@$(RUN) core-tsan $^
wire-tsan: build/tsan/cjengage build/release/cjengage packages-wire
	@CJENGAGE=build/tsan/cjengage $(RUN) wire-tsan $(TSAN_WIRE:%=tests/wire/%.test.mjs)

fuzz-replay: $(FUZZERS:%=build/asan/replay/%) ## every input that a fuzzer ever kept, once
	@$(RUN) fuzz-replay $^

fuzz: packages-fuzz $(FUZZERS:%=build/fuzz/fuzz-%) ## look for new inputs: FUZZ_SECONDS=60 each
	@tests/fuzz/fuzz.sh $(FUZZERS)

test-bare: ## both commands in a bare Debian 12 tree (root, debootstrap)
	@tests/bare/bare.sh

tests/browser/node_modules/.package-lock.json: tests/browser/package.json tests/browser/package-lock.json
	@echo "NPM tests/browser"
	$(Q)cd tests/browser && npm ci --ignore-scripts --silent
	@touch $@

# --- looking at the source ---------------------------------------------------------------------------
floors: ## includes point down, and each library has one owner
	@tests/lint/floors.sh

names: build/release/cjengage.a ## no function is called as another
	@tests/lint/names.sh $<

headers: build/release/flags build/gen/symbols.h ## each header compiles alone
	@CC='$(call compile,release)' tests/lint/headers.sh

access: build/test/tests/core/test_access ## docs/access.md: the table of addresses, from the route table
	@$< --write

features: ## docs/features.md against the titles of the tests
	@tests/lint/features.sh

marks: $(EMBED) ## each table is marked public, private or state
	@mkdir -p build/lint && $(EMBED) schema schema.sql build/lint

lint: packages-lint floors names headers features access marks build/gen/symbols.h ## format, banned forms, cppcheck, clang-tidy
	@tests/lint/lint.sh

format: packages-lint ## clang-format over the source
	@git ls-files '*.c' '*.h' | xargs clang-format -i

cover: $(call programs,cover,unit) $(call programs,cover,core) ## lines that unit and core tests reach
	@tests/cover.sh $^

# --- measuring ---------------------------------------------------------------------------------------
bench: packages-bench build/release/cjengage build/test/cjengage build/bench/min_mhd build/bench/min_fcgi build/bench/load build/bench/bench_register build/bench/slow_sync.so ## speed beside the least that is possible
	@node tests/bench/bench.mjs

build/bench/bench_tpl build/bench/bench_register: build/bench/%: build/release/tests/bench/%.o build/release/cjengage.a
	@mkdir -p $(@D)
	$(Q)$(call link,release) -o $@ $^ $(PKG_LIBS)

build/bench/slow_sync.so: tests/bench/slow_sync.c build/release/flags
	@mkdir -p $(@D)
	$(Q)$(CC) -std=c17 -D_GNU_SOURCE -O2 -shared -fPIC $(WARN) -Wno-missing-prototypes $< -o $@

build/bench/%: tests/bench/%.c build/release/flags
	@mkdir -p $(@D)
	$(Q)$(CC) -std=c17 -D_GNU_SOURCE -O2 -pthread $(WARN) $< -o $@ $(PKG_LIBS)

# --- handing over ------------------------------------------------------------------------------------
dist: ui/node_modules/.package-lock.json ## build/cjengage-VERSION.tar.gz: source and design system, builds without a network
	@VERSION='$(VERSION)' src/tools/dist.sh

deb: build/release/cjengage ## build/cjengage_VERSION_ARCH.deb
	@MAKE='$(MAKE)' VERSION='$(VERSION)' src/tools/deb.sh

install: build/release/cjengage ## to DESTDIR and PREFIX: program, data, deployment files
	install -d $(DESTDIR)$(PREFIX)/bin $(DESTDIR)$(PREFIX)/share/cjengage/data $(DESTDIR)$(PREFIX)/share/doc/cjengage
	install -m 0755 build/release/cjengage $(DESTDIR)$(PREFIX)/bin/cjengage
	install -m 0644 $(DATA) $(DESTDIR)$(PREFIX)/share/cjengage/data
	install -m 0644 README.md LICENSE docs/operating.md $(DESTDIR)$(PREFIX)/share/doc/cjengage
	cp -R deploy $(DESTDIR)$(PREFIX)/share/doc/cjengage/

clean: ## remove build/ (var/ with your database stays)
	rm -rf build

help: ## this list
	@awk -F ':[^#]*## ' '/^[a-z-]+:.*## / { printf "  %-12s %s\n", $$1, $$2 }' Makefile

.PHONY: all run demo dev test test-bare test-tsan unit spec core core-tsan fault wire wire-tsan browser fuzz \
  fuzz-replay floors names headers features access marks lint format cover bench dist deb install clean help FORCE
