# literals.awk: what may not stand in C's string literals. Reads C files, tells literals from comments.
#
# HTML is written in templates only; SQL is a literal of a statement list, in the subset that SQLite and
# PostgreSQL share, and never an argument of a printf.
function wrong(text) {
    printf "%s:%d: %s: %s\n", FILENAME, FNR, text, literal
    bad = 1
}
function look_at(literal_is,    upper) {
    literal = literal_is
    if (literal ~ /<[A-Za-z\/!]/)
        wrong("HTML in C")
    upper = toupper(literal)
    if (upper ~ /(SELECT .*FROM |INSERT |DELETE FROM |UPDATE .* SET )/ && literal ~ /%[-0-9.*lzj]*[a-z]/ &&
        before ~ /printf|_addf|_fmt|_format/)
        wrong("SQL made by printf")
    if (FILENAME !~ /^src\/core\/store\// &&
        upper ~ /(STRFTIME\(|DATETIME\(|JULIANDAY\(|LAST_INSERT_ROWID|WITHOUT ROWID|PRAGMA |INSERT OR |REPLACE INTO|GLOB |CHANGES\(\))/)
        wrong("SQL that only SQLite knows")
}
FNR == 1 { in_comment = 0; before = "" }
{
    line = $0
    if (line ~ /^[ \t]*#[ \t]*include/)
        next
    if (line !~ /^[ \t]*"/ || before ~ /;[ \t]*$/)
        before = "" # what stands before a literal, also on the lines above it
    while (line != "") {
        if (in_comment) {
            at = index(line, "*/")
            if (!at)
                break
            in_comment = 0
            line = substr(line, at + 2)
            continue
        }
        if (!match(line, /\/\*|\/\/|"|'(\\.|[^'\\])'/)) {
            before = before line
            break
        }
        token = substr(line, RSTART, 2)
        before = before substr(line, 1, RSTART - 1)
        if (token == "/*") {
            in_comment = 1
            line = substr(line, RSTART + 2)
        } else if (token == "//") {
            break
        } else if (substr(token, 1, 1) == "\"") {
            line = substr(line, RSTART + 1)
            match(line, /^([^"\\]|\\.)*/)
            look_at(substr(line, 1, RLENGTH))
            line = substr(line, RLENGTH + 2)
        } else {
            line = substr(line, RSTART + RLENGTH)
        }
    }
}
END { exit bad }
