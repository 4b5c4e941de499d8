import type { Message } from '../terraform-message';

const IS_ANOTHERS = /exists already|already exists/;

/** Follows what a run has begun to create: it may be on the host, whether Terraform came to know of it or not. */
export class BegunWatch {
  private readonly begun = new Set<string>();

  note(message: Message): void {
    if (message.type === 'hook') {
      const { step, at } = message;
      if (step === 'started' && at.action === 'create') this.begun.add(at.address);
    } else if (message.type === 'diagnostic') {
      const { summary, detail, address } = message.diagnostic;
      if (address !== undefined && IS_ANOTHERS.test(`${summary} ${detail}`)) this.begun.delete(address);
    }
  }

  /** By address. Without what was there before, of another's. */
  get addresses(): readonly string[] {
    return [...this.begun].sort();
  }
}
