#!/usr/bin/env bash
# A PostgreSQL server for tests: in a folder of its own, on loopback, on a free port, without a password.
#   postgres.sh install            installs Debian's packages where binaries are missing and that is allowed
#   postgres.sh start FOLDER [-c name=value …]   starts it (again), prints the port, returns when it answers
#   postgres.sh stop FOLDER [fast|immediate]     stops it by its process id
set -euo pipefail

binaries() {
    local folder
    folder=$(ls -d /usr/lib/postgresql/*/bin 2> /dev/null | sort -V | tail -n 1 || true)
    if [ -n "$folder" ] && [ -x "$folder/initdb" ]; then echo "$folder"; return; fi
    folder=$(dirname "$(command -v initdb || true)")
    if [ -x "$folder/initdb" ] && [ -x "$folder/postgres" ]; then echo "$folder"; return; fi
    return 1
}

# The server refuses to run as root; the account of Debian's package is there for it.
as_server() {
    if [ "$(id -u)" = 0 ]; then setpriv --reuid=postgres --regid=postgres --clear-groups "$@"; else "$@"; fi
}

install() {
    binaries > /dev/null && return
    if [ "$(id -u)" != 0 ] || ! command -v apt-get > /dev/null; then
        echo "The tests need PostgreSQL 15 or later: sudo apt-get install postgresql" >&2
        return 1
    fi
    { apt-get update && apt-get install --yes --no-install-recommends postgresql; } > /dev/null
}

start() {
    local folder=$1 port bin attempt
    shift
    bin=$(binaries) || { echo "PostgreSQL's binaries were not found: postgres.sh install" >&2; return 1; }
    mkdir -p "$folder"
    # The server runs under another account when the tests run as root.
    if [ "$(id -u)" = 0 ]; then chmod 755 "$folder" && chown postgres "$folder"; fi
    cd "$folder"
    [ -f data/PG_VERSION ] || as_server "$bin/initdb" --pgdata=data --auth=trust --username=postgres \
        --encoding=UTF8 --locale=C.UTF-8 --no-sync > initdb.log
    for attempt in 1 2 3 4 5 6 7 8; do
        port=$(cat port 2> /dev/null || echo $((20000 + RANDOM % 12000)))
        # pg_ctl leaves the server in a session of its own, with no terminal and no pipe of the caller.
        if as_server "$bin/pg_ctl" start --silent --wait --timeout=60 --pgdata=data --log=server.log \
            --options="-p $port -h 127.0.0.1 -k '' $*" > /dev/null < /dev/null 2>&1; then
            echo "$port" > port
            echo "$port"
            return
        fi
        # A port that was free before is kept, so that a restarted server is found where it was.
        [ -f port ] && sleep 0.2
    done
    tail -n 20 server.log >&2
    return 1
}

stop() {
    local folder=$1 mode=${2:-fast} bin
    bin=$(binaries) || return 0
    [ -f "$folder/data/postmaster.pid" ] || return 0
    cd "$folder"
    as_server "$bin/pg_ctl" stop --silent --wait --timeout=60 --mode="$mode" --pgdata=data > /dev/null 2>&1
}

command=$1
shift
"$command" "$@"
