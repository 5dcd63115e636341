#!/usr/bin/env bash
# The demo of a pack is taken in whole: no row of it is refused, and its places are as many as its plan says.
set -euo pipefail
linli=$1 pack=$2
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT

"$linli" --lang en init --data "$dir/data" --practice "$pack" --demo >"$dir/init.log" 2>&1 || {
    cat "$dir/init.log"
    exit 1
}
cat "$dir/init.log"
[ "$(grep -c ' 0 refused' "$dir/init.log")" = 4 ]
wanted=$(sed -nE 's/^ *\{kind = "[a-z0-9_]+", count = ([0-9]+),.*/\1/p' "$pack/demo/plan.toml" |
    awk '{ n += $1 } END { print n }')
head -1 "$dir/init.log" | grep -q "^$wanted rows given: $wanted added"
