import { at, type Block, items, only } from '../synth';

/** Resource type → what of its kind holds data. */
const HOLDERS: Readonly<Record<string, (block: Block) => boolean>> = {
  kubernetes_persistent_volume_claim_v1: () => true,
  kubernetes_persistent_volume_v1: () => true,
  kubernetes_stateful_set_v1: ({ arguments: args }) =>
    items(at(only(args['spec']), 'volume_claim_template')).length > 0,
  // Neither a copy of an image nor the image itself.
  libvirt_volume: ({ arguments: args }) =>
    args['base_volume_id'] === undefined && args['source'] === undefined,
  // A machine that is never started holds a disk for another one.
  proxmox_virtual_environment_vm: ({ arguments: args }) => args['started'] === false,
};

/** Whether what people wrote is lost with the resource. */
export function holdsData(block: Block): boolean {
  return HOLDERS[block.type]?.(block) ?? false;
}
