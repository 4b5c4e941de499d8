import { type Block, entryOf, isOff, items, within } from '../synth';
import { kindOf } from '../workloads';

/** Kind of Kubernetes, or resource type → what of its kind holds data. */
const HOLDERS: Readonly<Record<string, (block: Block) => boolean>> = {
  PersistentVolumeClaim: () => true,
  PersistentVolume: () => true,
  StatefulSet: ({ arguments: args }) => items(within(args, ['spec', 'volume_claim_template'])).length > 0,
  // Neither a copy of an image nor the image itself.
  libvirt_volume: ({ arguments: args }) =>
    args['base_volume_id'] === undefined && args['source'] === undefined,
  // A machine that is never started holds a disk for another one.
  proxmox_virtual_environment_vm: ({ arguments: args }) => isOff(args['started']),
};

/** Whether what people wrote is lost with the resource: a data source only looks at it. */
export function holdsData(block: Block): boolean {
  return block.kind === 'resource' && entryOf(HOLDERS, kindOf(block) ?? block.type)?.(block) === true;
}
