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
  0 | 1) ;;
  2) error 'Not graded: usage error' "$reason" && exit 2 ;;
  *) error 'Not all graded: grader error' "$reason Run the workflow again." && exit "$status" ;;
esac

# A hand-in that can't be graded is the student's to mend. What an instructor has to decide makes the job red.
decision=$(grep -E '^(In doubt|No gradebook was written)' "$log" | head -n 1 || true)
if ! jq -e '.marks | any(.score != "no score")' "$OUT/class.json" >/dev/null; then
  error 'Nobody has a mark' "$reason" && exit 1
elif [ -n "$decision" ]; then
  error 'A decision is needed' "$decision" && exit 1
elif [ "$status" -eq 1 ]; then
  warning 'Not all could be graded' "$reason"
fi
