#!/bin/bash
# Moodle's VPL runs this for the button Run. It writes vpl_execution, which VPL runs next in a terminal: the board of all
# steps, with the messages, and without a grade.
cat >vpl_execution <<'END'
#!/bin/bash
kit=${RNNKIT_HOME:-/opt/rnn-kit}
export MAVEN_ARGS=-Dmaven.repo.local=$kit/libraries
report=$(mktemp -d)
options=(--no-training --format markdown --out "$report")
[ ! -f rnnkit-grading.yaml ] || options+=(--config rnnkit-grading.yaml)
"$kit/rnnkit" grade . "${options[@]}"
rm -rf "$report"
END
chmod +x vpl_execution
