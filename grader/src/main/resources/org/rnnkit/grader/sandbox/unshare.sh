# Runs in new namespaces as their root user. Builds a file system with the named files only, then drops all capabilities.
# Arguments: filter FILE, ro PATH, rw PATH, link PATH TARGET, memory PATH MEGABYTES, ... -- FOLDER COMMAND ...

# The folder to mount the new root file system on. It exists on every Linux system, and no named file is inside it.
root=/sys
# On some systems a user's path does not have the programs that are needed here.
PATH=$PATH:/usr/sbin:/sbin

# A mount from outside the namespace can only be remounted with all the flags that it has.
read_only() {
  mount -o remount,bind,ro "$1" 2>/dev/null \
    || mount -o remount,bind,ro,nosuid,nodev "$1" 2>/dev/null \
    || mount -o remount,bind,ro,nosuid,nodev,noexec "$1"
}

show() {
  if [ -d "$1" ]; then
    [ -d "$root$1" ] || mkdir -p "$root$1"
  else
    [ -d "$root${1%/*}" ] || mkdir -p "$root${1%/*}"
    [ -e "$root$1" ] || : >"$root$1"
  fi
  mount --bind "$1" "$root$1"
}

filter=
mount -t tmpfs -o mode=755,nosuid,nodev rnnkit "$root"
while [ "$1" != -- ]; do
  case $1 in
    ro) show "$2"; read_only "$root$2" ;;
    rw) show "$2" ;;
    link) ln -s "$3" "$root$2"; shift ;;
    # The number of files is limited, too, because an empty file takes memory that nobody counts.
    memory)
      mkdir -p "$root$2"
      mount -t tmpfs -o "size=${3}m,nr_inodes=32768,mode=700,nosuid,nodev" rnnkit "$root$2"
      shift ;;
    # The file is not shown inside; it stays open as number 9.
    filter) exec 9<"$2"; filter=--seccomp-filter=/proc/self/fd/9 ;;
  esac
  shift 2
done
folder=$2
shift 2

mkdir -p "$root/proc" "$root/dev" "$root/mnt"
for device in null zero full random urandom; do show "/dev/$device"; done
mount -t proc -o nosuid,nodev,noexec proc "$root/proc"
# Programs in the sandbox can't make further namespaces.
echo 0 >"$root/proc/sys/user/max_user_namespaces"
# Root may write to the kernel's settings in /proc/sys even without any capability.
for part in sys sysrq-trigger irq bus; do
  [ ! -e "$root/proc/$part" ] || { mount --bind "$root/proc/$part" "$root/proc/$part"; read_only "$root/proc/$part"; }
done
read_only "$root"

cd "$root"
pivot_root . mnt
umount -l /mnt
cd "$folder"
# The shell has set OLDPWD to a folder that does not exist inside.
unset OLDPWD
# The shell does not replace itself: as process 1 it has to collect all processes that are left over.
# shellcheck disable=SC2086 # without a filter there is no such argument
exec setpriv --no-new-privs --bounding-set -all --inh-caps -all $filter /bin/sh -c 'exec 9<&-; "$@"; exit $?' sh "$@"
