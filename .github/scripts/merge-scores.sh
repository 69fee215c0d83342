#!/usr/bin/env bash
# Merges the results of a class's batches into one table, one page and a table in the job's summary.
#   merge-scores.sh BATCHES COUNT OUT ROSTER PER_JOB
# With the variable GRADEBOOK, the platform's list of the students, it also writes this list with grades and each student's
# page; COLUMN and CONFIG are as for grade-all.
# BATCHES holds a folder batch-N for each batch, with the results of grade-all: class.json and a folder for each submission.
set -euo pipefail
kit=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
scripts=$kit/.github/scripts
# shellcheck source=.github/scripts/log.sh
. "$scripts/log.sh"

batches=$1
count=$2
out=$3
kits=$(find "$batches" -name report.json -exec jq -r '.grading.kit.hash? // empty' {} \; 2>/dev/null | sort -u || true)
if [ "$(wc -l <<<"$kits")" -gt 1 ]; then
  error 'Different kits' "Not merged, because not all were graded with the same kit: $(paste -sd ' ' <<<"$kits"). Start the \
workflow again."
  exit 2
fi
mkdir -p "$out"
missing=()
folders=()
names=$out/names.part
table=$out/table.part
texts=$out/texts.part
: >"$names"
: >"$table"
: >"$texts"

for ((batch = 1; batch <= count; batch++)); do
  folder=$batches/batch-$batch
  folders+=("$folder")
  [ -f "$folder/class.json" ] || missing+=("$batch")
  # The names come from the roster, so they are known even if nothing is left of a batch.
  while IFS=, read -r name _; do
    printf '%s\n' "$name" >>"$names"
    [ ! -d "$folder/$name" ] || cp -R "$folder/$name" "$out/"
    # The perplexity of a proof's few epochs can't be compared with a full training's, so only its verdict is shown.
    if ! jq -r --arg name "$name" 'def perplexity: .perplexity? | if type == "number" then . * 1000 | round / 1000 else "" end;
        "| \($name) | \(.score | numbers) | \(.maxScore | numbers) | "
        + "\([.steps[] | select(.status == "passed")] | length) of \(.steps | length) | "
        + "\(.training | if .proof? == null then perplexity
          else "proof \(if .proof.passed then "passed" else "failed" end)" end) |"' \
      "$folder/$name/report.json" 2>/dev/null; then
      printf '| %s | no score | | | |\n' "$name"
    fi
    jq -c '.training.text? // empty' "$folder/$name/report.json" 2>/dev/null >>"$texts" || true
  done < <("$scripts/roster.sh" "$4" "$5" "$batch") >>"$table"
done

{
  printf '## Scores\n\n| name | score | of | steps passed | perplexity |\n|---|--:|--:|--:|--:|\n'
  cat "$table"
  printf '\n'
  [ "${#missing[@]}" -eq 0 ] || printf '**Not complete:** no scores from batch %s.\n' "${missing[*]}"
} >>"$GITHUB_STEP_SUMMARY"
# If the text could be downloaded in one job and not in another, their perplexities can't be compared.
if [ "$(sort -u "$texts" | wc -l)" -gt 1 ]; then
  warning 'Different texts' "Not all were trained on the same text: $(sort -u "$texts" | paste -sd ' '). Grade again before \
you compare perplexities."
fi

options=()
[ -z "${GRADEBOOK:-}" ] || options+=(--gradebook "$GRADEBOOK")
[ -z "${GRADEBOOK:-}" ] || [ -z "${COLUMN:-}" ] || options+=(--column "$COLUMN")
[ -z "${GRADEBOOK:-}" ] || [ -z "${CONFIG:-}" ] || options+=(--config "$CONFIG")
log=$RUNNER_TEMP/merge.log
status=0
"$kit/rnnkit" merge-classes --roster "$names" --out "$out" "${options[@]}" "${folders[@]}" >"$log" 2>&1 || status=$?
rm "$names" "$table" "$texts"
if [ "$status" -eq 1 ]; then
  warning 'No gradebook' "The time of a hand-in is not known. The class page has the lines that settle it."
elif [ "$status" -ne 0 ]; then
  show "$log"
  error 'The batches are not merged' "The log of this step has the reason; the reports are in the artifact. Re-run the failed jobs."
  exit "$status"
fi
if [ "${#missing[@]}" -gt 0 ]; then
  error 'The scores are not complete' "There are no scores from batch ${missing[*]}. Re-run the failed jobs."
  exit 3
fi
