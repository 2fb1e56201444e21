#!/usr/bin/env bash
# Builds everything and runs every test. What the tests need and Debian has is installed where that is allowed.
# The last line is the runner's sum: 'N passed, N failed, N skipped'.
set -uo pipefail
cd "$(dirname "$0")"
export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1

# The browser of the page tests. Without the right to install, say what is missing instead of failing later.
if ! [ -x /usr/bin/chromium ]; then
    if [ "$(id -u)" = 0 ] && command -v apt-get > /dev/null; then
        { apt-get update && apt-get install --yes --no-install-recommends chromium fonts-dejavu-core; } > /dev/null \
            || { echo "Chromium could not be installed; the page tests need it." >&2; exit 1; }
    else
        echo "The page tests need Chromium: sudo apt-get install chromium" >&2
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

dotnet build CommunityGrains.sln --configuration Release --verbosity quiet \
    || { echo "The build failed; no test was run." >&2; exit 1; }
dotnet test --solution CommunityGrains.sln --configuration Release --no-build "$@" 2>&1 | tee "$log"
status=${PIPESTATUS[0]}

count() { grep -E "^ +$1: [0-9]+" "$log" | tail -n 1 | grep -oE '[0-9]+' || echo 0; }
echo "$(count succeeded) passed, $(count failed) failed, $(count skipped) skipped"
exit "$status"
