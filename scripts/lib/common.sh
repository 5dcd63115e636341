# shellcheck shell=bash
# What every script here needs. Source it; it changes to the top of the project.

top=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/../.." && pwd)
cd "$top" || exit 1

say() { printf '%s\n' "$*"; }
die() {
    printf '%s: %s\n' "${0##*/}" "$*" >&2
    exit 1
}

# Seconds with one decimal since the time that `now_ms` gave.
now_ms() { printf '%s' "$(($(date +%s%N) / 1000000))"; }
since() {
    local ms=$(($(now_ms) - $1))
    printf '%d.%d s' $((ms / 1000)) $((ms % 1000 / 100))
}

cores() { nproc 2>/dev/null || echo 2; }
