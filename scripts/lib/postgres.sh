# shellcheck shell=bash
# A private PostgreSQL for tests: a cluster of its own in a temporary directory, reached through a
# unix socket there; no other server on this machine is touched. Source it.
#
#   pg_start [durable|fast]   starts one; sets PG_URL (a libpq address of an empty database) and
#                             PG_DIR. `durable` (the default) keeps fsync on, for tests that kill;
#                             `fast` turns it off.
#   pg_kill                   the whole server at once, as if the power failed
#   pg_resume                 starts it again on the same data
#   pg_stop                   stops it and removes its directory
#
# A caller installs its own trap:  trap pg_stop EXIT

# The newest server that is installed; Debian keeps it off the PATH.
pg_bin() {
    local dir
    dir=$(find /usr/lib/postgresql -mindepth 2 -maxdepth 2 -name bin 2>/dev/null | sort -V | tail -1)
    if [ -n "$dir" ]; then
        printf '%s\n' "$dir"
    else
        dirname -- "$(command -v initdb)" 2>/dev/null
    fi
}

# PostgreSQL refuses to run as root.
pg_as() {
    if [ "$(id -u)" -ne 0 ]; then
        "$@"
    elif id postgres >/dev/null 2>&1; then
        setpriv --reuid=postgres --regid=postgres --clear-groups "$@"
    else
        setpriv --reuid=nobody --regid=nogroup --clear-groups "$@"
    fi
}

pg_resume() {
    pg_as "$PG_BIN/pg_ctl" -D "$PG_DIR/data" -l "$PG_DIR/log" -w -s start </dev/null >/dev/null 2>&1 || {
        echo "PostgreSQL does not start:" >&2
        tail -n 20 "$PG_DIR/log" >&2
        return 1
    }
}

pg_start() {
    local sync=on
    [ "${1:-durable}" != fast ] || sync=off
    PG_BIN=$(pg_bin)
    if [ -z "$PG_BIN" ] || [ ! -x "$PG_BIN/initdb" ]; then
        echo "no PostgreSQL server is installed" >&2
        return 1
    fi
    # The path of a unix socket must be short: not below TMPDIR, which may not be.
    PG_DIR=$(mktemp -d /tmp/linli-pg-XXXXXX) || return 1
    PG_PORT=$((20000 + RANDOM % 30000)) # names the socket; nothing listens on the network
    chmod 711 "$PG_DIR"
    mkdir "$PG_DIR/data" "$PG_DIR/run"
    if [ "$(id -u)" -eq 0 ]; then
        touch "$PG_DIR/log"
        chown -R "$(pg_as id -u):$(pg_as id -g)" "$PG_DIR"
    fi
    pg_as "$PG_BIN/initdb" -D "$PG_DIR/data" -U linli -A trust -E UTF8 --locale=C --no-sync \
        >"$PG_DIR/initdb.log" 2>&1 || {
        cat "$PG_DIR/initdb.log" >&2
        return 1
    }
    pg_as tee -a "$PG_DIR/data/postgresql.conf" >/dev/null <<CONF
listen_addresses = ''
unix_socket_directories = '$PG_DIR/run'
unix_socket_permissions = 0777
port = $PG_PORT
fsync = $sync
full_page_writes = $sync
max_connections = 200
shared_buffers = 128MB
log_min_messages = warning
recovery_init_sync_method = syncfs
CONF
    pg_resume || return 1
    # shellcheck disable=SC2034 # for the caller
    PG_URL="postgresql:///linli?host=$PG_DIR/run&port=$PG_PORT&user=linli"
    "$PG_BIN/createdb" -h "$PG_DIR/run" -p "$PG_PORT" -U linli linli
}

# Every process of it, none of which may write a last word. The children of a killed postmaster
# would go on for a moment, so they go first. The dead count as gone though nobody has buried them:
# where init takes seconds for that, PostgreSQL would still see the owner of its lock files.
pg_kill() {
    local pid all
    pid=$(head -n 1 "$PG_DIR/data/postmaster.pid" 2>/dev/null) || return 0
    kill -STOP "$pid"
    all="$pid $(pgrep -d ' ' -P "$pid")"
    pkill -KILL -P "$pid"
    kill -KILL "$pid"
    # shellcheck disable=SC2086 # a list of numbers
    while ps -o stat= -p $all | grep -qv '^Z'; do sleep 0.02; done
    rm -f "$PG_DIR/data/postmaster.pid" "$PG_DIR/run/.s.PGSQL.$PG_PORT.lock"
}

pg_stop() {
    [ -n "${PG_DIR:-}" ] || return 0
    pg_as "$PG_BIN/pg_ctl" -D "$PG_DIR/data" -m immediate -s stop >/dev/null 2>&1
    rm -rf -- "$PG_DIR"
    PG_DIR=''
}
