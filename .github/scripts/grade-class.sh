#!/usr/bin/env bash
# Grades a folder of submissions for a workflow. What the kit prints is shown in the log and in the job's summary.
# Reads the variables TARGET, OUT, TRAINING, and CONFIG, ROSTER, COLUMN (may be empty).
set -euo pipefail
kit=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
# shellcheck source=.github/scripts/log.sh
. "$kit/.github/scripts/log.sh"

options=(--out "$OUT" --require-isolation)
[ "$TRAINING" = true ] || options+=(--no-training)
[ -z "$CONFIG" ] || options+=(--config "$CONFIG")
[ -z "$ROSTER" ] || options+=(--roster "$ROSTER")
[ -z "$ROSTER" ] || [ -z "$COLUMN" ] || options+=(--column "$COLUMN")

log=$RUNNER_TEMP/grade.log
status=0
"$kit/rnnkit" grade-all "$TARGET" "${options[@]}" >"$log" 2>&1 || status=$?
show "$log"
{
  printf '## The class\n\n'
  tail -n 200 "$log" >"$log.end"
  as_code "$log.end"
  printf '\n'
} >>"$GITHUB_STEP_SUMMARY"

reason=$(grep '^rnnkit: ' "$log" | tail -n 1 || true)
reason=${reason:-The log of this step has the reason.}
case $status in
  0) exit ;;
  1) error 'Not everybody has a mark' "$reason" ;;
  2) error 'Not graded: usage error' "$reason" ;;
  *) error 'Not all graded: grader error' "$reason Run the workflow again." ;;
esac
exit "$status"
