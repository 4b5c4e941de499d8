#!/usr/bin/env bash
# Process 1 of the cluster: `unshare` has given it namespaces of its own for processes, mounts, network, IPC and host name.
# All that is done here ends with it, because the kernel takes a namespace away with its last process. Only control groups
# stay: whoever ends the cluster removes them.
set -euo pipefail
folder=$1 name=$2 group=$3 bridge=$4 address=$5 services=$6
shift 6 # What is left are the parts.

# Who comes second, after two starts at the same moment, finds the cluster running.
exec 9>"$folder/lock"
flock --nonblock 9 || exit 0

hostname "$name"
mount --make-rprivate /
# As after a real start: what was said here of running containers is no longer true.
find "$folder/run" -mindepth 1 -delete
mkdir "$folder/run/cgroup"
mount --rbind /sys/fs/cgroup "$folder/run/cgroup"
# The one of this network.
mount -t sysfs sysfs /sys
mount --rbind "$folder/run/cgroup" /sys/fs/cgroup
umount --recursive "$folder/run/cgroup"
rmdir "$folder/run/cgroup"
mount --bind "$folder/run" /run
mount --bind "$folder/lib" /var/lib
mount --bind "$folder/log" /var/log
[[ ! -e /etc/resolv.conf ]] || mount --bind "$folder/etc/resolv.conf" /etc/resolv.conf
# Volumes that are mounted later are seen by the containers that asked for them.
mount --make-rshared /

# The kubelet sets these for the whole machine, unless they are as it wants them: so it sees them that way.
while read -r setting value; do
  mkdir -p "$folder/run/proc/$(dirname "$setting")"
  echo "$value" >"$folder/run/proc/$setting"
  mount --bind "$folder/run/proc/$setting" "/proc/sys/$setting"
done <<'SETTINGS'
vm/overcommit_memory 1
vm/panic_on_oom 0
kernel/panic 10
kernel/panic_on_oops 1
kernel/keys/root_maxkeys 1000000
kernel/keys/root_maxbytes 25000000
SETTINGS

# Below this one are the control groups of all containers.
if [[ -e /sys/fs/cgroup/cgroup.controllers ]]; then
  for controller in cpuset cpu io memory pids; do
    echo "+$controller" >/sys/fs/cgroup/cgroup.subtree_control
  done
  mkdir -p "/sys/fs/cgroup/$group"
else
  for hierarchy in /sys/fs/cgroup/*/; do mkdir -p "$hierarchy$group"; done
fi

ip link set lo up
ip link add "$bridge" type bridge
ip address add "$address" dev "$bridge"
ip link set "$bridge" up
# The rules of services turn its packets round before they get there.
ip route add "$services" dev "$bridge"
sysctl --quiet net.ipv4.ip_forward=1 net.ipv4.conf.all.send_redirects=0 net.ipv4.conf.default.send_redirects=0
# What only passes the bridge is the machines' own matter.
sysctl --quiet net.bridge.bridge-nf-call-iptables=0 || true

# As an init system would: started again whenever it ends. Bash reaps the containers that lost their parent.
keep() {
  while true; do
    "$folder/etc/parts/$1" 9>&- || true
    echo "$1 ended"
    sleep 1
  done >>"$folder/log/parts/$1.log" 2>&1
}
for part; do keep "$part" & done
wait
