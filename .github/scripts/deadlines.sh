#!/usr/bin/env bash
# Writes until when each repository of a list counts as in time, for fetch-submissions.sh.
#   deadlines.sh LIST FILE
# Reads the variables CONFIG, ROSTER and COLUMN (may be empty).
set -euo pipefail
kit=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
# shellcheck source=.github/scripts/log.sh
. "$kit/.github/scripts/log.sh"

options=(--out "$2")
[ -z "$CONFIG" ] || options+=(--config "$CONFIG")
[ -z "$ROSTER" ] || options+=(--roster "$ROSTER")
[ -z "$ROSTER" ] || [ -z "$COLUMN" ] || options+=(--column "$COLUMN")

log=$RUNNER_TEMP/deadlines.log
status=0
"$kit/rnnkit" deadlines "$1" "${options[@]}" >"$log" 2>&1 || status=$?
show "$log"
if [ "$status" -ne 0 ]; then
  reason=$(grep '^rnnkit: ' "$log" | tail -n 1 || true)
  error 'Not graded' "${reason:-The log of this step has the reason.}"
  exit "$status"
fi
