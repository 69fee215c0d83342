#!/usr/bin/env bash
# Fetches a batch of submissions (lines of name,repository,ref) as plain files, each into its own folder.
#   fetch-submissions.sh BATCH FOLDER [DEADLINES]
# Without a ref, the last submit/* tag is fetched, or else the last push to the default branch. DEADLINES has lines of
# name,time: what came until then goes before what came later.
# Where that fails, FOLDER/.not-fetched/NAME has the reason. The score then stays open, because that is no bad hand-in. A
# reason that begins with "refused: " is about the repository itself: its author has to hand in again.
# FOLDER/.times has a line name,time,source,commit for each submission. The source is "push" if GitHub says when it received
# the commit, else "commit": then the time is the one that the student's computer wrote.
# CHECKOUT_TOKEN, if it is set, opens private repositories. No student's code runs here: git uses no hooks, filters,
# submodules or links.
set -euo pipefail
# shellcheck source=.github/scripts/log.sh
. "$(dirname "${BASH_SOURCE[0]}")/log.sh"

batch=$1
folder=$2
deadlines=${3:-/dev/null}
log=$RUNNER_TEMP/fetch.log
export LC_ALL=C GIT_TERMINAL_PROMPT=0 GIT_LFS_SKIP_SMUDGE=1 GIT_CONFIG_NOSYSTEM=1 GIT_CONFIG_GLOBAL=/dev/null
export GIT_ALLOW_PROTOCOL=${GIT_ALLOW_PROTOCOL:-https}

options=(-c core.symlinks=false -c core.hooksPath=/dev/null)
if [ -n "${CHECKOUT_TOKEN:-}" ]; then
  # Only for this server. The token is read from the environment: an argument would show in the list of processes.
  answer="echo username=x-access-token; echo \"password=\$CHECKOUT_TOKEN\""
  options+=(-c "credential.$GITHUB_SERVER_URL.helper=!f() { $answer; }; f")
fi

# Far more than a clone of the kit has. A checkout writes equal folders and files as often as the tree names them: a
# repository of 200 kB can have more files than any disk.
max_files=20000
max_megabytes=200
max_path=2000
max_memory=2000000 # in kB
references=$RUNNER_TEMP/references
pushes=$RUNNER_TEMP/pushes

# Writes what GitHub knows of a repository: its references, and when it received which commit.
look_up() (
  : >"$pushes"
  ulimit -f 20480
  timeout -k 5 180 git "${options[@]}" ls-remote --symref "$GITHUB_SERVER_URL/$1" HEAD 'refs/tags/submit/*' >"$references" \
    || return
  # shellcheck disable=SC2016 # not the shell's, but those of jq
  GH_TOKEN=${CHECKOUT_TOKEN:-} timeout -k 5 180 gh api --paginate "repos/$1/activity?per_page=100" \
    --jq '.[] | [.after, .timestamp, .ref, .activity_type] | @tsv' >"$pushes" || : >"$pushes"
)

# Chooses what counts, and prints its commit and its time: of what came until a deadline the last, or else the last.
choose() {
  awk -F '\t' -v limit="$1" '
    function consider(commit, time) {
      early = limit == "" || time <= limit
      if (best == "" || early > best_early || early == best_early && time > best_time) {
        best = commit; best_time = time; best_early = early
      }
    }
    # The name of a tag has a time, such as submit/2026-06-01T14-32-05Z-a1b2c3d, which is the word of the student.
    function named(tag) {
      return substr(tag, 18, 13) ":" substr(tag, 32, 2) ":" substr(tag, 35, 3)
    }
    FILENAME == ARGV[1] {
      if (!($1 in received) || $2 < received[$1]) received[$1] = $2
      commit[++count] = $1; time[count] = $2; branch[count] = $3; creates[count] = $4 == "branch_creation"
      next
    }
    $1 ~ /^ref: / { main = substr($1, 6); next }
    # An annotated tag has a second line, with the commit.
    $2 ~ /^refs\/tags\/submit\// { name = $2; sub(/\^\{\}$/, "", name); tag[name] = $1 }
    END {
      for (name in tag) consider(tag[name], tag[name] in received ? received[tag[name]] : named(name))
      # What a repository began with, such as the template, counts only if nothing else was pushed.
      for (begin = 0; begin <= 1 && best == ""; begin++)
        for (i = 1; i <= count; i++) if (branch[i] == main && creates[i] == begin) consider(commit[i], time[i])
      print best
    }' "$pushes" "$references"
}

fetch() (
  ulimit -f $((max_megabytes * 1024)) -v "$max_memory"
  git init -q "$1"
  # Goes before the repository's own .gitattributes, with which a checkout writes many times as many bytes as were counted.
  mkdir -p "$1/.git/info"
  echo '* -text -ident !eol !filter !working-tree-encoding' >"$1/.git/info/attributes"
  timeout -k 5 180 git -C "$1" "${options[@]}" fetch -q --depth 1 --no-tags "$GITHUB_SERVER_URL/$2" "${3:-HEAD}" || exit
  fits "$1" || exit
  timeout -k 5 180 git -C "$1" "${options[@]}" checkout -q --detach FETCH_HEAD
)

# Counts the folders, files and bytes of a tree without writing them, and ends early if there are too many.
fits() {
  timeout -k 5 60 git -C "$1" -c core.quotePath=false ls-tree -r -t -l FETCH_HEAD | awk -F '\t' -v files="$max_files" \
    -v bytes="$((max_megabytes * 1000000))" -v path="$max_path" '
      function refuse(why) { print "refused: " why; exit 1 }
      { split($1, entry, " +"); size += entry[4] }
      NR > files { refuse("files") }
      size > bytes { refuse("bytes") }
      length($2) > path { refuse("names") }
      { parts = split($2, part, "/"); if (length(part[parts]) > 255) refuse("names") }'
}

# Says why a fetch has failed, from its exit status and git's messages.
reason() {
  local status=$1 repository=$2 ref=$3
  local again="Remove the files that the build has made (target/, runs/) from the repository, and hand it in again."
  if grep -qE '^refused: names|^error: invalid path' "$log"; then
    echo "refused: Your repository has a name that no file can have, of more than 255 bytes, or a path of more than $max_path bytes. \
Rename it, and hand it in again."
  elif grep -q '^refused: files' "$log"; then
    echo "refused: Your repository has more than $max_files files and folders. $again"
  elif grep -qE '^refused: bytes|^error: .*died of signal 25|^fatal: Out of memory' "$log"; then
    echo "refused: Your repository has more than $max_megabytes MB, packed or unpacked. $again"
  elif grep -qE '^fatal: (not a tree object|Cannot switch branch to a non-commit)' "$log"; then
    echo "refused: ${ref:-The last submit tag} of your repository is a tag that leads to no commit. Tag a commit, and hand it in again."
  elif [ "$status" -eq 124 ]; then
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

# Prints when GitHub received a commit, or else the time of the commit itself; then the source, and the commit.
time_of() {
  local commit received
  commit=$(git -C "$1" rev-parse HEAD)
  received=$(awk -F '\t' -v commit="$commit" '$1 == commit { print $2 }' "$pushes" | sort | head -n 1)
  if [ -n "$received" ]; then
    printf '%s,push,%s' "$received" "$commit"
  else
    printf '%s,commit,%s' "$(git -C "$1" log -1 --format=%cI)" "$commit"
  fi
}

while IFS=, read -r name repository ref; do
  status=0
  look_up "$repository" >"$log" 2>&1 </dev/null || status=$?
  if [ "$status" -eq 0 ]; then
    chosen=${ref:-$(choose "$(awk -F , -v name="$name" '$1 == name { print $2 }' "$deadlines")")}
    fetch "$folder/$name" "$repository" "$chosen" >>"$log" 2>&1 </dev/null || status=$?
  fi
  if [ "$status" -eq 0 ]; then
    printf '%s,%s\n' "$name" "$(time_of "$folder/$name")" >>"$folder/.times"
    rm -rf "${folder:?}/$name/.git"
  else
    rm -rf "${folder:?}/$name"
    mkdir -p "$folder/.not-fetched"
    why=$(reason "$status" "$repository" "$ref")
    printf '%s\n' "$why" >"$folder/.not-fetched/$name"
    case $why in
      refused:*) warning "$name" "Not taken: ${why#refused: }" ;;
      *) warning "$name" "Not fetched, so the score stays open: $why" ;;
    esac
    show "$log"
  fi
done <"$batch"
