import { createHash } from 'node:crypto';
import type { Pipeline } from '../pipeline';
import type { Release, ReleaseEvent } from '../release';
import { orderedEvent, orderedRecord } from '../render-release';

/** What signatures of release events are for: those of other programs, such as git's commits, are not taken for them. */
export const NAMESPACE = 'slipway-release';

/**
 * What is stated of the events of a release, one after the other: JSON of its project, environment and service; of the SHA-256 of what was stated
 * of the event above, with its signature; of the records that came with it; and of the event itself. So an event cannot be changed,
 * left out, moved or used in another file without its signature, or that of the next one, being one of something else.
 */
export class Chain {
  private readonly positions: ReadonlyMap<string, number>;
  private before: string | null = null;
  private spoken = 0;

  constructor(
    private readonly release: Release,
    private readonly project: Pipeline['project'],
  ) {
    this.positions = new Map(release.records.map(({ digest }, position) => [digest, position]));
  }

  /** How many of the records have an event so far. */
  get records(): number {
    return this.spoken;
  }

  /** What is signed of the next event. */
  statementOf(event: ReleaseEvent): string {
    return this.textOf({ ...event, signature: undefined });
  }

  /** Goes on below an event. */
  append(event: ReleaseEvent): void {
    this.before = createHash('sha256').update(this.textOf(event)).digest('hex');
    this.spoken = this.recordsWith(event);
  }

  private textOf(event: ReleaseEvent): string {
    const { environment, service, records } = this.release;
    const arrived = records.slice(this.spoken, this.recordsWith(event)).map(orderedRecord);
    return JSON.stringify({
      ...{ project: this.project, environment, service, before: this.before },
      ...{ records: arrived, event: orderedEvent(event) },
    });
  }

  private recordsWith({ digest }: ReleaseEvent): number {
    return Math.max(this.spoken, (this.positions.get(digest) ?? -1) + 1);
  }
}
