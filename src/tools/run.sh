#!/bin/sh
# run.sh PROGRAM DATABASE [OPTION...]: serves DATABASE; a new one first gets the real directory, lists and outcomes
# from data/, one of an earlier version the lists and outcomes.
# --make-only as the first option makes the database and stops.
set -eu
program=$1
db=$2
shift 2

# An idle connection costs a descriptor; the program takes 16384 where the machine lets it.
ulimit -n 16384 2>/dev/null || ulimit -n "$(ulimit -Hn)"

# load KIND...: an import changes nothing of what is there, nor what people have edited.
load() {
    for kind in "$@"; do
        if ! "$program" import "$kind" "data/$kind.csv" --db "$db" >"$db.import" 2>&1; then
            cat "$db.import" >&2
            exit 1
        fi
        grep -E '^[a-z]+: ' "$db.import" || true
    done
    rm -f "$db.import"
}

# The mark tells a directory that stopped half way from a whole one.
if [ ! -e "$db" ] || [ -e "$db.loading" ]; then
    mkdir -p "$(dirname "$db")"
    : >"$db.loading"
    echo "Loading the directory into $db"
    load areas lists framework
    rm -f "$db.loading"
else # one that an earlier version made has no lists yet
    load lists framework >/dev/null
fi
[ "${1:-}" != --make-only ] || exit 0
exec "$program" serve --db "$db" "$@"
