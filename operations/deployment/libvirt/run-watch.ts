import { argumentsIn } from '../configured';
import type { Values } from '../planned-change';
import type { ProviderFault, RunWatch, WatchedRun } from '../provider-knowledge';
import type { ResourceAt } from '../terraform-message';
import { BegunWatch } from './begun-watch';
import { LostCallWatch } from './lost-call-watch';
import { providerBytes } from './provider-bytes';
import { removeBegun } from './remove-begun';
import { UploadWatch } from './upload-watch';

/** Whether it may wait for the lock of a storage pool. */
const inStorage = ({ resourceType }: ResourceAt): boolean =>
  resourceType === 'libvirt_volume' || resourceType === 'libvirt_cloudinit_disk';

/**
 * Where a call is lost, all others on that connection wait behind it: so that such a resource may be in work because of that, and not
 * for itself.
 */
const TAKES_A_MOMENT: ReadonlySet<string> = new Set([
  'libvirt_cloudinit_disk',
  'libvirt_domain',
  'libvirt_network',
  'libvirt_pool',
]);

/** Watches for the ways in which the libvirt provider is known to hang, and for the empty file that it reads instead. */
export function watchRun({ stack, isPlan, startedAt, hangMs, longMs }: WatchedRun): RunWatch {
  const argumentsOf: (address: string) => Values = isPlan ? () => ({}) : argumentsIn(stack);
  const isUpload = ({ address, resourceType }: ResourceAt): boolean =>
    resourceType === 'libvirt_volume' && argumentsOf(address)['source'] !== undefined;
  /** Volumes that an image is uploaded to, or that are being destroyed: the stack no longer has those. */
  const takesLong = (at: ResourceAt): boolean => {
    if (isPlan || TAKES_A_MOMENT.has(at.resourceType)) return false;
    return at.resourceType !== 'libvirt_volume' || isUpload(at) || !('name' in argumentsOf(at.address));
  };
  const calls = new LostCallWatch(startedAt, takesLong, isUpload);
  const uploads = new UploadWatch(isUpload);
  const begun = new BegunWatch();
  /** Terraform would meet them as "exists already". */
  const cleanUp: ProviderFault['cleanUp'] = (toCreate, env) =>
    removeBegun(
      stack,
      begun.addresses.filter((address) => toCreate.includes(address)),
      env,
    );
  return {
    note: (message, now) => {
      calls.note(message, now);
      uploads.note(message, now);
      begun.note(message);
    },
    hangsOn: (now, processGroup) => {
      const hanging = calls.hanging(now, hangMs, longMs);
      if (hanging !== undefined)
        return { what: `the libvirt provider hung on ${hanging}`, holdsUp: inStorage, cleanUp };
      const moved = () => (processGroup === undefined ? undefined : providerBytes(processGroup));
      return uploads.isHanging(now, moved, hangMs)
        ? { what: 'the libvirt provider hung on an upload', holdsUp: inStorage, cleanUp }
        : undefined;
    },
    failedOn: () =>
      calls.hasReadEmpty
        ? { what: 'the libvirt provider read an empty cloud-init disk', cleanUp }
        : undefined,
  };
}
