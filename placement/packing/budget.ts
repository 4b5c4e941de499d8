/** What a step of a search costs besides its checks, so that small fleets, too, take a second at most. */
export const STEP_COST = 16;

/**
 * How much work a search may do, counted in checks of a slot against a host: unlike a time limit, that is the same on every
 * machine.
 */
export class Budget {
  constructor(private left: number) {}

  /** Returns whether there was enough left. */
  spend(checks: number): boolean {
    this.left -= checks;
    return this.left >= 0;
  }

  /** A budget of at most this size; what it spends counts here as well. */
  slice(checks: number): Budget {
    return new Slice(this, Math.min(checks, this.left));
  }

  /** A slice of a part of what is left. */
  share(part: number): Budget {
    return this.slice(Math.ceil(this.left * part));
  }
}

class Slice extends Budget {
  constructor(
    private readonly whole: Budget,
    checks: number,
  ) {
    super(checks);
  }

  override spend(checks: number): boolean {
    this.whole.spend(checks);
    return super.spend(checks);
  }
}
