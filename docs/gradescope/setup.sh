#!/usr/bin/env bash
# Gradescope runs this once, as root, when it builds the autograder's image.
set -euo pipefail
source=${AUTOGRADER:-/autograder}/source

export DEBIAN_FRONTEND=noninteractive
apt-get update -qq
apt-get install -y -qq --no-install-recommends openjdk-17-jdk-headless maven bubblewrap fontconfig fonts-dejavu-core

# Builds the kit and fetches its libraries, so that grading needs no network. The log shows what isolation there is
# while the image is built; the machine that grades may differ, and every report says what it had.
"$source/kit/rnnkit" doctor || true
