#!/usr/bin/env bash
# Builds an image for the lab's machines from Debian 12's packages alone, layer over layer:
#   build.sh <folder to leave machine.qcow2 in> <layer>... [-- <program>=<where it goes in the image>...]
# A layer is a folder with `packages`, with `finish.sh`, and maybe with `files` that are there before the packages come.
# Run in a mount namespace of its own, so that no mount or loop device outlives it, however it ends.
set -euo pipefail
here=$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")
cd "$1"
shift

hooks=()
packages=()
while [[ $# -gt 0 && $1 != -- ]]; do
  mapfile -t -O "${#packages[@]}" packages < <(grep -vE '^(#|$)' "$1/packages")
  [[ ! -d $1/files ]] || hooks+=(--essential-hook="cp -r '$1/files/.' \"\$1\"")
  hooks+=(--customize-hook="bash '$1/finish.sh' \"\$1\"")
  shift
done
for program in "${@:2}"; do
  hooks+=(--customize-hook="install -D --mode=755 '${program%%=*}' \"\$1${program#*=}\"")
done
. "$here/../debian-mirrors.sh"

echo "Debian's packages"
mmdebstrap --quiet --mode=root --variant=minbase --include="$(
  IFS=,
  echo "${packages[*]}"
)" \
  --dpkgopt='path-exclude=/usr/share/doc/*' --dpkgopt='path-exclude=/usr/share/man/*' \
  --dpkgopt='path-exclude=/usr/share/locale/*' \
  "${hooks[@]}" bookworm root "${mirrors[@]}"
mv root/boot/vmlinuz-* vmlinuz
mv root/boot/initrd.img-* initrd
mkdir root/boot/extlinux

echo 'the disk'
# One partition, after the first MiB; cloud-init grows it at a machine's first boot.
size=$(($(du --summarize --block-size=1M root | cut -f1) * 5 / 4 + 300))
truncate --size="${size}M" disk
echo 'start=2048, type=83, bootable' | sfdisk --quiet disk
# extlinux reads no file system with 64-bit block numbers.
mke2fs -q -t ext4 -O ^64bit -L machine -E offset=1048576 -d root disk "$((size - 2))M"
mkdir mnt
mount -o loop,offset=1048576 disk mnt
# Not by mke2fs, which leaves holes where a file has zeros: extlinux reads none.
cp --sparse=never vmlinuz initrd mnt/boot/
cp "$here/extlinux.conf" mnt/boot/extlinux/
extlinux --install mnt/boot/extlinux
umount mnt
dd if=/usr/lib/EXTLINUX/mbr.bin of=disk bs=440 count=1 conv=notrunc status=none

echo 'the image'
qemu-img convert -O qcow2 -c -o compression_type=zstd disk machine.qcow2
rm -rf root disk mnt vmlinuz initrd
