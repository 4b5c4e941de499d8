import type { Message, ResourceAt } from './message';

/** How often it is looked whether uploads get on. */
const EVERY_MS = 1_000;

/**
 * Watches for uploads that never end: when the connection to a hypervisor is lost in the middle of one, as when its libvirtd is
 * started anew, what reads in the libvirt provider ends, and what writes waits for it for ever. A slow upload moves bytes; this one
 * none.
 */
export class LostUploadWatch {
  private readonly inWork = new Set<string>();
  private looked = 0;
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
    if (this.inWork.size === 0 || now - this.looked < EVERY_MS) return false;
    this.looked = now;
    const bytes = moved();
    if (bytes === undefined || bytes !== this.bytes) {
      this.bytes = bytes;
      this.changed = now;
    }
    return now - this.changed >= limitMs;
  }
}
