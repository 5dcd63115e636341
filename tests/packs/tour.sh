#!/usr/bin/env bash
# A demo is made and served, and scripts/tour carries a case through it from report to close.
set -euo pipefail
linli=$1 tour=$2 pack=$3
dir=$(mktemp -d)
server=
trap '[ -z "$server" ] || kill "$server" 2>/dev/null; wait; rm -rf "$dir"' EXIT

"$linli" init --data "$dir/data" --practice "$pack" --demo >"$dir/init.log" 2>&1 || {
    cat "$dir/init.log"
    exit 1
}
grep -iE 'refused|拒绝' "$dir/init.log" | grep -vE '(^|[^0-9])0 refused|拒绝0' && exit 1
cp "$dir/init.log" "$dir/data/demo-accounts"

"$linli" serve --data "$dir/data" --port 0 >"$dir/serve.log" 2>"$dir/serve.err" &
server=$!
for _ in $(seq 600); do
    port=$(sed -nE 's/.*127\.0\.0\.1:([0-9]+).*/\1/p' "$dir/serve.log")
    [ -z "$port" ] || break
    kill -0 "$server" || break
    sleep 0.1
done
[ -n "${port:-}" ] || { cat "$dir/serve.err"; exit 1; }

"$tour" --data "$dir/data" --port "$port" >"$dir/tour.log" 2>&1 || { cat "$dir/tour.log"; exit 1; }
grep -q '→ ended' "$dir/tour.log"
grep -q '"outcome":"solved"' "$dir/tour.log"
