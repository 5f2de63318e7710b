#!/bin/sh
# bare.sh: makes a bare Debian 12 tree with git and make in it, clones this commit into it, and runs the two commands of
# the README there, as root of that tree. Prints TAP.
#
# Needs root and debootstrap. The host lends its name server, its certificates, its package sources and its settings of
# apt and npm at run time, for a network may be reached only by them. BARE_TEST=no runs `make run` alone.
# The tree stays in build/bare-base for the next time; the clone is fresh each time.
set -u
cd "$(dirname "$0")/../.."
top=$(pwd)
base=$top/build/bare-base
tree=$top/build/bare
log=$top/build/bare-log
n=0
failed=0

result() { # STATUS TITLE
    n=$((n + 1))
    if [ "$1" -eq 0 ]; then
        echo "ok $n - $2"
    else
        failed=$((failed + 1))
        echo "not ok $n - $2"
    fi
}
bail() { echo "Bail out! $1"; exit 1; }

[ "$(id -u)" = 0 ] || bail "test-bare has to be run as root"
# What is mounted here is seen by this script alone: whoever removes the tree meanwhile removes no device of the host.
[ -n "${BARE_OWN_MOUNTS:-}" ] || BARE_OWN_MOUNTS=1 exec unshare --mount --propagation private "$top/tests/bare/bare.sh" "$@"
PACKAGES=install src/tools/packages.sh bare >&2 || bail "no debootstrap"
rm -rf "$log"
mkdir -p "$log"

release() {
    [ -z "${server:-}" ] || kill "$server" 2>/dev/null
    for at in dev/shm dev/pts dev sys proc; do
        mountpoint -q "$tree/$at" && umount -l "$tree/$at"
    done
}
trap release EXIT
trap 'exit 1' HUP INT TERM

if [ ! -e "$base/made" ]; then
    rm -rf "$base"
    debootstrap --variant=minbase --include=git,make,ca-certificates bookworm "$base" \
        "${BARE_MIRROR:-http://deb.debian.org/debian}" >"$log/debootstrap.log" 2>&1 || bail "debootstrap: see $log/debootstrap.log"
    touch "$base/made"
fi
release
rm -rf "$tree"
cp -a --reflink=auto "$base" "$tree" || bail "no room for the tree"

# What the host lends.
cp -L /etc/resolv.conf /etc/hosts "$tree/etc/"
cp -L /etc/ssl/certs/ca-certificates.crt "$tree/etc/ssl/certs/ca-certificates.crt"
printf 'deb http://deb.debian.org/debian bookworm main\ndeb http://deb.debian.org/debian bookworm-updates main\ndeb http://deb.debian.org/debian-security bookworm-security main\n' \
    >"$tree/etc/apt/sources.list"
echo force-unsafe-io >"$tree/etc/dpkg/dpkg.cfg.d/90bare" # the tree may be lost: no sync for each package
apt-config dump | grep -iE '^Acquire::(http|https)::' >"$tree/etc/apt/apt.conf.d/90host" || true
for file in /etc/npmrc "$HOME/.npmrc"; do
    [ ! -e "$file" ] || grep -vE '^(prefix|nodedir|cafile)' "$file" >>"$tree/root/.npmrc"
done
mount -t proc proc "$tree/proc" && mount --rbind /dev "$tree/dev" && mount --make-rslave "$tree/dev" &&
    mount -t sysfs -o ro sysfs "$tree/sys" || bail "cannot mount into the tree"

# (inside COMMAND): in the tree, with the network settings of the host and nothing else of its surroundings.
inside() {
    exec env -i PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LANG=C.UTF-8 \
        ${http_proxy:+http_proxy="$http_proxy"} ${https_proxy:+https_proxy="$https_proxy"} \
        ${NO_PROXY:+NO_PROXY="$NO_PROXY"} ${NODE_EXTRA_CA_CERTS:+NODE_EXTRA_CA_CERTS=/etc/ssl/certs/ca-certificates.crt} \
        chroot "$tree" /bin/sh -c "$1"
}

git clone -q --no-hardlinks "$top" "$tree/root/cjengage" 2>"$log/clone.log" || bail "clone"
(inside 'command -v gcc npm node nginx') >"$log/before" 2>&1
[ ! -s "$log/before" ]
result $? "the tree is bare: no compiler, no npm, no nginx"

# make run serves until it is told to stop: it is looked at from inside the tree.
started=$(date +%s)
inside 'cd /root/cjengage && exec make run ADDRESS=127.0.0.1:0' >"$log/run.out" 2>"$log/run.err" &
server=$!
address=$(timeout "${BARE_SECONDS:-1200}" tail -n +1 -q -F --pid="$server" "$log/run.out" "$log/run.err" 2>/dev/null |
    grep -m 1 -oE 'http://127\.0\.0\.1:[0-9]+')
[ -n "$address" ]
result $? "make run installs, builds, loads the directory and serves ($(($(date +%s) - started)) s)"

ask() { curl -sS -m 20 -L "$@" 2>>"$log/ask.err"; }
if [ -n "$address" ]; then
    ask -o "$log/ka1.html" -w '%{url_effective}' --data-urlencode 'q=KA1 1AA' "$address/partnerships/find" |
        grep -q '/partnerships/ayrshire?area=east-ayrshire$' && grep -q 'Community Justice Ayrshire' "$log/ka1.html"
    result $? "[1.1] [1.7] KA1 1AA leads to Community Justice Ayrshire's route, East Ayrshire's first"
    ask --data-urlencode 'q=KY1 1LW' "$address/partnerships/find" | grep -q '<title>Fife:'
    result $? "[1.1] KY1 1LW leads to Fife's"
    ask "$address/api/v1/route?postcode=KA11AA" | grep -q 'east-ayrshire'
    result $? "[1.15] the same as JSON"
fi
kill "$server" 2>/dev/null # make itself: the shells before it have become it
wait "$server" 2>/dev/null
server=

if [ "${BARE_TEST:-yes}" = yes ]; then
    started=$(date +%s)
    (inside 'cd /root/cjengage && exec make test') >"$log/test.out" 2>"$log/test.err"
    result $? "make test passes ($(($(date +%s) - started)) s)"
    tail -n 1 "$log/test.out" | grep -qE '^[0-9]+ passed, 0 failed$'
    result $? "its last line is: $(tail -n 1 "$log/test.out")"
fi
echo "1..$n"
exit $((failed > 0))
