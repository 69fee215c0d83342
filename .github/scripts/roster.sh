#!/usr/bin/env bash
# Reads a class's roster and cuts it into batches, one for each job.
#   roster.sh ROSTER PER_JOB          checks the roster and prints the numbers of its batches as JSON: [1,2,3]
#   roster.sh ROSTER PER_JOB NUMBER   prints the lines of one batch: name,repository,ref
# Lines that pass these checks are safe as a folder's name, in an address and in a table.
set -euo pipefail
# shellcheck source=.github/scripts/log.sh
. "$(dirname "${BASH_SOURCE[0]}")/log.sh"

roster=$1
per_job=$2
wanted=${3:-}
max_jobs=256

refuse() {
  error 'Roster' "$1" >&2
  exit 2
}

[ -f "$roster" ] || refuse "There is no file $roster in this repository."
[[ $per_job =~ ^[1-9][0-9]{0,3}$ ]] || refuse "per-job is '$per_job': give a number from 1 to 9999."

declare -A seen=()
lines=()
problems=()
number=0
while IFS= read -r line || [ -n "$line" ]; do
  number=$((number + 1))
  line=${line%$'\r'}
  if [ "$number" -eq 1 ]; then
    line=${line#$'\xef\xbb\xbf'}
    [[ $line =~ ^name,repository(,ref)?$ ]] || refuse "$roster:1: the first line must be: name,repository,ref"
    continue
  fi
  [ -n "$line" ] || continue
  IFS=, read -r name repository ref more <<<"$line"
  if ! [[ $name =~ ^[A-Za-z0-9][A-Za-z0-9_-]{0,99}$ ]]; then
    problems+=("$roster:$number: a name has letters, digits, _ and - only (a student number, a GitHub name).")
  elif [[ ${name,,} =~ ^(con|prn|aux|nul|com[0-9]|lpt[0-9])$ ]]; then
    problems+=("$roster:$number: $name can't be the name of a folder on Windows. Choose another name.")
  elif [ "${name,,}" = feedback ]; then
    problems+=("$roster:$number: $name is a folder of the results. Choose another name.")
  elif [ -n "${seen[${name,,}]:-}" ]; then
    problems+=("$roster:$number: $name is on line ${seen[${name,,}]} already.")
  fi
  [ -z "$name" ] || seen[${name,,}]=$number
  [[ $repository =~ ^[A-Za-z0-9][A-Za-z0-9-]*/[A-Za-z0-9._-]+$ && ! $repository =~ /\.\.?$ ]] \
    || problems+=("$roster:$number: the repository must be owner/name.")
  [[ -z $ref || $ref =~ ^[A-Za-z0-9][A-Za-z0-9._/-]*$ ]] \
    || problems+=("$roster:$number: the ref must be a branch, a tag or a commit, or empty for the default branch.")
  [ -z "$more" ] || problems+=("$roster:$number: there are more than three fields.")
  lines+=("$name,$repository,$ref")
done <"$roster"

[ "${#problems[@]}" -eq 0 ] || refuse "$(printf '%s\n' "${problems[@]:0:20}")"
[ "${#lines[@]}" -gt 0 ] || refuse "$roster has no submission in it."
jobs=$(((${#lines[@]} + per_job - 1) / per_job))
if [ "$jobs" -gt "$max_jobs" ]; then
  refuse "${#lines[@]} submissions, $per_job a job, make $jobs jobs; GitHub starts $max_jobs at most. Set per-job to \
$(((${#lines[@]} + max_jobs - 1) / max_jobs)) or more."
fi

if [ -n "$wanted" ]; then
  printf '%s\n' "${lines[@]:(wanted - 1) * per_job:per_job}"
else
  printf '[%s]\n' "$(seq -s, 1 "$jobs")"
fi
