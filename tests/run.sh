#!/bin/sh
# run.sh LEVEL PROGRAM...: runs each program, which prints TAP, as many at once as there are processors.
#
# What it said stays in build/test-results/LEVEL/NAME.tap and .err; one line a program is printed, with the
# results that failed. A name ending in .mjs is run by Node. A program that leaves with an error though all
# its results are good, that prints no plan or that takes over TEST_SECONDS (600) has failed. No program
# at all is a failure too. JOBS=1 runs one after the other.
#
# Programs are told where the things under test stand: CJENGAGE (absolute), CJENGAGE_RELEASE; and have an own
# TMPDIR, removed afterwards.
set -u
root=$(pwd)
here=$(dirname "$0")
temp=${TMPDIR:-/tmp}

measure() { # PROGRAM...: runs it once; sets report (its last line: passed failed skipped) and failed
    TMPDIR=$(mktemp -d -p "$temp") && export TMPDIR
    timeout -k 10 "${TEST_SECONDS:-600}" "$@" >"$out/$name.tap" 2>"$out/$name.err" </dev/null
    status=$?
    rm -rf "$TMPDIR"
    report=$(awk -f "$here/tap.awk" "$out/$name.tap")
    failed=$(echo "$report" | tail -n 1 | cut -d ' ' -f 2)
    if [ $status -ne 0 ] && [ "$failed" -eq 0 ]; then
        failed=1
        report="  left with status $status
$(echo "$report" | sed '$d')
$(echo "$report" | tail -n 1 | awk '{ print $1, 1, $3 }')"
    fi
}

# Not what ran out of time, and never what a sanitizer found.
may_be_the_clock() {
    [ $status -ne 124 ] && ! grep -qE 'Sanitizer|runtime error:' "$out/$name.tap" "$out/$name.err"
}

run_one() { # LEVEL PROGRAM
    out=build/test-results/$1
    case $2 in
    *.mjs) name=$(basename "$2" .test.mjs); set -- "$1" node --test-reporter=tap "$2" ;;
    *) name=$(basename "$2"); name=${name%.sh} ;;
    esac
    shift
    started=$(date +%s%N)
    measure "$@"
    again=
    if [ "$failed" -ne 0 ] && [ "$1" = node ] && may_be_the_clock; then
        again=$report
        for kept in tap err; do mv "$out/$name.$kept" "$out/$name.first.$kept"; done
        measure "$@"
    fi
    tenths=$((($(date +%s%N) - started) / 100000000))
    counts=$(echo "$report" | tail -n 1)
    # shellcheck disable=SC2086
    set -- $counts
    echo "$1 $failed $3" >"$out/$name.count"
    {
        printf '%-28s %5d passed %3d failed %3d skipped %6d.%d s\n' "${out##*/}/$name" "$1" "$failed" "$3" \
            $((tenths / 10)) $((tenths % 10))
        echo "$report" | sed '$d' | head -n 40
        if [ -n "$again" ]; then
            echo "  run twice; the first time:"
            echo "$again" | sed '$d; s/^/  | /' | head -n 40
            echo "${out##*/}/$name" >"$out/$name.twice"
        fi
        [ "$failed" -eq 0 ] || tail -n 25 "$out/$name.err" | sed 's/^/  | /'
    } >"$out/$name.report"
    cat "$out/$name.report"
}

if [ "$1" = --one ]; then
    run_one "$2" "$3"
    exit 0
fi

level=$1
shift
out=build/test-results/$level
rm -rf "$out"
mkdir -p "$out"
if [ $# -eq 0 ]; then
    echo "$level: there is no test"
    echo "0 1 0" >"$out/none.count"
    exit 1
fi

absolute() { case $1 in /*) echo "$1" ;; *) echo "$root/$1" ;; esac; }
CJENGAGE=$(absolute "${CJENGAGE:-build/test/cjengage}")
CJENGAGE_RELEASE=$(absolute "${CJENGAGE_RELEASE:-build/release/cjengage}")
ASAN_OPTIONS=${ASAN_OPTIONS:-detect_stack_use_after_return=1}
UBSAN_OPTIONS=${UBSAN_OPTIONS:-print_stacktrace=1}
TSAN_OPTIONS=${TSAN_OPTIONS:-second_deadlock_stack=1}
export CJENGAGE CJENGAGE_RELEASE ASAN_OPTIONS UBSAN_OPTIONS TSAN_OPTIONS

printf '%s\n' "$@" | xargs -P "${JOBS:-$(nproc)}" -I '{}' "$here/run.sh" --one "$level" '{}'
cat "$out"/*.count | awk '$2 > 0 { bad = 1 } END { exit bad }'
