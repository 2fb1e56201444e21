#!/usr/bin/env bash
# A cluster for trying on this machine: two silos, a Host before them, one PostgreSQL. Ctrl+C ends it.
#   try.sh [FOLDER] [-p:…]     FOLDER: what is kept, ./data-cluster by default; -p:… goes to the build
# The database is that of COMMUNITYGRAINS_STORE; without it a server is started in FOLDER.
set -euo pipefail
repository=$(cd "$(dirname "$0")/../.." && pwd)
folder=data-cluster
build=()
for argument in "$@"; do
    case $argument in
        -p:*) build+=("$argument") ;;
        *) folder=$argument ;;
    esac
done
mkdir -p "$folder"
folder=$(cd "$folder" && pwd)

dotnet build "$repository/services/Silo/Silo.csproj" --configuration Release --verbosity quiet --nologo \
    -p:Orleans=true "${build[@]}"
silo=$repository/services/Silo/bin/Release/net10.0/CommunityGrains.Silo.dll

declare -A process url options
names=()
finish() {
    trap - INT TERM EXIT
    # The Host first, so that it does not ask silos that are leaving.
    for ((i = ${#names[@]} - 1; i >= 0; i--)); do
        kill "${process[${names[i]}]}" 2> /dev/null || true
        wait "${process[${names[i]}]}" 2> /dev/null || true
    done
    [ -z "${own_server:-}" ] || "$repository/tests/Shared/postgres.sh" stop "$folder/postgres" fast
}
trap 'finish; exit' INT TERM
trap finish EXIT

if [ -z "${COMMUNITYGRAINS_STORE:-}" ]; then
    own_server=yes
    port=$("$repository/tests/Shared/postgres.sh" start "$folder/postgres" -c max_connections=300)
    export COMMUNITYGRAINS_STORE="Host=127.0.0.1;Port=$port;Username=postgres;Database=postgres"
fi

# start NAME URL 'OPTION…': runs a program and returns when it is ready. Without URL: once more, as before.
start() {
    local name=$1
    if [ $# -gt 1 ]; then names+=("$name"); url[$name]=$2; options[$name]=$3; fi
    # shellcheck disable=SC2086 # options are words
    dotnet "$silo" ${options[$name]} --data "$folder" --urls "${url[$name]}" \
        >> "$folder/$name.out" 2>> "$folder/$name.err" &
    process[$name]=$!
    until curl --silent --fail --output /dev/null "${url[$name]}/health/ready"; do
        kill -0 "${process[$name]}" 2> /dev/null || { tail "$folder/$name.err" >&2; exit 1; }
        sleep 0.5
    done
    echo "$name: ${url[$name]}, process ${process[$name]}"
}

rm -f "$folder"/*.out "$folder"/*.err
# The first one loads the example; the others find it there.
start silo-1 http://localhost:5081 'demo --silo 127.0.0.1:11111 --gateway-port 30000'
start silo-2 http://localhost:5082 'serve --silo 127.0.0.1:11112 --gateway-port 30001'
start host http://localhost:5080 'serve --cluster-client --roles api,web'
cat "$folder/silo-1.out"
echo "The example is at http://localhost:5080. Kill a silo (kill -9) and go on: it is started again."

while true; do
    wait -n || true
    for name in "${names[@]}"; do
        kill -0 "${process[$name]}" 2> /dev/null || { echo "$name has ended"; start "$name"; }
    done
done
