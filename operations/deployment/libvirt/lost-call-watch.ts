import type { Message, ResourceAt } from '../terraform-message';

/**
 * Reading or writing a cloud-init disk hangs for ever, or reads an empty file, in a few of a hundred cases: a race in the
 * libvirt provider's RPC client (https://github.com/digitalocean/go-libvirt/issues/241). Trying again helps. The client holds a lock
 * then without which no other call is made: a network, which is made in a moment, was seen to hang beside a disk, and a machine.
 */
const SUBJECT_TO_IT: Readonly<Record<string, string | undefined>> = {
  libvirt_cloudinit_disk: 'a cloud-init disk',
  libvirt_network: 'a network',
};
/** What else of a host may wait for ever: an answer that never comes, as where its power was cut in the middle of a call. */
const OTHERS: Readonly<Record<string, string | undefined>> = {
  libvirt_domain: 'a machine',
  libvirt_pool: 'a storage pool',
  libvirt_volume: 'a volume',
};
const EMPTY_READ = /error while retrieving remote ISO/;

/**
 * Watches for that race in what Terraform prints.
 *
 * A cloud-init disk takes a tenth of a second. But one that hangs may hold the lock of its storage pool, behind which the other
 * volumes wait; and in an apply it may itself have to wait for long, while an image is uploaded to the pool. So it is taken for
 * lost when nothing was done for a while, and nothing is in work that may take long by itself; or for so long that this is no reason.
 */
export class LostCallWatch {
  private readonly inWork = new Map<string, ResourceAt>();
  private changed: number;
  private readEmpty = false;

  /** @param isUpload which has a watch of its own */
  constructor(
    now: number,
    private readonly takesLong: (at: ResourceAt) => boolean,
    private readonly isUpload: (at: ResourceAt) => boolean,
  ) {
    this.changed = now;
  }

  note(message: Message, now: number): void {
    if (message.type === 'diagnostic') {
      const { summary, detail } = message.diagnostic;
      if (EMPTY_READ.test(`${summary} ${detail}`)) this.readEmpty = true;
      return;
    }
    if (message.type !== 'hook' || message.step === 'going') return;
    this.changed = now;
    if (message.step === 'started') this.inWork.set(message.at.address, message.at);
    else this.inWork.delete(message.at.address);
  }

  /** What hangs, in words; nothing does while anything may still move, for `longMs` at most. */
  hanging(now: number, limitMs: number, longMs: number): string | undefined {
    const inWork = [...this.inWork.values()];
    const quietMs = now - this.changed;
    const mostMs = Math.max(limitMs, longMs);
    if (quietMs < (inWork.some(this.takesLong) ? mostMs : limitMs)) return undefined;
    const kinds = inWork.map(({ resourceType }) => resourceType).sort();
    const lost = kinds.flatMap((kind) => SUBJECT_TO_IT[kind] ?? [])[0];
    if (lost !== undefined || quietMs < mostMs || inWork.some(this.isUpload)) return lost;
    return kinds.flatMap((kind) => OTHERS[kind] ?? [])[0];
  }

  /** Whether an empty file was read, which Terraform reports as an error. */
  get hasReadEmpty(): boolean {
    return this.readEmpty;
  }
}
