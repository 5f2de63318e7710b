#!/bin/sh
# names.sh ARCHIVE: no name of a function or value is given twice. Programs are linked from an archive, which takes the
# first of two and says nothing.
set -eu
twice=$(nm -g --defined-only "$1" 2>/dev/null | awk '$2 ~ /^[TDBR]$/ { print $3 }' | sort | uniq -d)
[ -z "$twice" ] || { echo "defined more than once:"; echo "$twice"; exit 1; }
