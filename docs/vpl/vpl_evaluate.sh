#!/bin/bash
# Moodle's VPL runs this for an evaluation. It writes vpl_execution, which VPL runs next and whose output it reads.
# The kit must be on the execution server, built, and readable for everybody; RNNKIT_HOME names its folder. Maven's libraries
# are in its folder libraries/, because the home of the user who has built it is closed to others.
cat >vpl_execution <<'END'
#!/bin/bash
# shellcheck source=/dev/null
[ ! -f vpl_environment.sh ] || . ./vpl_environment.sh
kit=${RNNKIT_HOME:-/opt/rnn-kit}
export MAVEN_ARGS=-Dmaven.repo.local=$kit/libraries
report=$(mktemp -d)
log=$report/log.txt

options=(--no-training --format vpl --out "$report/out")
[ ! -f rnnkit-grading.yaml ] || options+=(--config rnnkit-grading.yaml)
# VPL ends the evaluation without a grade after its own limit, so the steps get a minute less.
minutes=$((${VPL_MAXTIME:-300} / 60 - 1))
[ "$minutes" -lt 1 ] || options+=(--steps-limit "$minutes")

"$kit/rnnkit" grade . "${options[@]}" >"$log" 2>&1
status=$?
if [ -f "$report/out/vpl.txt" ]; then
  cat "$report/out/vpl.txt"
else
  # Without a grade, Moodle shows that the submission is not graded. Each line of the log is a comment, never a grade.
  echo "Comment :=>> Not graded (exit status $status)."
  [ "$status" -eq 2 ] || echo "Comment :=>> This says nothing about your code. Tell your instructor."
  grep '^rnnkit: ' "$log" | tail -n 5 | tr -d '\r' | sed 's/^/Comment :=>> /'
fi
rm -rf "$report"
END
chmod +x vpl_execution
