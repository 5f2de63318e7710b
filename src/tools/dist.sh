#!/bin/sh
# dist.sh: build/cjengage-VERSION.tar.gz from the last commit, with the three files of the design system and their
# licence, so that it builds where there is no network. VERSION comes from the Makefile.
set -eu
name=cjengage-$VERSION
out=build/$name
rm -rf "$out"
mkdir -p "$out"
git archive HEAD | tar -x -C "$out"
(cd ui && sha256sum --check --quiet SHA256SUMS)
while read -r _ file; do
    mkdir -p "$out/ui/$(dirname "$file")"
    cp "ui/$file" "$out/ui/$file"
done <ui/SHA256SUMS
tar -C build --sort=name --owner=0 --group=0 --numeric-owner --mtime="@$(git log -1 --format=%ct)" -cf - "$name" |
    gzip -9n >"build/$name.tar.gz"
rm -rf "$out"
echo "build/$name.tar.gz"
