import { type Finding, problem } from '../../../core/findings';

/** Which node of a Proxmox VE cluster, and its storage. */
export interface ProxmoxNodeProps {
  /** The node's name in its cluster, e.g. `pve1`. */
  readonly node: string;
  /** The storage for disks, with the content type `images`, e.g. `local-lvm`. */
  readonly datastore: string;
  /**
   * The storage for image files and cloud-init snippets, with the content types `import` and `snippets`, which Proxmox VE
   * does not enable by itself.
   * @default 'local'
   */
  readonly fileDatastore?: string;
  /** The processor that machines see: `host`, or a model that all nodes of a mixed cluster have. @default 'x86-64-v2-AES' */
  readonly cpuType?: string;
  /**
   * Whether the images run qemu-guest-agent. With it backups are consistent. If it runs and this is false, nothing breaks; if this is
   * true and it does not run, every shutdown and reboot of a machine waits for the agent until its time limit.
   *
   * @default false
   * @see https://pve.proxmox.com/wiki/Qemu-guest-agent
   */
  readonly guestAgent?: boolean;
}

/** A node of a Proxmox VE cluster, as what machines run on. */
export type ProxmoxNode = Readonly<Required<ProxmoxNodeProps>> & { readonly kind: 'proxmox' };

/**
 * A node of a Proxmox VE cluster, by the provider bpg/proxmox.
 *
 * @see https://registry.terraform.io/providers/bpg/proxmox/latest/docs
 * @example
 * new MachineNetwork(this, 'lan', {
 *   identity: 'shop/prod',
 *   spec: bridged({ bridge: 'vmbr0', cidr: '10.20.0.0/24', gateway: '10.20.0.1', dns: ['10.20.0.1'] }),
 *   hypervisor: proxmoxNode({ node: 'pve1', datastore: 'local-lvm' }),
 * });
 */
export function proxmoxNode(props: ProxmoxNodeProps): ProxmoxNode {
  return {
    kind: 'proxmox',
    node: props.node,
    datastore: props.datastore,
    fileDatastore: props.fileDatastore ?? 'local',
    cpuType: props.cpuType ?? 'x86-64-v2-AES',
    guestAgent: props.guestAgent ?? false,
  };
}

const NODE = /^[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?$/;
const DATASTORE = /^[A-Za-z][A-Za-z0-9._-]*[A-Za-z0-9]$/;
const STORAGE = [
  'the ID of a storage',
  'Give it as Datacenter > Storage lists it, such as local-lvm.',
] as const;
const CPU_TYPE = /^[A-Za-z0-9][A-Za-z0-9._-]*$/;

/** The problems of a node's description. */
export function checkNode(node: ProxmoxNode, path: string): readonly Finding[] {
  return [
    ...form(NODE, node.node, `${path}.node`, 'the name of a node', 'Give it as the cluster lists it: pve1.'),
    ...form(DATASTORE, node.datastore, `${path}.datastore`, ...STORAGE),
    ...form(DATASTORE, node.fileDatastore, `${path}.fileDatastore`, ...STORAGE),
    ...form(
      CPU_TYPE,
      node.cpuType,
      `${path}.cpuType`,
      'a processor type that Proxmox VE knows',
      'Give host, x86-64-v2-AES or another one from the list in the web interface.',
    ),
  ];
}

function form(
  pattern: RegExp,
  value: string,
  path: string,
  what: string,
  advice: string,
): readonly Finding[] {
  if (pattern.test(value)) return [];
  return [
    problem({
      rule: 'vm-pool/proxmox-node',
      path,
      message: `must be ${what}`,
      value: JSON.stringify(value),
      advice,
    }),
  ];
}
