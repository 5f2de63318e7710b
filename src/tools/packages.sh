#!/bin/sh
# packages.sh SET: sees to it that what the build or a test needs is there. Sets: build ui spec core wire browser
# fuzz lint bench bare.
#
# A Debian package is installed only when what it brings is missing: a command, a library, a header.
# PACKAGES=install fetches it, as root or with sudo, saying what and why; PACKAGES=check (the usual) names
# it and stops. Neither root nor sudo: the one line to run by hand is printed.
set -eu

# set | what it brings: cmd NAME, lib NAME (pkg-config), inc HEADER, or a file | package | why
needs() {
    cat <<'LIST'
build   | cmd gcc                                | gcc                   | compiles the program
build   | inc stdio.h                            | libc6-dev             | headers of the C library
build   | inc linux/landlock.h                   | linux-libc-dev        | headers of the kernel's sandbox
build   | cmd pkg-config                         | pkg-config            | finds the libraries
build   | lib libmicrohttpd                      | libmicrohttpd-dev     | the HTTP door
build   | inc fcgiapp.h                          | libfcgi-dev           | the FastCGI door
build   | lib sqlite3                            | libsqlite3-dev        | the database
build   | lib libcmark                           | libcmark-dev          | Markdown
build   | lib libsodium                          | libsodium-dev         | secrets and hashes
build   | inc curl/curl.h                        | libcurl4-openssl-dev  | sends mail by SMTP
build   | inc magic.h                            | libmagic-dev          | tells kinds of files apart
build   | lib zlib                               | zlib1g-dev            | gzip
build   | lib libzip                             | libzip-dev            | writes question sheets as .odt
build   | lib libargon2                          | libargon2-dev         | hashes passwords
build   | lib libqrencode                        | libqrencode-dev       | draws the QR code of the second factor
build   | /etc/ssl/certs/ca-certificates.crt     | ca-certificates       | checks who a server is
ui      | cmd npm                                | npm                   | fetches the design system
ui      | /etc/ssl/certs/ca-certificates.crt     | ca-certificates       | checks who a server is
core    | /usr/sbin/clamd                        | clamav-daemon         | the virus scanner that tests ask
wire    | cmd node                               | nodejs                | runs the tests over sockets
wire    | cmd nginx                              | nginx-light           | the web server before the doors
wire    | /usr/bin/python3                       | python3               | runs the SMTP server of the tests
wire    | py aiosmtpd                            | python3-aiosmtpd      | takes the mail that tests send
wire    | cmd openssl                            | openssl               | makes its certificate
browser | cmd npm                                | npm                   | fetches the browser tests' tools
browser | cmd node                               | nodejs                | runs the browser tests
browser | cmd chromium-headless-shell            | chromium-headless-shell | the browser
browser | /usr/share/fonts/truetype/liberation   | fonts-liberation      | the same letters everywhere
browser | cmd java                               | default-jre-headless  | runs the HTML validator
browser | /usr/sbin/clamd                        | clamav-daemon         | the virus scanner that a test asks
fuzz    | cmd clang                              | clang                 | builds the fuzzers
fuzz    | rt fuzzer                              | libclang-rt-14-dev    | libFuzzer itself
lint    | cmd clang-format                       | clang-format          | the layout of the source
lint    | cmd clang-tidy                         | clang-tidy            | checks the source
lint    | cmd cppcheck                           | cppcheck              | checks the source
bench   | cmd node                               | nodejs                | runs the measurements
bench   | cmd nginx                              | nginx-light           | stands before FastCGI
bare    | cmd debootstrap                        | debootstrap           | makes the bare tree
bare    | cmd curl                               | curl                  | asks the service in it
LIST
}

present() { # KIND NAME
    case $1 in
    cmd) command -v "$2" >/dev/null 2>&1 ;;
    lib) pkg-config --exists "$2" 2>/dev/null ;;
    inc) echo "#include <$2>" | gcc -E - >/dev/null 2>&1 ;;
    py) /usr/bin/python3 -c "import $2" 2>/dev/null ;;
    rt) ls "$(clang -print-resource-dir 2>/dev/null)"/lib/linux/libclang_rt."$2"-*.a >/dev/null 2>&1 ;;
    *) [ -e "$1" ] ;;
    esac
}

set_wanted=$1
missing=
why=
while IFS='|' read -r in_set brings package reason; do
    in_set=${in_set%% *}
    package=$(echo $package)
    [ "$in_set" = "$set_wanted" ] || continue
    # shellcheck disable=SC2086 # the words of `brings` are arguments
    present $brings && continue
    missing="$missing $package"
    why="$why
  $package:$reason"
done <<LIST
$(needs)
LIST
[ -n "$missing" ] || exit 0

# make asks for several sets at once: one after the other, each looking again at what is missing then.
if [ "${PACKAGES:-check}" = install ] && [ -z "${PACKAGES_LOCKED:-}" ]; then
    mkdir -p build
    PACKAGES_LOCKED=1 exec flock build/packages.lock "$0" "$@"
fi

echo "Missing:$why"
apt="apt-get install -y --no-install-recommends -o DPkg::Lock::Timeout=300$missing"
if [ "${PACKAGES:-check}" != install ]; then
    echo "Run 'make run' or 'make test', which install it, or: $apt"
    exit 1
elif [ "$(id -u)" = 0 ]; then
    as_root=
elif command -v sudo >/dev/null 2>&1; then
    as_root=sudo
else
    echo "Neither root nor sudo: please run as root: $apt"
    exit 1
fi

# A web server or scanner that comes with the tests is not to start: neither now nor after the next boot.
policy=/usr/sbin/policy-rc.d
own_policy=
case $missing in *nginx* | *clamav*)
    if [ ! -e $policy ]; then
        own_policy=yes
        printf '#!/bin/sh\nexit 101\n' | $as_root tee $policy >/dev/null
        $as_root chmod 0755 $policy
        trap '$as_root rm -f $policy' EXIT
    fi ;;
esac
echo "Installing:$missing"
if ! apt-cache show "${missing##* }" >/dev/null 2>&1; then
    $as_root apt-get update -q
fi
# shellcheck disable=SC2086
$as_root env DEBIAN_FRONTEND=noninteractive $apt -q ||
    { $as_root apt-get update -q && $as_root env DEBIAN_FRONTEND=noninteractive $apt -q; }
own_services=
case $missing in *nginx*) own_services=nginx ;; esac
case $missing in *clamav*) own_services="$own_services clamav-daemon.socket clamav-daemon clamav-freshclam" ;; esac
if [ -n "$own_policy" ] && command -v systemctl >/dev/null 2>&1; then
    # shellcheck disable=SC2086
    $as_root systemctl disable $own_services >/dev/null 2>&1 || true
fi
