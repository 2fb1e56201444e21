#!/usr/bin/env bash
# Builds everything and runs every test. The last line is the runner's sum: 'N passed, N failed, N skipped'.
set -uo pipefail
cd "$(dirname "$0")"
export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1

log=$(mktemp)
trap 'rm -f "$log"' EXIT
dotnet build CommunityGrains.sln --configuration Release --verbosity quiet || { echo "The build failed; no test was run." >&2; exit 1; }
dotnet test --solution CommunityGrains.sln --configuration Release --no-build "$@" 2>&1 | tee "$log"
status=${PIPESTATUS[0]}

count() { grep -E "^  $1: [0-9]+" "$log" | tail -n 1 | grep -oE '[0-9]+' || echo 0; }
echo "$(count succeeded) passed, $(count failed) failed, $(count skipped) skipped"
exit "$status"
