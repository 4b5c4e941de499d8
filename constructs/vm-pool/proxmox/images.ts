import type { Construct } from 'constructs';
import { shortHash } from '../../../core/text';
import { DownloadFile } from '../../providers/proxmox/download-file';
import { claimAddress, literal } from '../../terraform';
import type { PoolContext } from '../hypervisor-driver';
import type { MachineImage } from '../machine-image';
import type { ProxmoxNode } from './node';

/** The node fetches the image by itself, and refuses one that is not what its digest says. */
export function imageFile(
  scope: Construct,
  image: MachineImage,
  { pool, prefix }: PoolContext,
  { node, fileDatastore }: ProxmoxNode,
): DownloadFile {
  const name = `base-${shortHash(image.digest)}`;
  const [algorithm, checksum] = image.digest.split(':');
  const file = new DownloadFile(scope, name, {
    nodeName: node,
    datastoreId: fileDatastore,
    contentType: 'import',
    // By node too: on shared storage, two nodes' stacks would take one file for their own and delete it.
    fileName: `${prefix}-${node}-${name}.qcow2`,
    url: literal(image.source),
    checksum,
    checksumAlgorithm: algorithm,
    // A digest names one file for ever: there is no newer one to look for.
    overwrite: false,
    // Where the image came from is history: a moved mirror must not fetch it again.
    lifecycle: { ignoreChanges: ['url'] },
  });
  return claimAddress(file, `${pool}-${name}`);
}
