#!/bin/sh
# demo.sh PROGRAM DATABASE [OPTION...]: as run.sh, with sample content; what `cjengage sample` says of signing in is kept
# beside the database and shown at each start.
set -eu
program=$1
db=$2
shift 2
here=$(dirname "$0")

"$here/run.sh" "$program" "$db" --make-only
if [ ! -e "$db.people" ]; then
    echo "Loading sample content into $db"
    umask 077
    if ! "$program" sample --responses --db "$db" >"$db.people.part"; then
        rm -f "$db.people.part"
        echo "Remove $db and what stands beside it to begin anew"
        exit 1
    fi
    mv "$db.people.part" "$db.people"
fi
sed "s|cjengage user code|$program user code|" "$db.people"
exec "$here/run.sh" "$program" "$db" "$@"
