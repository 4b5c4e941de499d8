export { type ProxmoxNode, proxmoxNode, type ProxmoxNodeProps } from './node';
export { proxmox } from './proxmox';
export { type ProxmoxId, proxmoxIds } from './proxmox-ids';
