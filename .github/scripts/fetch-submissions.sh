#!/usr/bin/env bash
# Fetches a batch of submissions (lines of name,repository,ref) as plain files, each into its own folder.
#   fetch-submissions.sh BATCH FOLDER
# Where that fails, FOLDER/.not-fetched/NAME has the reason: the score stays open, because that is no bad hand-in.
# CHECKOUT_TOKEN, if it is set, opens private repositories. No student's code runs here: git uses no hooks, filters,
# submodules or links.
set -euo pipefail
# shellcheck source=.github/scripts/log.sh
. "$(dirname "${BASH_SOURCE[0]}")/log.sh"

batch=$1
folder=$2
log=$RUNNER_TEMP/fetch.log
export LC_ALL=C GIT_TERMINAL_PROMPT=0 GIT_LFS_SKIP_SMUDGE=1 GIT_CONFIG_NOSYSTEM=1 GIT_CONFIG_GLOBAL=/dev/null
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

# Says why a fetch has failed, from its exit status and git's messages.
reason() {
  local status=$1 repository=$2 ref=$3
  if [ "$status" -eq 124 ]; then
    echo "the server did not send $repository within three minutes. Run the workflow again later."
  elif grep -qiE "couldn't find remote ref|not our ref|no such remote ref" "$log"; then
    if [ -n "$ref" ]; then
      echo "$repository has no branch, tag or commit $ref. Correct the ref in the roster, or ask the student to push it."
    else
      echo "$repository has no commit on its default branch yet. Ask the student to push the work."
    fi
  elif grep -qiE 'authentication failed|could not read (username|password)|returned error: 40[13]|permission denied' "$log"; then
    echo "the token may not read $repository. Give checkout-token the right to read the contents of this repository."
  elif grep -qiE 'not found|does not exist|not appear to be a git repository' "$log"; then
    echo "there is no repository $repository, or the token can't see it: GitHub's answer is the same. Check the name in the \
roster, then whether checkout-token may read it."
  else
    echo "git could not fetch $repository. The log of the step \"Fetch the submissions\" has its message. Run the workflow again."
  fi
}

while IFS=, read -r name repository ref; do
  status=0
  fetch "$folder/$name" "$repository" "$ref" >"$log" 2>&1 </dev/null || status=$?
  if [ "$status" -eq 0 ]; then
    rm -rf "${folder:?}/$name/.git"
  else
    rm -rf "${folder:?}/$name"
    mkdir -p "$folder/.not-fetched"
    why=$(reason "$status" "$repository" "$ref")
    printf '%s\n' "$why" >"$folder/.not-fetched/$name"
    warning "$name" "Not fetched, so the score stays open: $why"
    show "$log"
  fi
done <"$batch"
