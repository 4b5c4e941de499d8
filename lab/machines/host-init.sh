#!/usr/bin/env bash
# Process 1 of a host. `unshare` has put it into its own namespaces for processes, mounts, network, IPC and host name.
# Everything done here ends with it, because the kernel removes a namespace with its last process.
set -euo pipefail
folder=$1 name=$2

# If two starts happen at the same moment, the second one finds the host running.
exec 9>"$folder/lock"
flock --nonblock 9 || exit 0

hostname "$name"
# As after a real boot: records of running machines are no longer valid.
find "$folder/run" -mindepth 1 -delete
mount --make-rprivate /
mount --bind "$folder/run" /run
mount --bind "$folder/etc" /etc/libvirt
mount --bind "$folder/lib" /var/lib/libvirt
mount --bind "$folder/cache" /var/cache/libvirt
mount --bind "$folder/log" /var/log/libvirt
# The sysfs of this network namespace, in which libvirt sets up its bridges.
mount -t sysfs sysfs /sys
# There is no name server in here. A closed port answers at once; with any other address every query would time out.
[[ ! -e /etc/resolv.conf ]] || mount --bind "$folder/resolv.conf" /etc/resolv.conf
# If KVM exists but does not work, libvirt tries it again on every call, for eight seconds.
[[ ! -e /dev/kvm ]] || mount --bind "$folder/no-kvm" /dev/kvm
ip link set lo up

# As an init system does: restart each part whenever it ends. Bash reaps orphaned machines.
while true; do
  libvirtd || echo "libvirtd ended with code $?"
  sleep 1
done
