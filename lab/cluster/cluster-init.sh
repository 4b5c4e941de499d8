#!/usr/bin/env bash
# Process 1 of the cluster. `unshare` has put it into its own namespaces for processes, mounts, network, IPC and host name.
# Everything done here ends with it, because the kernel removes a namespace with its last process. Only control groups stay;
# `down` removes them.
set -euo pipefail
folder=$1 name=$2 group=$3 bridge=$4 address=$5 services=$6
shift 6 # What is left are the parts.

# If two starts happen at the same moment, the second one finds the cluster running.
exec 9>"$folder/lock"
flock --nonblock 9 || exit 0

hostname "$name"
mount --make-rprivate /
# As after a real boot: records of running containers are no longer valid.
find "$folder/run" -mindepth 1 -delete
mkdir "$folder/run/cgroup"
mount --rbind /sys/fs/cgroup "$folder/run/cgroup"
# The sysfs of this network namespace.
mount -t sysfs sysfs /sys
mount --rbind "$folder/run/cgroup" /sys/fs/cgroup
umount --recursive "$folder/run/cgroup"
rmdir "$folder/run/cgroup"
mount --bind "$folder/run" /run
mount --bind "$folder/lib" /var/lib
mount --bind "$folder/log" /var/log
[[ ! -e /etc/resolv.conf ]] || mount --bind "$folder/etc/resolv.conf" /etc/resolv.conf
# Lets containers see volumes that are mounted later.
mount --make-rshared /

# The kubelet would set these for the whole machine if they differed, so show it the values that it wants.
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

# The parent of all containers' control groups.
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
# The rules for services redirect packets before they get there.
ip route add "$services" dev "$bridge"
sysctl --quiet net.ipv4.ip_forward=1 net.ipv4.conf.all.send_redirects=0 net.ipv4.conf.default.send_redirects=0
# Traffic that only passes the bridge belongs to the machines.
sysctl --quiet net.bridge.bridge-nf-call-iptables=0 || true

# As an init system does: restart each part whenever it ends. Bash reaps orphaned containers.
keep() {
  while true; do
    "$folder/etc/parts/$1" 9>&- || true
    echo "$1 ended"
    sleep 1
  done >>"$folder/log/parts/$1.log" 2>&1
}
for part; do keep "$part" & done
wait
