#!/usr/bin/env bash
# Builds everything and runs every test. What the tests need and Debian has is installed where that is allowed.
#   --orleans    also the grains on an Orleans cluster (Orleans.props); further -p:… go to the build
# Whatever else is said goes to the test programs. The last line is the runner's sum: 'N passed, N failed, N skipped'.
set -uo pipefail
cd "$(dirname "$0")"
export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1

build=()
tests=()
for argument in "$@"; do
    case $argument in
        --orleans) build+=(-p:Orleans=true) ;;
        -p:*) build+=("$argument") ;;
        *) tests+=("$argument") ;;
    esac
done

# The browser of the page tests: the headless shell of Chromium costs half of what the whole browser does. Without the
# right to install, say what is missing instead of failing later.
if ! [ -x /usr/bin/chromium-headless-shell ]; then
    if [ "$(id -u)" = 0 ] && command -v apt-get > /dev/null; then
        { apt-get update && apt-get install --yes --no-install-recommends chromium-headless-shell fonts-dejavu-core; } \
            > /dev/null || [ -x /usr/bin/chromium ] \
            || { echo "Chromium could not be installed; the page tests need it." >&2; exit 1; }
    elif ! [ -x /usr/bin/chromium ]; then
        echo "The page tests need Chromium: sudo apt-get install chromium-headless-shell (or chromium)" >&2
        exit 1
    fi
fi
command -v npm > /dev/null || { echo "The page tests need Node with npm (the accessibility checker)." >&2; exit 1; }

# One server for all that do not stop or kill theirs. Its data is thrown away, so nothing is gained by waiting for the
# disk; servers that tests start for themselves do wait.
postgres=tests/Shared/postgres.sh
"$postgres" install || exit 1
server=$(mktemp -d)
log=$(mktemp)
trap '"$postgres" stop "$server" immediate; rm -rf "$log" "$server"' EXIT
port=$("$postgres" start "$server" -c max_connections=400 -c fsync=off) || exit 1
export COMMUNITYGRAINS_TEST_POSTGRES="Host=127.0.0.1;Port=$port;Username=postgres;Database=postgres"

# One compiler for all projects, also where an environment that keeps no build processes alive would start one for each.
dotnet build CommunityGrains.sln --configuration Release --verbosity quiet -p:UseSharedCompilation=true "${build[@]}" \
    || { echo "The build failed; no test was run." >&2; exit 1; }
dotnet build-server shutdown --vbcscompiler > /dev/null

# Short-lived programs do not earn back what counting their calls for a better compilation costs.
export DOTNET_TieredPGO=0
# A browser started by root would take precedence over everything it is tested with.
calm=()
[ "$(id -u)" != 0 ] || calm=(setpriv --bounding-set=-sys_nice --inh-caps=-sys_nice)
"${calm[@]}" dotnet test --solution CommunityGrains.sln --configuration Release --no-build "${build[@]}" "${tests[@]}" 2>&1 | tee "$log"
status=${PIPESTATUS[0]}

# Once more at the end, where one looks first: what failed, and why.
[ "$status" = 0 ] || grep --extended-regexp --after-context 14 '^failed .+ \([0-9].*\)$' "$log" | head --lines 150

count() { grep -E "^ +$1: [0-9]+" "$log" | tail -n 1 | grep -oE '[0-9]+' || echo 0; }
echo "$(count succeeded) passed, $(count failed) failed, $(count skipped) skipped"
exit "$status"
