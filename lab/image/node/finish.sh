#!/usr/bin/env bash
# The last steps of a node inside the machine's file system: finish.sh <its root>
set -euo pipefail
root=$1

# Where Kubernetes looks for network plugins, unless told otherwise.
mkdir --parents "$root/opt/cni"
ln --symbolic /usr/lib/cni "$root/opt/cni/bin"
# Pods get its copy, and start only if there is one. That of the machine that builds the image is of no use to them.
rm --force "$root/etc/resolv.conf"
touch "$root/etc/resolv.conf"
