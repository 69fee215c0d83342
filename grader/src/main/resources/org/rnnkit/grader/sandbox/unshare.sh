# Runs in new namespaces, as their root: builds a file system that has only what is named, then gives every right up.
# Arguments: ro PATH, rw PATH, link PATH TARGET, ... -- FOLDER COMMAND ...

# Where the new root is mounted: a folder that every Linux has and that nothing shown lies in.
root=/sys
# Where a user does not have the system's own programs on the path.
PATH=$PATH:/usr/sbin:/sbin

# A mount that came from outside keeps its flags, or it can't be changed.
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

mount -t tmpfs -o mode=755,nosuid,nodev rnnkit "$root"
while [ "$1" != -- ]; do
  case $1 in
    ro) show "$2"; read_only "$root$2" ;;
    rw) show "$2" ;;
    link) ln -s "$3" "$root$2"; shift ;;
  esac
  shift 2
done
folder=$2
shift 2

mkdir -p "$root/proc" "$root/dev" "$root/mnt"
for device in null zero full random urandom; do show "/dev/$device"; done
mount -t proc -o nosuid,nodev,noexec proc "$root/proc"
# No namespaces within these.
echo 0 >"$root/proc/sys/user/max_user_namespaces"
# The kernel's settings let root write to them, whatever it may do otherwise.
for part in sys sysrq-trigger irq bus; do
  [ ! -e "$root/proc/$part" ] || { mount --bind "$root/proc/$part" "$root/proc/$part"; read_only "$root/proc/$part"; }
done
read_only "$root"

cd "$root"
pivot_root . mnt
umount -l /mnt
cd "$folder"
# The shell's own, which it hands on: a place that is not there inside.
unset OLDPWD
# The shell stays: as the first process it takes leave of all that are left behind.
exec setpriv --no-new-privs --bounding-set -all --inh-caps -all /bin/sh -c '"$@"; exit $?' sh "$@"
