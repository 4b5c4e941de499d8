import type { Message, ResourceAt } from '../terraform-message';

/** How often the bytes are counted. */
const EVERY_MS = 1_000;

/**
 * Watches for uploads that never end: when the connection to a hypervisor is lost in the middle of one, as when its libvirtd is
 * restarted, what reads in the libvirt provider ends, and what writes waits for it for ever. A slow upload moves bytes; this one
 * does not.
 */
export class UploadWatch {
  private readonly inWork = new Set<string>();
  private countedAt = 0;
  private bytes: number | undefined;
  private changed = 0;

  constructor(private readonly isUpload: (at: ResourceAt) => boolean) {}

  note(message: Message, now: number): void {
    if (message.type !== 'hook' || message.step === 'going') return;
    if (message.step !== 'started') this.inWork.delete(message.at.address);
    else if (message.at.action === 'create' && this.isUpload(message.at)) this.inWork.add(message.at.address);
    this.changed = now;
  }

  /**
   * Whether uploads are in work and nothing has moved for that long.
   * @param moved how many bytes the providers have moved so far; undefined where that is not known
   */
  isHanging(now: number, moved: () => number | undefined, limitMs: number): boolean {
    if (this.inWork.size === 0 || now - this.countedAt < EVERY_MS) return false;
    this.countedAt = now;
    const bytes = moved();
    if (bytes === undefined || bytes !== this.bytes) {
      this.bytes = bytes;
      this.changed = now;
    }
    return now - this.changed >= limitMs;
  }
}
