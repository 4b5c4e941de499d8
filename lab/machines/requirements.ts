import type { Provided } from '../requirements';

/** What hosts and machines need: programs and files, with the Debian packages that contain them. */
export const MACHINES_NEED: Provided = {
  dnsmasq: 'dnsmasq-base',
  '/usr/lib/EXTLINUX/mbr.bin': 'extlinux',
  extlinux: 'extlinux',
  sfdisk: 'fdisk',
  mkisofs: 'genisoimage',
  ip: 'iproute2',
  iptables: 'iptables',
  virsh: 'libvirt-clients',
  libvirtd: 'libvirt-daemon',
  '/usr/lib/x86_64-linux-gnu/libvirt/connection-driver/libvirt_driver_qemu.so': 'libvirt-daemon-driver-qemu',
  // Creates the user that machines run as.
  '/var/lib/libvirt/images': 'libvirt-daemon-system',
  mmdebstrap: 'mmdebstrap',
  ssh: 'openssh-client',
  'qemu-system-x86_64': 'qemu-system-x86',
  'qemu-img': 'qemu-utils',
  '/usr/lib/syslinux/modules/bios/ldlinux.c32': 'syslinux-common',
  nsenter: 'util-linux',
  xsltproc: 'xsltproc',
};
