#!/usr/bin/env bash
# Checks the list of a class's repositories and prints its lines: name,repository,ref.
#   repositories.sh FILE
# A line that passes these checks is safe as a folder's name and in an address.
set -euo pipefail
# shellcheck source=.github/scripts/log.sh
. "$(dirname "${BASH_SOURCE[0]}")/log.sh"
export LC_ALL=C # counts the bytes of a name

list=$1

refuse() {
  error 'List of repositories' "$1" >&2
  exit 2
}

[ -f "$list" ] || refuse "There is no file $list in this repository."

declare -A seen=()
lines=()
problems=()
number=0
while IFS= read -r line || [ -n "$line" ]; do
  number=$((number + 1))
  line=${line%$'\r'}
  if [ "$number" -eq 1 ]; then
    line=${line#$'\xef\xbb\xbf'}
    [[ $line =~ ^name,repository(,ref)?$ ]] || refuse "$list:1: the first line must be: name,repository,ref"
    continue
  fi
  [ -n "$line" ] || continue
  IFS=, read -r name repository ref more <<<"$line"
  if [[ ! $name =~ ^[^[:cntrl:]/\\\"]{1,200}$ || $name =~ ^[.[:space:]-] || $name =~ [[:space:]]$ ]]; then
    problems+=("$list:$number: a name can't be empty, begin with a dot or -, or have a slash, a quote or a space at an end.")
  elif [ -n "${seen[${name,,}]:-}" ]; then
    problems+=("$list:$number: $name is on line ${seen[${name,,}]} already.")
  fi
  [ -z "$name" ] || seen[${name,,}]=$number
  [[ $repository =~ ^[A-Za-z0-9][A-Za-z0-9_-]*/[A-Za-z0-9._-]+$ && ! $repository =~ /\.\.?$ ]] \
    || problems+=("$list:$number: the repository must be owner/name.")
  [[ -z $ref || $ref =~ ^[A-Za-z0-9][A-Za-z0-9._/-]*$ ]] \
    || problems+=("$list:$number: the ref must be a branch, a tag or a commit, or empty for the default branch.")
  [ -z "$more" ] || problems+=("$list:$number: there are more than three fields.")
  lines+=("$name,$repository,$ref")
done <"$list"

[ "${#problems[@]}" -eq 0 ] || refuse "$(printf '%s\n' "${problems[@]:0:20}")"
[ "${#lines[@]}" -gt 0 ] || refuse "$list has no submission in it."
printf '%s\n' "${lines[@]}"
