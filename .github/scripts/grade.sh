#!/usr/bin/env bash
# Grades one submission for a workflow: the report goes to OUT, the score to the step's outputs, the board to the job's
# summary. Reads the variables TARGET, OUT, FORMATS, CONFIG (may be empty), TRAINING, REQUIRE_ISOLATION, RED_WHEN (never,
# not-passed, wrong), and SUBMISSION, the checkout that TARGET lies in; empty if student and caller are the same person.
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
# A link in the submission could lead to the kit's solutions, which are checked out beside it. So no folder below the
# checkout may be one, and the path that was checked is the one that is graded.
if [ -n "$SUBMISSION" ]; then
  checkout=$(realpath -m -- "$SUBMISSION")
  real=$(realpath -m -- "$TARGET")
  if [[ $real/ != "$checkout"/* ]] || [ "$real" != "$(realpath -ms -- "$checkout/${TARGET#"$SUBMISSION"}")" ]; then
    printf 'rnnkit: %s leads through a link or out of the submission, and links are never followed. %s\n' "$TARGET" \
      'The student has to put the files themselves in the place of the link; or correct submission-path.' >"$log"
    status=2
  fi
  TARGET=$real
fi
[ "$status" -ne 0 ] || "$kit/rnnkit" grade "$TARGET" "${options[@]}" >"$log" 2>&1 || status=$?
# The log may contain workflow commands from a student. Only those that show a message at a line are passed on, because
# they can't do anything else.
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
passed=false
[ "$status" -ne 0 ] || passed=true
jq -r --arg passed "$passed" '"score=\(.score)\nmax-score=\(.maxScore)\npassed=\($passed)"' "$report" >>"$GITHUB_OUTPUT"

case $RED_WHEN in
  never) ;;
  not-passed) exit "$status" ;;
  wrong)
    # Red if a step that was begun is wrong, or if the training failed after nine right steps.
    if [ "$status" -ne 0 ] && jq -e '[.steps[].status] | any(. == "failed" or . == "error") or all(. == "passed")' \
      "$report" >/dev/null; then
      exit 1
    fi
    ;;
esac
