#!/usr/bin/env bash
# Grades a folder of submissions for a workflow.
# Reads the variables TARGET, OUT, FORMATS, TRAINING, REQUIRE_ISOLATION, and CONFIG, GRADEBOOK, COLUMN (may be empty).
set -euo pipefail
kit=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
# shellcheck source=.github/scripts/log.sh
. "$kit/.github/scripts/log.sh"

options=(--out "$OUT" --format "$FORMATS" --batch)
[ "$TRAINING" = true ] || options+=(--no-training)
[ "$REQUIRE_ISOLATION" != true ] || options+=(--require-isolation)
[ -z "$CONFIG" ] || options+=(--config "$CONFIG")
[ -z "${GRADEBOOK:-}" ] || options+=(--roster "$GRADEBOOK")
[ -z "${GRADEBOOK:-}" ] || [ -z "${COLUMN:-}" ] || options+=(--column "$COLUMN")

log=$RUNNER_TEMP/grade.log
status=0
"$kit/rnnkit" grade-all "$TARGET" "${options[@]}" >"$log" 2>&1 || status=$?
show "$log"

reason=$(grep '^rnnkit: ' "$log" | tail -n 1 || true)
case $status in
  0) ;;
  1) warning 'Not all submissions could be taken' "Some submissions have no score; scores.csv says why." ;;
  2) error 'Not graded: usage error' "${reason:-The log of this step has the reason.}" && exit 2 ;;
  *) error 'Not all graded: grader error' \
    "${reason:-The log of this step has the reason.} Re-run the failed jobs." && exit "$status" ;;
esac
