export { libvirt, libvirtHost, type LibvirtHost } from './libvirt';
