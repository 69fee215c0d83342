#!/usr/bin/env bash
# Gradescope runs this once, as root, when it builds the autograder's image (Ubuntu 22.04 or newer; 24.04 for a sandbox).
set -euo pipefail
kit=${AUTOGRADER:-/autograder}/source/kit

export DEBIAN_FRONTEND=noninteractive
apt-get update -qq
apt-get install -y -qq --no-install-recommends openjdk-17-jdk-headless maven bubblewrap

# Ubuntu's Maven is too old for the kit, but it can fetch a newer one.
mvn -B -q org.apache.maven.plugins:maven-dependency-plugin:3.10.0:unpack \
  -Dartifact=org.apache.maven:apache-maven:3.9.11:zip:bin -DoutputDirectory=/opt/maven
chmod +x /opt/maven/apache-maven-3.9.11/bin/mvn
ln -sf /opt/maven/apache-maven-3.9.11/bin/mvn /usr/local/bin/mvn

# Builds the kit, if its sources are there, and fetches its libraries, so that grading needs no network.
"$kit/rnnkit" --version

# Writes into the log whether a sandbox works while the image is built. The machine that grades may differ; every report
# says which sandbox it had.
"$kit/rnnkit" doctor || true
