#!/bin/sh
# headers.sh: each header of src/ and tests/ compiles alone, so that no .c file owes its includes to luck.
# CC holds the whole compile command of the build.
set -eu
cd "$(dirname "$0")/../.."
compiler=$(echo "$CC" | sed 's/-MMD//; s/-MP//')
export compiler

find src tests -name '*.h' -not -path '*/node_modules/*' | sort | xargs -P "$(nproc)" -I '{}' sh -c '
    $compiler -fsyntax-only -x c - <<C || { echo "{} does not compile alone"; exit 1; }
#include "{}"
typedef int not_empty;
C
'
