#!/usr/bin/env bash
# Process 1 of a host: `unshare` has given it namespaces of its own for processes, mounts, network, IPC and host name.
# All that is done here ends with it, because the kernel takes a namespace away with its last process.
set -euo pipefail
folder=$1 name=$2

# Who comes second, after two starts at the same moment, finds the host running.
exec 9>"$folder/lock"
flock --nonblock 9 || exit 0

hostname "$name"
# As after a real start: what was said here of running machines is no longer true.
find "$folder/run" -mindepth 1 -delete
mount --make-rprivate /
mount --bind "$folder/run" /run
mount --bind "$folder/etc" /etc/libvirt
mount --bind "$folder/lib" /var/lib/libvirt
mount --bind "$folder/cache" /var/cache/libvirt
mount --bind "$folder/log" /var/log/libvirt
# The one of this network: libvirt sets its bridges up there.
mount -t sysfs sysfs /sys
# There is no name server in here. A closed port says so at once; any other address would let each question time out.
[[ ! -e /etc/resolv.conf ]] || mount --bind "$folder/resolv.conf" /etc/resolv.conf
# Where KVM is there but does not work, libvirt tries it again at every call, for eight seconds.
[[ ! -e /dev/kvm ]] || mount --bind "$folder/no-kvm" /dev/kvm
ip link set lo up

# As an init system would: started again whenever it ends. Bash reaps the machines that lost their parent.
while true; do
  libvirtd || echo "libvirtd ended with code $?"
  sleep 1
done
