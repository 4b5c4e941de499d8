import type { Budget } from './budget';
import type { Ground, Slot } from './ground';
import { Load, type Stackable } from './load';
import { Rescue } from './rescue';

/** The slots on the hosts that they are on, whatever the rules say. */
export function atHome(ground: Ground, kept: readonly Slot[]): Load {
  const load = new Load(ground);
  for (const slot of kept) load.force(slot, slot.home ?? -1);
  return load;
}

/** The slots that are put, and the proof that their hosts may be lost. */
export class Stack implements Stackable {
  readonly load: Load;
  /** Whether what stays breaks a rule already. */
  readonly isFatal: boolean;
  readonly rescue: Rescue;

  constructor(
    private readonly ground: Ground,
    staying: readonly Slot[],
    budget: Budget,
  ) {
    this.load = atHome(ground, staying);
    this.rescue = new Rescue(ground, this.load, budget);
    this.isFatal = this.rescue.firstFatal() !== undefined;
  }

  get gaveUp(): boolean {
    return this.rescue.gaveUp;
  }

  put(slot: Slot, host: number): boolean {
    if (!this.load.put(slot, host)) return false;
    const isSurvived = this.rescue.admits(host);
    if (!isSurvived) this.load.undo();
    return isSurvived;
  }

  undo(): void {
    this.load.undo();
  }

  hosts(): ReadonlyMap<Slot, number> {
    return new Map(
      this.ground.hosts.flatMap((_, host) => this.load.on(host).map((slot) => [slot, host] as const)),
    );
  }
}
