#!/bin/sh
# run.sh PROGRAM DATABASE [OPTION...]: serves DATABASE; a new one first gets the real directory from data/.
# --make-only as the first option makes the database and stops.
set -eu
program=$1
db=$2
shift 2

# An idle connection costs a descriptor; the program takes 16384 where the machine lets it.
ulimit -n 16384 2>/dev/null || ulimit -n "$(ulimit -Hn)"

if [ ! -e "$db" ]; then
    mkdir -p "$(dirname "$db")"
    # Made under another name first: a directory that stopped half way is not taken for a whole one.
    rm -f "$db.new" "$db.new-wal" "$db.new-shm"
    echo "Loading the directory into $db"
    "$program" import areas data/areas.csv --db "$db"
fi
[ "${1:-}" != --make-only ] || exit 0
exec "$program" serve --db "$db" "$@"
