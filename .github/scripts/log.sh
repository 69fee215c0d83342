# shellcheck shell=bash
# Sourced by the other scripts: what may be said in a workflow's log.

# Shows a file whose text may quote a student: no line of it is a command to the runner.
show() {
  local pause
  pause=$(od -An -N16 -tx1 /dev/urandom | tr -d ' \n')
  printf '::stop-commands::%s\n' "$pause"
  cat -- "$1"
  printf '\n::%s::\n' "$pause"
}

# A text as a command's message, whatever is in it.
message() {
  local text=$1
  text=${text//'%'/%25}
  text=${text//$'\r'/%0D}
  text=${text//$'\n'/%0A}
  printf '%s' "$text"
}

# A text as a command's property.
property() {
  local text
  text=$(message "$1")
  text=${text//:/%3A}
  printf '%s' "${text//,/%2C}"
}

error() { printf '::error title=%s::%s\n' "$(property "$1")" "$(message "$2")"; }
warning() { printf '::warning title=%s::%s\n' "$(property "$1")" "$(message "$2")"; }

# A file's text as Markdown that can't be anything but text: indented code has no end mark to break out with.
as_code() { tr -d '\r' <"$1" | sed 's/^/    /'; }
