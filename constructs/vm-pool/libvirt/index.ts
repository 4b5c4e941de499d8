export { libvirt } from './libvirt';
export { type LibvirtAttachment, libvirtNetwork } from './network';
