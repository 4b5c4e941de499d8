import type { Message, ResourceAt } from '../terraform-message';

/**
 * Reading or writing a cloud-init disk hangs for ever, or reads an empty file, in a few of a hundred cases: a race in the
 * libvirt provider's RPC client (https://github.com/digitalocean/go-libvirt/issues/241). Trying again helps.
 */
const SUBJECT_TO_IT = 'libvirt_cloudinit_disk';
const EMPTY_READ = /error while retrieving remote ISO/;
const IS_ANOTHERS = /exists already|already exists/;

/**
 * Watches for that race in what Terraform prints.
 *
 * A cloud-init disk takes a tenth of a second. But one that hangs may hold the lock of its storage pool, behind which the other
 * volumes wait; and in an apply it may itself have to wait for long, while an image is uploaded to the pool. So it is taken for
 * lost when nothing was done for a while, and nothing is in work that may take long by itself; or for so long that this is no reason.
 */
export class DiskWatch {
  private readonly inWork = new Map<string, ResourceAt>();
  private readonly created = new Set<string>();
  private changed: number;
  private readEmpty = false;

  constructor(
    now: number,
    private readonly takesLong: (at: ResourceAt) => boolean,
  ) {
    this.changed = now;
  }

  note(message: Message, now: number): void {
    if (message.type === 'diagnostic') {
      const { summary, detail, address } = message.diagnostic;
      const text = `${summary} ${detail}`;
      if (EMPTY_READ.test(text)) this.readEmpty = true;
      if (address !== undefined && IS_ANOTHERS.test(text)) this.created.delete(address);
      return;
    }
    if (message.type !== 'hook' || message.step === 'going') return;
    this.changed = now;
    const { address, resourceType, action } = message.at;
    if (message.step !== 'started') {
      this.inWork.delete(address);
      return;
    }
    this.inWork.set(address, message.at);
    if (action === 'create' && resourceType === SUBJECT_TO_IT) this.created.add(address);
  }

  /** Whether a disk hangs; not while anything may still move, for `longMs` at most. */
  isHanging(now: number, limitMs: number, longMs: number): boolean {
    const inWork = [...this.inWork.values()];
    if (!inWork.some(({ resourceType }) => resourceType === SUBJECT_TO_IT)) return false;
    const limit = inWork.some(this.takesLong) ? Math.max(limitMs, longMs) : limitMs;
    return now - this.changed >= limit;
  }

  /**
   * The disks whose creation was begun, by address: they may be on the host, whether it ended or failed. Not those of others that
   * were met there.
   */
  get begun(): readonly string[] {
    return [...this.created].sort();
  }

  /** Whether an empty file was read, which Terraform reports as an error. */
  get hasReadEmpty(): boolean {
    return this.readEmpty;
  }
}
