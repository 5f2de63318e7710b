#!/bin/sh
# fuzz.sh TARGET...: looks for inputs that break a parser, FUZZ_SECONDS each (60), starting from the corpus.
# What is new lands in build/fuzz/found; a crash in build/fuzz/crash. Copy an input that is worth it to
# tests/fuzz/corpus/TARGET: from then on every `make test` runs it.
set -u
bad=0
mkdir -p build/fuzz/crash
for target in "$@"; do
    mkdir -p "build/fuzz/found/$target"
    if "build/fuzz/fuzz-$target" -max_total_time="${FUZZ_SECONDS:-60}" -timeout=5 -rss_limit_mb=2048 \
        -artifact_prefix="build/fuzz/crash/$target-" -print_final_stats=1 \
        "build/fuzz/found/$target" "tests/fuzz/corpus/$target" >"build/fuzz/$target.log" 2>&1; then
        echo "$target: $(awk '/number_of_executed_units/ { n = $2 } /new_units_added/ { k = $2 }
            END { print n " inputs tried, " k " new" }' "build/fuzz/$target.log")"
    else
        bad=1
        echo "$target: FAILED"
        tail -n 40 "build/fuzz/$target.log"
    fi
done
exit $bad
