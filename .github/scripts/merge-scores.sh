#!/usr/bin/env bash
# Joins the results of a class's batches into one scores.csv and a table in the job's summary.
#   merge-scores.sh BATCHES COUNT OUT
# BATCHES holds a folder batch-N for each batch, with batch.csv (the submissions in it), scores.csv and NAME/report.json.
set -euo pipefail
# shellcheck source=.github/scripts/log.sh
. "$(dirname "${BASH_SOURCE[0]}")/log.sh"

batches=$1
count=$2
out=$3
mkdir -p "$out"
missing=()
first_line=1
table=$out/table.part
texts=$out/texts.part
scores=$out/scores.csv.part
: >"$table"
: >"$texts"
: >"$scores"

for ((batch = 1; batch <= count; batch++)); do
  folder=$batches/batch-$batch
  if [ ! -f "$folder/batch.csv" ]; then
    missing+=("$batch")
    continue
  fi
  if [ -f "$folder/scores.csv" ]; then
    tail -n "+$first_line" "$folder/scores.csv" >>"$scores"
    first_line=2 # only the first file's heading is kept
  else
    missing+=("$batch")
  fi
  while IFS=, read -r name _; do
    # A small model's perplexity can't be compared with a full training's, so the prediction stands before it.
    if ! jq -r --arg name "$name" 'def perplexity: .perplexity? | if type == "number" then . * 1000 | round / 1000 else "" end;
        "| \($name) | \(.score | numbers) | \(.maxScore | numbers) | "
        + "\([.steps[] | select(.status == "passed")] | length) of \(.steps | length) | "
        + "\(.training | if .prediction? == null then perplexity
          else "predicted to \(if .prediction.passes then "pass" else "fail" end) (small model \(perplexity))" end) |"' \
      "$folder/$name/report.json" 2>/dev/null; then
      printf '| %s | no score | | | |\n' "$name"
    fi
    jq -c '.training.text? // empty' "$folder/$name/report.json" 2>/dev/null >>"$texts" || true
  done <"$folder/batch.csv" >>"$table"
done

{
  printf '## Scores\n\n| name | score | of | steps passed | perplexity |\n|---|--:|--:|--:|--:|\n'
  sort -f "$table"
  printf '\n'
  [ "${#missing[@]}" -eq 0 ] || printf '**Not complete:** no scores from batch %s.\n' "${missing[*]}"
} >>"$GITHUB_STEP_SUMMARY"
# If the text could be downloaded in one job and not in another, their perplexities can't be compared.
if [ "$(sort -u "$texts" | wc -l)" -gt 1 ]; then
  warning 'Different texts' "Not all were trained on the same text: $(sort -u "$texts" | paste -sd ' '). Grade again before \
you compare perplexities."
fi
rm "$table" "$texts"
mv "$scores" "$out/scores.csv"

if [ "${#missing[@]}" -gt 0 ]; then
  error 'The scores are not complete' "There are no scores from batch ${missing[*]}. Re-run the failed jobs."
  exit 3
fi
