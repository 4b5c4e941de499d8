import type { Message } from './message';

/**
 * Reading or writing a cloud-init disk hangs for ever, or reads an empty file, in a few of a hundred cases: a race in the
 * libvirt provider's RPC client (https://github.com/digitalocean/go-libvirt/issues/241). Trying again helps.
 */
const SUBJECT_TO_IT = 'libvirt_cloudinit_disk';
const EMPTY_READ = /error while retrieving remote ISO/;

/**
 * Watches for that race in what Terraform prints.
 *
 * A cloud-init disk takes a tenth of a second, but in an apply it may have to wait for long while an image is uploaded to its
 * storage pool. So it is taken for lost there only when nothing but such disks has been in work for a while, and none was done.
 *
 * In a plan nothing takes long, and a read that hangs may hold the lock of a storage pool, behind which the volumes in it wait.
 * So there it is taken for lost whenever nothing at all was done for a while.
 */
export class LostDiskWatch {
  /** Address → type of what is in work. */
  private readonly inWork = new Map<string, string>();
  private changed: number;
  private readEmpty = false;

  /** @param othersMayWait Whether what else is in work may wait for such a disk, rather than the disk for it. */
  constructor(
    now: number,
    private readonly othersMayWait: boolean,
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
    const { address, resourceType } = message.at;
    if (message.step === 'started') this.inWork.set(address, resourceType);
    else this.inWork.delete(address);
  }

  /** The disks that hang, by address; none while anything may still move. */
  hanging(now: number, limitMs: number): readonly string[] {
    if (now - this.changed < limitMs) return [];
    const disks = [...this.inWork].flatMap(([address, type]) => (type === SUBJECT_TO_IT ? [address] : []));
    return this.othersMayWait || disks.length === this.inWork.size ? disks.sort() : [];
  }

  /** Whether an empty file was read, which Terraform reports as an error. */
  get hasReadEmpty(): boolean {
    return this.readEmpty;
  }
}
