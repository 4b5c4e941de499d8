import type { SlipwayRecord, SlotRecord } from '../../core/record';

/** A machine with its environment and its pool. */
export interface Machine extends SlotRecord {
  readonly environment: string;
  readonly pool: string;
}

/** The machines of a synth in a stable order. @param environment only those of this environment */
export function machinesIn({ environments }: SlipwayRecord, only?: string): readonly Machine[] {
  return environments
    .filter(({ name }) => only === undefined || name === only)
    .flatMap(({ name: environment, pools }) =>
      Object.entries(pools).flatMap(([pool, slots]) => slots.map((slot) => ({ ...slot, environment, pool }))),
    );
}
