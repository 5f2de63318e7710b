#!/bin/sh
# cover.sh PROGRAM...: runs the test programs of build/cover and prints, for each source file, how many of its lines they
# reached; the least covered first. Details: `gcov -o build/cover/ROOM build/cover/ROOM/FILE.gcda`.
set -u
find build/cover -name '*.gcda' -delete
tests/run.sh cover "$@" >/dev/null || echo "Some tests failed: make unit core says which."
out=$(pwd)/build/cover/report
rm -rf "$out"
mkdir -p "$out"
top=$(pwd)
find build/cover -name '*.gcda' -not -path '*/tests/*' -not -path '*/gen/*' | sort | while read -r counts; do
    gcov -n -o "$counts" "${counts%.gcda}.o" 2>/dev/null
done | awk -v top="$top/" '
    /^File / {
        file = $2
        gsub(/\x27/, "", file)
        sub(top, "", file)
    }
    /^Lines executed:/ && file ~ /^src\/.*\.c$/ && !(file in lines) {
        split($0, part, /[:% ]+/)
        share[file] = part[3]
        lines[file] = part[5]
        reached += part[3] * part[5] / 100
        all += part[5]
        printf "%6.1f %% of %4d  %s\n", part[3], part[5], file | "sort -n"
    }
    END {
        close("sort -n")
        if (all)
            printf "%6.1f %% of %4d  all\n", 100 * reached / all, all
    }'
