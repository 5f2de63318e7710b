# tap.awk: counts the results in one TAP file; prints "PASSED FAILED SKIPPED" and, before it, what failed.
#
# Nested results (four spaces a level, as Node prints them) are counted at the leaves: a result whose own
# subtests were planned just before it is their sum and counts only when it failed by itself. A file
# without a plan, or with another number of results than planned, has one failure more. A test marked
# TODO that fails has failed.
function depth_of(line) { match(line, /^ */); return int(RLENGTH / 4) }
function fault(text) { failed++; print "  " text }

/^ *1\.\.[0-9]+/ {
    d = depth_of($0)
    planned[d] = 1
    n = $1
    sub(/^1\.\./, "", n)
    if (n + 0 != seen[d] + 0 && seen[d] + 0 > 0)
        fault("planned " n ", ran " seen[d])
    else if (seen[d] + 0 == 0)
        plan_first[d] = n + 0
    next
}
/^ *(not )?ok / {
    d = depth_of($0)
    seen[d]++
    parent = planned[d + 1]
    child_failed = bad[d + 1]
    if (d + 1 in plan_first && plan_first[d + 1] != seen[d + 1] + 0)
        fault("planned " plan_first[d + 1] ", ran " seen[d + 1] + 0 ": " $0)
    planned[d + 1] = bad[d + 1] = seen[d + 1] = 0
    delete plan_first[d + 1]
    text = $0
    sub(/^ */, "", text)
    if (text ~ /^not ok/) {
        bad[d]++
        if (!parent || !child_failed)
            fault(text)
    } else if (!parent && text ~ /# SKIP/) {
        skipped++
        print "  skipped: " text
    } else if (!parent)
        passed++
    next
}
/^Bail out!/ { fault($0) }
END {
    if (!planned[0])
        fault("no plan")
    else if (0 in plan_first && plan_first[0] != seen[0] + 0)
        fault("planned " plan_first[0] ", ran " seen[0] + 0)
    else if (passed + failed + skipped == 0)
        fault("nothing ran")
    printf "%d %d %d\n", passed, failed, skipped
}
