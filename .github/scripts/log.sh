# shellcheck shell=bash
# Functions for the other scripts, which write texts into a workflow's log safely.

# Shows a file that may quote a student's text: the runner takes no line of it as a command.
show() {
  local pause
  pause=$(od -An -N16 -tx1 /dev/urandom | tr -d ' \n')
  printf '::stop-commands::%s\n' "$pause"
  cat -- "$1"
  printf '\n::%s::\n' "$pause"
}

# Escapes any text, so that it can be the message of a workflow command.
message() {
  local text=$1
  text=${text//'%'/%25}
  text=${text//$'\r'/%0D}
  text=${text//$'\n'/%0A}
  printf '%s' "$text"
}

# Escapes any text, so that it can be a property of a workflow command.
property() {
  local text
  text=$(message "$1")
  text=${text//:/%3A}
  printf '%s' "${text//,/%2C}"
}

error() { printf '::error title=%s::%s\n' "$(property "$1")" "$(message "$2")"; }
warning() { printf '::warning title=%s::%s\n' "$(property "$1")" "$(message "$2")"; }

# Shows a file as an indented Markdown code block: such a block has no end mark that a text could use to leave it.
as_code() { tr -d '\r' <"$1" | sed 's/^/    /'; }
