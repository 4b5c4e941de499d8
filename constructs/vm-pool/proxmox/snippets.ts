import type { Construct } from 'constructs';
import { VirtualEnvironmentFile } from '../../providers/proxmox/virtual-environment-file';
import { claimAddress, literal } from '../../terraform';
import type { BootData, MachineSpec } from '../machines';
import type { ProxmoxNode } from './node';

const SNIPPETS = {
  userData: 'user-data',
  metaData: 'meta-data',
  networkConfig: 'network-config',
} as const satisfies Record<keyof BootData, string>;

/** What cloud-init reads, as files on the node. The provider uploads them by SSH: the API has no call for it. */
export function snippets(
  scope: Construct,
  machine: MachineSpec,
  node: ProxmoxNode,
): Record<keyof BootData, VirtualEnvironmentFile> {
  const make = (part: keyof BootData): VirtualEnvironmentFile => snippet(scope, machine, part, node);
  return {
    userData: make('userData'),
    metaData: make('metaData'),
    networkConfig: make('networkConfig'),
  };
}

function snippet(
  scope: Construct,
  { slot, address, boot }: MachineSpec,
  part: keyof BootData,
  { node, fileDatastore }: ProxmoxNode,
): VirtualEnvironmentFile {
  const name = SNIPPETS[part];
  const file = new VirtualEnvironmentFile(scope, name, {
    nodeName: node,
    datastoreId: fileDatastore,
    contentType: 'snippets',
    sourceRaw: { fileName: `${slot.name}-${name}.yaml`, data: literal(boot[part]) },
    // A file of this name that Terraform did not make is somebody else's.
    overwrite: false,
  });
  return claimAddress(file, `${address}-${name}`);
}
