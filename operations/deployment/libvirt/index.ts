export { libvirt } from './libvirt';
