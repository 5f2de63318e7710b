# CJ Engage. GNU make, one file, read it from the top: variables, lists, rules, tests, tools, help.
# Two commands matter: `make run` and `make test`. `make help` lists the rest.

CONF ?= release
BUILD ?= build/$(CONF)
CC = gcc
V ?= 0
Q := $(if $(filter 1,$(V)),,@)
PKGS = libmicrohttpd sqlite3 libcmark libsodium libcurl zlib
WERROR ?= -Werror

# --- flags -------------------------------------------------------------------------------------------
WARN = -Wall -Wextra -Wpedantic -Wconversion -Wno-sign-conversion -Wshadow -Wvla -Wformat=2 -Wundef \
  -Wstrict-prototypes -Wmissing-prototypes -Wold-style-definition -Wpointer-arith -Wcast-qual \
  -Wwrite-strings -Wimplicit-fallthrough -Wnull-dereference $(WERROR)
COMMON = -std=c17 -D_GNU_SOURCE -Isrc -I$(BUILD) -include src/core/base/banned.h -MMD -MP -g -pthread
HARDEN = -U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=3 -fstack-protector-strong -fPIE -fstack-clash-protection \
  -fcf-protection -fno-strict-aliasing -fno-delete-null-pointer-checks
CFLAGS_release = -O2 $(HARDEN) -ftrivial-auto-var-init=zero
CFLAGS_test    = $(CFLAGS_release) -DCJ_TEST -DCJ_DEBUG
CFLAGS_asan    = -O1 -fPIE -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer -DCJ_TEST -DCJ_DEBUG
CFLAGS_tsan    = -O1 -fPIE -fsanitize=thread -DCJ_TEST -DCJ_DEBUG
LDFLAGS_release = -pie -Wl,-z,relro,-z,now,-z,noexecstack -Wl,--as-needed
LDFLAGS_test = $(LDFLAGS_release)
LDFLAGS_asan = -pie -fsanitize=address,undefined
LDFLAGS_tsan = -pie -fsanitize=thread
CFLAGS = $(COMMON) $(WARN) $(CFLAGS_$(CONF)) $(shell pkg-config --cflags $(PKGS) 2>/dev/null)
LDFLAGS = $(LDFLAGS_$(CONF)) -pthread
LIBS = $(shell pkg-config --libs $(PKGS) 2>/dev/null) -lfcgi -lmagic -lm

# --- lists -------------------------------------------------------------------------------------------
SRC := $(filter-out src/tools/%,$(wildcard src/*/*.c src/*/*/*.c))
OBJ := $(SRC:src/%.c=$(BUILD)/%.o)
GENOBJ := $(patsubst %,$(BUILD)/gen/%.o,templates symbols static $(if $(wildcard schema.sql),schema) build_id)
LIBOBJ := $(filter-out $(BUILD)/front/main.o,$(OBJ)) $(GENOBJ)

all: $(BUILD)/cjengage ## build the program (build/release/cjengage)

# Every object depends on the flags it was made with.
$(BUILD)/flags: FORCE
	@mkdir -p $(@D)
	@echo '$(CC) $(CFLAGS)' | cmp -s - $@ || echo '$(CC) $(CFLAGS)' > $@
FORCE:
.PHONY: all FORCE

$(BUILD)/%.o: src/%.c $(BUILD)/flags
	@mkdir -p $(@D)
	@echo "CC  $*.c"
	$(Q)$(CC) $(CFLAGS) -c $< -o $@

-include $(OBJ:.o=.d)

# --- generated code (src/tools/embed.c): templates, symbols, static files, schema, build id -----------
# A target that came out the same keeps its time; the stamp says that the generator has run.
EMBED = build/tools/embed
GEN = $(BUILD)/gen
TEMPLATES := $(shell find templates -name '*.mustache' -o -type d 2>/dev/null)
STATIC := $(shell find static 2>/dev/null)
STATIC_EXTRA ?=# NAME=PATH of files from elsewhere (the design system)
VERSION ?= 0.1

$(EMBED): $(wildcard src/tools/embed*.c) src/tools/embed.h
	@mkdir -p $(@D)
	$(Q)gcc -std=c17 -D_GNU_SOURCE -O1 $(WARN) $(filter %.c,$^) -o $@ -lz

$(GEN)/templates.stamp: $(EMBED) $(TEMPLATES)
	@mkdir -p $(@D)
	$(Q)$(EMBED) templates templates $(GEN) && touch $@
$(GEN)/templates.c $(GEN)/symbols.c $(GEN)/symbols.h: $(GEN)/templates.stamp ;
$(GEN)/static.stamp: $(EMBED) $(STATIC) $(foreach x,$(STATIC_EXTRA),$(lastword $(subst =, ,$(x))))
	@mkdir -p $(@D)
	$(Q)$(EMBED) static static $(GEN) $(STATIC_EXTRA) && touch $@
$(GEN)/static.c: $(GEN)/static.stamp ;
$(GEN)/schema.stamp: $(EMBED) schema.sql
	@mkdir -p $(@D)
	$(Q)$(EMBED) schema schema.sql $(GEN) && touch $@
$(GEN)/schema.c: $(GEN)/schema.stamp ;
$(GEN)/build_id.c: $(EMBED) $(filter-out %/build_id.c,$(GENOBJ:.o=.c))
	$(Q)$(EMBED) id '$(VERSION)' $(GEN) $(filter %.c,$^)

$(GEN)/%.o: $(GEN)/%.c $(BUILD)/flags
	$(Q)$(CC) $(CFLAGS) -c $< -o $@
$(OBJ): | $(GEN)/symbols.h
# --- end of generated code ---------------------------------------------------------------------------

# --- unit tests: one program a file of tests/unit, linked with what it uses of ours ---------------------
TEST_CONF := $(if $(filter command environment,$(firstword $(origin CONF))),$(CONF),asan)
UNIT := $(patsubst %.c,$(BUILD)/%,$(wildcard tests/unit/test_*.c))

$(BUILD)/libcj.a: $(LIBOBJ)
	$(Q)rm -f $@ && ar rc $@ $^
$(BUILD)/tests/unit/%: tests/unit/%.c $(BUILD)/libcj.a $(BUILD)/flags
	@mkdir -p $(@D)
	@echo "CC  tests/unit/$*.c"
	$(Q)$(CC) $(CFLAGS) -MF $@.d -MT $@ $< $(BUILD)/libcj.a $(LDFLAGS) $(LIBS) -o $@
-include $(UNIT:=.d)

unit: ## run the unit tests (with ASan and UBSan unless CONF says otherwise)
	$(Q)$(MAKE) --no-print-directory CONF=$(TEST_CONF) unit-run
unit-run: $(UNIT)
	$(Q)prove -j2 -e '' $(UNIT)
.PHONY: unit unit-run
# --- end of unit tests ---------------------------------------------------------------------------------
