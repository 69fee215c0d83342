#!/usr/bin/env bash
# Builds the files of a release: the kit and a handout as archives, their checksums, and the notes.
#   release.sh FOLDER [TAG]
# With a tag, the kit's version and the newest entry of CHANGELOG.md must be the tag's.
set -euo pipefail
kit=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
# shellcheck source=.github/scripts/log.sh
. "$kit/.github/scripts/log.sh"

folder=$1
tag=${2:-}
version=$("$kit/rnnkit" --version)
version=${version##* }
newest=$(sed -n 's/^## \([0-9][^ ]*\).*/\1/p' "$kit/CHANGELOG.md" | head -n 1)
if [ -n "$tag" ] && [ "$tag" != "v$version" ]; then
  error 'Not released' "The tag is $tag, but pom.xml has the version $version. Change one of them, and tag again."
  exit 2
fi
if [ "$newest" != "$version" ]; then
  error 'Not released' "The newest entry of CHANGELOG.md is $newest, but pom.xml has the version $version."
  exit 2
fi

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
mkdir -p "$folder"
git -C "$kit" archive --format=zip --prefix="rnn-kit-$version/" -o "$scratch/kit.zip" HEAD
"$kit/rnnkit" handout "$scratch/handout"
git -C "$scratch/handout" archive --format=zip --prefix="rnn-kit-for-students-$version/" -o "$scratch/students.zip" HEAD

mv "$scratch/kit.zip" "$folder/rnn-kit-$version.zip"
mv "$scratch/students.zip" "$folder/rnn-kit-for-students-$version.zip"
(cd "$folder" && sha256sum ./*.zip | sed 's| \./| |' >SHA256SUMS)
# The entry of CHANGELOG.md without its heading.
sed -e "1,/^## $version/d" -e '/^## /,$d' "$kit/CHANGELOG.md" >"$folder/notes.md"
