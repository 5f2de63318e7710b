#!/bin/sh
# all.sh: everything that `make test` promises, level after level; the last line is `N passed, N failed`.
#
# A level that cannot be built or has no test is a failure, not an omission: its make target has to leave
# results behind. A check (floors, headers ...) counts as one test. TEST_LEVELS='unit core' runs only those.
set -u
make=${MAKE:-make}
results=build/test-results
rm -rf "$results"
mkdir -p "$results"

check() { # NAME: a make target that is silent or says what is wrong
    mkdir -p "$results/checks"
    if $make --no-print-directory "$1" >"$results/checks/$1.out" 2>&1; then
        echo "1 0 0" >"$results/checks/$1.count"
        printf '%-28s     1 passed\n' "checks/$1"
    else
        echo "0 1 0" >"$results/checks/$1.count"
        printf '%-28s     1 failed\n' "checks/$1"
        sed 's/^/  | /' "$results/checks/$1.out" | tail -n 25
    fi
}

level() { # NAME: a make target that runs tests/run.sh NAME
    $make --no-print-directory -j "$(nproc)" "$1"
    status=$?
    if ! ls "$results/$1"/*.count >/dev/null 2>&1; then
        echo "$1: did not come to run (status $status)"
        mkdir -p "$results/$1"
        echo "0 1 0" >"$results/$1/missing.count"
    fi
}

$make --no-print-directory -j "$(nproc)" all || exit 1
for name in floors names headers features marks; do
    check $name
done
for name in ${TEST_LEVELS:-unit spec core fault fuzz-replay wire browser core-tsan wire-tsan}; do
    level "$name"
done

twice=$(find "$results" -name '*.twice' -exec cat {} + | sort | tr '\n' ' ')
[ -z "$twice" ] || echo "failed, then passed or failed again when run a second time: $twice"
find "$results" -name '*.count' -exec cat {} + | awk '
    { passed += $1; failed += $2; skipped += $3 }
    END {
        if (skipped)
            printf "%d skipped, with the reason above\n", skipped
        printf "%d passed, %d failed\n", passed, failed
        exit failed > 0 || passed == 0
    }'
