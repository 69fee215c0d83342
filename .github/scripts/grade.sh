#!/usr/bin/env bash
# Gives a student feedback in a workflow: the report goes to OUT, the board to the job's summary, each mistake to its line.
# Red if a step that was begun is wrong, or if the training failed after nine right steps.
# Reads the variables TARGET, OUT and TRAINING.
set -euo pipefail
kit=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
# shellcheck source=.github/scripts/log.sh
. "$kit/.github/scripts/log.sh"

options=(--out "$OUT" --format "markdown,annotations")
[ "$TRAINING" = true ] || options+=(--no-training)

log=$RUNNER_TEMP/grade.log
status=0
"$kit/rnnkit" grade "$TARGET" "${options[@]}" >"$log" 2>&1 || status=$?
# The log may contain workflow commands that a step has printed. Only those that show a message at a line are passed on,
# because they can't do anything else.
notes='^::(error|warning|notice) '
grep -vE "$notes" "$log" >"$log.text" || true
show "$log.text"

report=$OUT/report.json
if [ "$status" -le 1 ] && ! jq -e '(.score | numbers) and (.maxScore | numbers)' "$report" >/dev/null; then
  printf 'rnnkit: the report is missing or not complete.\n' >>"$log"
  status=3
fi

case $status in
  0 | 1) ;;
  *)
    # There is no score. The title says who can mend it: the caller after a usage error, else the kit's maintainer.
    title='Not graded: grader error'
    [ "$status" -ne 2 ] || title='Not graded: usage error'
    reason=$(grep '^rnnkit: ' "$log" | tail -n 1 || true)
    error "$title" "${reason:-The log of this step has the reason.} (exit status $status, no score)"
    {
      printf '## %s\n\nThere is no score. The last lines were:\n\n' "$title"
      tail -n 20 "$log" >"$log.end"
      as_code "$log.end"
      printf '\n'
    } >>"$GITHUB_STEP_SUMMARY"
    exit "$status"
    ;;
esac

grep -E "$notes" "$log" | head -n 100 || true
[ ! -f "$OUT/summary.md" ] || cat "$OUT/summary.md" >>"$GITHUB_STEP_SUMMARY"
if [ "$status" -ne 0 ] && jq -e '[.steps[].status] | any(. == "failed" or . == "error") or all(. == "passed")' \
  "$report" >/dev/null; then
  exit 1
fi
