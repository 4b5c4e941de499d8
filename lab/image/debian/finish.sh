#!/usr/bin/env bash
# The last steps inside the machine's file system: finish.sh <its root>
set -euo pipefail
root=$1

# What would wake up by itself and keep an emulated processor busy.
chroot "$root" systemctl --quiet disable \
  apt-daily.timer apt-daily-upgrade.timer dpkg-db-backup.timer e2scrub_all.timer e2scrub_reap.service fstrim.timer
# Modules for what these machines do not have: pictures, firmware, volumes. Each is loaded for seconds of an emulated processor.
chroot "$root" systemctl --quiet mask \
  modprobe@drm.service modprobe@efi_pstore.service modprobe@fuse.service modprobe@dm_mod.service modprobe@loop.service
# netplan, which cloud-init writes for, leaves the network to it.
chroot "$root" systemctl --quiet enable systemd-networkd.service
# Each machine makes its own.
rm -f "$root"/etc/ssh/ssh_host_*
: >"$root/etc/machine-id"
