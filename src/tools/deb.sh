#!/bin/sh
# deb.sh: build/cjengage_VERSION_ARCH.deb from what `make install` installs, with the units in systemd's folder. The
# package depends on the libraries that the program is linked with, at least in the versions of this machine: those
# have the security updates that docs/libraries.md speaks of. Nothing is enabled or started by installing it.
set -eu
arch=$(dpkg --print-architecture)
tree=build/deb
rm -rf "$tree"
${MAKE:-make} -s --no-print-directory install DESTDIR="$tree" PREFIX=/usr
install -d "$tree/lib/systemd/system" "$tree/DEBIAN" "$tree/etc/cjengage" "$tree/etc/logrotate.d"
for unit in deploy/systemd/*; do
    sed 's|/usr/local/|/usr/|g' "$unit" >"$tree/lib/systemd/system/${unit##*/}"
done
find "$tree/usr/share/doc/cjengage" -type f -exec sed -i 's|/usr/local/|/usr/|g' {} +
install -m 0644 deploy/cjengage.conf "$tree/etc/cjengage/cjengage.conf"
install -m 0644 deploy/logrotate "$tree/etc/logrotate.d/cjengage"
install -m 0644 LICENSE "$tree/usr/share/doc/cjengage/copyright"
cp ui/node_modules/@scottish-government/design-system/LICENSE.txt "$tree/usr/share/doc/cjengage/design-system-licence.txt"

depends=$(readelf -d build/release/cjengage | sed -n 's/.*NEEDED.*\[\(.*\)\]/\1/p' | while read -r library; do
    file=$(ldconfig -p | awk -v l="$library" '$1 == l { print $NF; exit }')
    package=$(dpkg -S "$(readlink -f "$file")" "$file" 2>/dev/null | head -n 1 | cut -d: -f1)
    echo "$package (>= $(dpkg-query -W -f '${Version}' "$package:$arch"))"
done | sort -u | paste -sd, | sed 's/,/, /g')
cat >"$tree/DEBIAN/control" <<CONTROL
Package: cjengage
Version: $VERSION
Architecture: $arch
Maintainer: The CJ Engage authors <noreply@localhost>
Depends: $depends, ca-certificates
Recommends: nginx | caddy
Section: web
Priority: optional
Description: find and take part in local community justice planning in Scotland
 One program and one SQLite file: the local contact route for every council area, by postcode, as pages, JSON and
 CSV. /usr/share/doc/cjengage/operating.md says how to set it up.
CONTROL
printf '/etc/cjengage/cjengage.conf\n/etc/logrotate.d/cjengage\n' >"$tree/DEBIAN/conffiles"
dpkg-deb --root-owner-group --build "$tree" "build/cjengage_${VERSION}_$arch.deb"
