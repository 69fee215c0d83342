#!/usr/bin/env bash
# Installs bubblewrap and allows ordinary users to make namespaces, which Ubuntu 24.04 forbids by default.
set -euo pipefail

as_root() { if [ "$(id -u)" -eq 0 ]; then "$@"; else sudo "$@"; fi; }

if ! command -v bwrap >/dev/null; then
  as_root apt-get update -qq
  as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends bubblewrap
fi

switch=/proc/sys/kernel/apparmor_restrict_unprivileged_userns
if [ -e "$switch" ] && [ "$(cat "$switch")" != 0 ]; then
  # In a container this setting may be read-only; the doctor then says what that means.
  as_root sysctl -q -w kernel.apparmor_restrict_unprivileged_userns=0 || true
fi
