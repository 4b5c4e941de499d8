/** What a step of a search costs besides its looks: so that small fleets, too, are done with in a second. */
export const STEP = 16;

/**
 * How much work a search may do, counted in looks of a slot at a host: the same on every machine, which a time limit is
 * not.
 */
export class Budget {
  constructor(private left: number) {}

  /** Whether there was as much left. */
  spend(looks: number): boolean {
    this.left -= looks;
    return this.left >= 0;
  }

  /** A budget of at most so much, which counts here as well. */
  slice(looks: number): Budget {
    return new Slice(this, Math.min(looks, this.left));
  }

  /** A slice of what is left. */
  share(part: number): Budget {
    return this.slice(Math.ceil(this.left * part));
  }
}

class Slice extends Budget {
  constructor(
    private readonly whole: Budget,
    looks: number,
  ) {
    super(looks);
  }

  override spend(looks: number): boolean {
    this.whole.spend(looks);
    return super.spend(looks);
  }
}
