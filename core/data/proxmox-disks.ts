import { at, isOff, items, type Json, type JsonObject, textOf } from '../json';

/** Tags of the machines that Slipway makes: one that runs, and one that only holds a data disk for another. */
const MACHINE = 'slipway';
const DISK_HOLDER = 'slipway-disk';

/**
 * Whether the disks of a machine under Proxmox VE go with it and hold data. Under Proxmox VE a disk belongs to a machine, and
 * is no resource of its own. Slipway's machines have a root disk that is made from an image, and borrow their data disks from
 * holders.
 */
export function ownsDataDisk(args: JsonObject): boolean {
  const tags = items(args['tags']);
  if (tags.includes(DISK_HOLDER)) return true;
  if (tags.includes(MACHINE)) return false;
  // A machine that is never started is there for its disk.
  return (
    isOff(args['started']) || (!isClone(args) && items(args['disk']).some((disk) => isBlank(disk, args)))
  );
}

function isClone(args: JsonObject): boolean {
  return items(args['clone']).length > 0;
}

/** Whether a disk begins empty, and belongs to this machine: what it holds was written there. */
function isBlank(disk: Json, args: JsonObject): boolean {
  if (['file_id', 'import_from'].some((source) => textOf(at(disk, source)) !== '')) return false;
  // A borrowed disk is named after its owner, as `vm-101-disk-0`.
  const path = textOf(at(disk, 'path_in_datastore'));
  return path === '' || path.includes(`vm-${textOf(args['vm_id'])}-disk-`);
}
