#!/bin/sh
# lint.sh: what a reviewer should not have to say. `make lint` runs floors, headers, features and schema marks before it.
#
# Each check prints what it found; all run, and any finding fails. LINT=fast leaves out clang-tidy.
set -u
cd "$(dirname "$0")/../.."
bad=0

check() { # TITLE COMMAND...: a command that is silent when all is well
    title=$1
    shift
    found=$("$@" 2>&1)
    if [ -z "$found" ]; then
        echo "good  $title"
    else
        bad=1
        printf 'BAD   %s\n%s\n' "$title" "$found"
    fi
}

ours() { git ls-files -co --exclude-standard "$@" | sort; }

format() { ours '*.c' '*.h' | xargs clang-format --dry-run -Werror 2>&1 | grep -E ': error:' | cut -d: -f1 | uniq -c; }
literals() { ours 'src/*.c' 'src/*.h' | grep -v '^src/tools/' | xargs awk -f tests/lint/literals.awk; }
long_files() { ours 'src/*.[ch]' 'tests/*.[ch]' 'tests/*.mjs' | xargs wc -l | awk '$1 > 500 && $2 != "total"'; }
later() { ours 'src/*' 'tests/*' 'templates/*' | xargs grep -nE '\b(TODO|FIXME|XXX)\b' | grep -v '^tests/lint/\|^tests/tap.awk\|^tests/README'; }
torn() { ours | grep -v '^tests/lint/' | xargs -d '\n' grep -nIE '^(<<<<<<< |>>>>>>> |=======$)'; }
templates() { ours 'templates/*' | grep -v '^templates/work/odt_' | xargs -r grep -nE ' style="|<style|<script[^>]*>[^<]| on[a-z]+="'; }
sleeps() { ours 'tests/*' | grep -v '^tests/lint/' | xargs grep -nE '\b(usleep|sleep) *\(|waitForTimeout'; }
shell() { ours '*.sh' .ci/run deploy/as-service | xargs -n1 sh -n; }
tidy() {
    ours 'src/*.c' | grep -v '^src/tools/' | xargs -P "$(nproc)" -n1 sh -c '
        clang-tidy --quiet "$@" -- -std=c17 -D_GNU_SOURCE -Isrc -Ibuild -I. -include src/core/base/banned.h' _ 2>/dev/null |
        grep -E '(error|warning):' | sort -u
}
cpp() {
    cppcheck -q -j "$(nproc)" --enable=warning,performance,portability --std=c11 --inline-suppr --error-exitcode=1 \
        --suppressions-list=tests/lint/cppcheck.txt -Isrc -Ibuild src
}

check "layout (make format mends it)" format
check "no HTML in C, SQL only as constant common text" literals
check "no file over 500 lines" long_files
check "nothing left for later" later
check "nothing left of a merge" torn
check "no inline style, script or handler in pages' templates" templates
check "no sleep in tests" sleeps
check "shell scripts parse" shell
check "cppcheck" cpp
[ "${LINT:-}" = fast ] || check "clang-tidy" tidy
exit $bad
