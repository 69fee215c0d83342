#!/usr/bin/env bash
# Fetches a batch of submissions (lines of name,repository,ref) as plain files, each into its own folder.
#   fetch-submissions.sh BATCH FOLDER
# CHECKOUT_TOKEN, if it is set, opens private repositories. No student's code runs here: git uses no hooks, filters,
# submodules or links.
set -euo pipefail
# shellcheck source=.github/scripts/log.sh
. "$(dirname "${BASH_SOURCE[0]}")/log.sh"

batch=$1
folder=$2
log=$RUNNER_TEMP/fetch.log
export GIT_TERMINAL_PROMPT=0 GIT_LFS_SKIP_SMUDGE=1 GIT_CONFIG_NOSYSTEM=1 GIT_CONFIG_GLOBAL=/dev/null
export GIT_ALLOW_PROTOCOL=${GIT_ALLOW_PROTOCOL:-https}

options=(-c core.symlinks=false -c core.hooksPath=/dev/null)
if [ -n "${CHECKOUT_TOKEN:-}" ]; then
  # Only for this server. The token is read from the environment: an argument would show in the list of processes.
  answer="echo username=x-access-token; echo \"password=\$CHECKOUT_TOKEN\""
  options+=(-c "credential.$GITHUB_SERVER_URL.helper=!f() { $answer; }; f")
fi

fetch() {
  git init -q "$1" \
    && timeout 180 git -C "$1" "${options[@]}" fetch -q --depth 1 --no-tags "$GITHUB_SERVER_URL/$2" "${3:-HEAD}" \
    && git -C "$1" "${options[@]}" checkout -q --detach FETCH_HEAD
}

while IFS=, read -r name repository ref; do
  if fetch "$folder/$name" "$repository" "$ref" >"$log" 2>&1 </dev/null; then
    rm -rf "${folder:?}/$name/.git"
  else
    # With an empty folder, the class's table has a line for this submission, without a score.
    rm -rf "${folder:?}/$name"
    mkdir -p "$folder/$name"
    warning "$name" "$repository ${ref:-(default branch)} could not be fetched: no score. \
Is the name right, and may the token read it?"
    show "$log"
  fi
done <"$batch"
