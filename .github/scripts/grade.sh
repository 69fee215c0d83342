#!/usr/bin/env bash
# Grades one submission for a workflow: report into OUT, score into the step's outputs, board into the job's summary.
# In: TARGET, OUT, FORMATS, CONFIG (may be empty), TRAINING, REQUIRE_ISOLATION, RED_WHEN (never, not-passed, wrong).
set -euo pipefail
kit=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
# shellcheck source=.github/scripts/log.sh
. "$kit/.github/scripts/log.sh"

options=(--out "$OUT" --format "$FORMATS")
[ "$TRAINING" = true ] || options+=(--no-training)
[ "$REQUIRE_ISOLATION" != true ] || options+=(--require-isolation)
[ -z "$CONFIG" ] || options+=(--config "$CONFIG")

log=$RUNNER_TEMP/grade.log
status=0
"$kit/rnnkit" grade "$TARGET" "${options[@]}" >"$log" 2>&1 || status=$?
# Of commands in the log only those that put a message beside a line are let through: they can do no more than that.
notes='^::(error|warning|notice) '
grep -vE "$notes" "$log" >"$log.text" || true
show "$log.text"

report=$OUT/report.json
if [ "$status" -le 1 ] && ! jq -e '(.score | numbers) and (.maxScore | numbers)' "$report" >/dev/null; then
  printf 'rnnkit: no whole report was written.\n' >>"$log"
  status=3
fi

case $status in
  0 | 1) ;;
  *)
    # Whose fault it is decides who can mend it; in neither case is there a score.
    title='Not graded: the grader had trouble of its own'
    [ "$status" -ne 2 ] || title='Not graded: wrong use'
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
passed=false
[ "$status" -ne 0 ] || passed=true
jq -r --arg passed "$passed" '"score=\(.score)\nmax-score=\(.maxScore)\npassed=\($passed)"' "$report" >>"$GITHUB_OUTPUT"

case $RED_WHEN in
  never) ;;
  not-passed) exit "$status" ;;
  wrong)
    # A step that is not begun yet is not wrong; a training that went wrong after nine right steps is.
    if [ "$status" -ne 0 ] && jq -e '[.steps[].status] | any(. == "failed" or . == "error") or all(. == "passed")' \
      "$report" >/dev/null; then
      exit 1
    fi
    ;;
esac
