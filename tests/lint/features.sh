#!/bin/sh
# features.sh: docs/features.md against the titles of the tests.
#
# A title names what it shows at its start: "[1.4] ...", "[P.1] ...", "[B.8] ..." for rows of the page, "[S14]"
# and "[D1]" for rules and promises; several may stand in a row. Wrong are: a row marked done that no title
# names, a title that names no row, a row without a state. Printed too: the rows that no title names.
set -eu
cd "$(dirname "$0")/../.."

find tests -type f \( -name '*.c' -o -name '*.mjs' -o -name '*.json' -o -name '*.sh' \) \
    -not -path '*/node_modules/*' -not -path 'tests/lint/*' | sort |
    xargs -r grep -noE "[\"'\`](\[([0-9]+\.[0-9]+|[PB]\.[0-9]+|[SD][0-9]+)\] ?)+" /dev/null |
    awk '
    FNR == NR && FILENAME == "docs/features.md" {
        if ($0 !~ /^\| ([0-9]+|P|B)\.[0-9]+ \|/)
            next
        split($0, cell, / *\| */)
        row = cell[2]
        at[row] = FNR
        list[++n] = row
        state[row] = cell[4]
        if (cell[4] !~ /^(done|planned|left out \(.+\))$/) {
            printf "docs/features.md:%d: %s is neither done, planned nor left out (reason)\n", FNR, row
            bad = 1
        }
        next
    }
    {
        place = $0
        sub(/:["\x27`]\[.*/, "", place)
        names = substr($0, length(place) + 2)
        while (match(names, /\[[^]]*\]/)) {
            name = substr(names, RSTART + 1, RLENGTH - 2)
            names = substr(names, RSTART + RLENGTH)
            number = substr(name, 2) + 0
            if (name ~ /^S/)
                known = number >= 1 && number <= 56
            else if (name ~ /^D/)
                known = number >= 1 && number <= 10
            else
                known = name in state
            if (!known) {
                printf "%s: [%s] is in no list\n", place, name
                bad = 1
            }
            shown[name]++
        }
    }
    END {
        for (i = 1; i <= n; i++) {
            row = list[i]
            count[substr(state[row], 1, 4)]++
            if (state[row] == "done" && !shown[row]) {
                printf "docs/features.md:%d: %s is marked done and no test names it\n", at[row], row
                bad = 1
            }
            if (state[row] == "planned" && !shown[row])
                unnamed = unnamed " " row
            if (state[row] == "planned" && shown[row])
                begun = begun " " row
        }
        printf "%d done, %d planned, %d left out\n", count["done"], count["plan"], count["left"]
        if (begun)
            print "planned, and named by a test already:" begun
        print "named by no test:" unnamed
        exit bad
    }' docs/features.md -
