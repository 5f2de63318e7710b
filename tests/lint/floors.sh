#!/bin/sh
# floors.sh: the architecture as a test. Reads the #include lines under src/ and says which point up.
#
# A file may include its own folder, any lower floor and, inside modules/, a room named earlier in the
# list; never a neighbour on its floor, never a higher one. A system library has one owner.
set -eu
cd "$(dirname "$0")/../.."

find src -name '*.[ch]' | sort | xargs awk '
BEGIN {
    floor["core/base"] = 0
    split("http store tpl md", ground)
    for (i in ground)
        floor["core/" ground[i]] = 1
    floor["core/web"] = 2
    n = split("audit work mail files people framework partnerships bodies consultations invitations responses moderation analysis feedback results plans reports resources network", rooms)
    for (i = 1; i <= n; i++) {
        floor["modules/" rooms[i]] = 3
        order["modules/" rooms[i]] = i
    }
    floor["app"] = 4
    floor["front"] = 5
    floor["gen"] = 1     # gen/symbols.h: the names that templates use
    floor["tools"] = 6   # build time only: stand outside, are included by nobody

    # header -> where it may be included, as the start of a path under src/
    owner["sqlite3.h"] = "core/store/"
    owner["cmark.h"] = "core/md/"
    owner["sodium.h"] = "core/base/hash core/base/rand"
    owner["microhttpd.h"] = "front/httpd"
    owner["fcgiapp.h"] = owner["fcgios.h"] = owner["fcgi_stdio.h"] = "front/fcgi"
    owner["curl/curl.h"] = "modules/mail/"
    owner["magic.h"] = "core/http/sniff"
    owner["zlib.h"] = "core/http/ tools/"
    owner["zip.h"] = "modules/work/odt"
    owner["qrencode.h"] = "core/base/qr"
    owner["argon2.h"] = "core/base/hash_password"
    owner["linux/landlock.h"] = owner["sys/prctl.h"] = "front/sandbox"
    owner["sys/epoll.h"] = "front/"
    owner["netinet/in.h"] = "front/"
    owner["sys/socket.h"] = owner["sys/un.h"] = "front/ modules/files/clamd"
}
function room(path,   p, k) {
    k = split(path, p, "/")
    if (p[1] == "core" || p[1] == "modules")
        return p[1] "/" p[2]
    return k > 1 ? p[1] : ""
}
function wrong(text) {
    printf "%s:%d: %s\n", FILENAME, FNR, text
    bad = 1
}
function allowed(path, list,   p, k, i) {
    k = split(list, p, " ")
    for (i = 1; i <= k; i++)
        if (index(path, p[i]) == 1)
            return 1
    return 0
}
FNR == 1 {
    path = substr(FILENAME, 5)
    mine = room(path)
    if (!(mine in floor))
        wrong(mine " is no room of this house: tests/lint/floors.sh has the list")
    files++
}
/^[ \t]*#[ \t]*include[ \t]*</ {
    name = $0
    sub(/^[^<]*</, "", name)
    sub(/>.*/, "", name)
    if (name in owner && !allowed(path, owner[name]))
        wrong("<" name "> belongs to " owner[name])
    next
}
/^[ \t]*#[ \t]*include[ \t]*"/ {
    name = $0
    sub(/^[^"]*"/, "", name)
    sub(/".*/, "", name)
    its = room(name)
    if (its == "" || its == mine)
        next
    if (!(its in floor))
        wrong("\"" name "\": no such room")
    else if (mine == "tools" && floor[its] <= 1)
        next
    else if (floor[its] > floor[mine])
        wrong("\"" name "\" stands on a higher floor")
    else if (floor[its] == floor[mine] && !(mine in order) && its != "gen")
        wrong("\"" name "\" is a neighbour on the same floor")
    else if ((mine in order) && (its in order) && order[its] > order[mine])
        wrong("\"" name "\" is a later room: a page of app/ or a hook of app/hooks.c goes there")
}
END {
    if (!files) {
        print "no source found"
        bad = 1
    }
    exit bad
}'
