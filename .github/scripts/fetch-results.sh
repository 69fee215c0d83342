#!/usr/bin/env bash
# Fetches the results of the class's last run, so that only what is new or has changed is graded.
#   fetch-results.sh ARTIFACT FOLDER
# Needs GH_TOKEN, a token that can read the repository's actions. Without earlier results, the whole class is graded.
set -euo pipefail
# shellcheck source=.github/scripts/log.sh
. "$(dirname "${BASH_SOURCE[0]}")/log.sh"

artifact=$1
folder=$2
archive=$RUNNER_TEMP/results.zip
artifacts=repos/$GITHUB_REPOSITORY/actions/artifacts

# A fork's workflow can make an artifact with the same name.
newest='[.artifacts[] | select((.expired | not) and .workflow_run.head_repository_id == .workflow_run.repository_id)]
  | max_by(.created_at) | .id // empty'
# By its number, so that it is this one artifact, and unpacked here, so that its files are in the folder itself.
if ! id=$(gh api --method GET "$artifacts" -f name="$artifact" -F per_page=100 | jq -r "$newest") \
  || { [ -n "$id" ] && ! { gh api "$artifacts/$id/zip" >"$archive" && unzip -q "$archive" -d "$folder"; }; }; then
  rm -rf "$folder"
  warning 'No earlier results' "The results of the last run could not be fetched, so the whole class is graded again. The job \
needs the permission actions: read."
fi
rm -f "$archive"
