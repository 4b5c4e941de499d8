import { Failure } from '../process';
import type { RollMachine } from './machine';
import { nextWave } from './next-wave';
import { PoolRoll, type RollRequest } from './pool-roll';
import type { RollPorts } from './ports';

interface RollOptions {
  /** Stop after one wave, once its machines are up. @default false */
  readonly waveOnly?: boolean;
}

/** What a roll did. */
export interface Rolled {
  /** The waves that were rolled, as slot keys. */
  readonly waves: readonly (readonly string[])[];
  /** Slots that are not up to date yet. */
  readonly left: readonly string[];
  /** Stacks with pending changes that a roll does not make. */
  readonly undone: readonly string[];
}

/**
 * Rolls a pool: replaces its machines wave by wave and waits for each wave. Continues from whatever state the pool is in.
 * @throws Failure if a wave fails or would do more than replace its machines; it says how to continue
 */
export async function roll(
  ports: RollPorts,
  request: RollRequest,
  { waveOnly = false }: RollOptions = {},
): Promise<Rolled> {
  const pool = new PoolRoll(ports, request);
  const waves: (readonly string[])[] = [];
  try {
    for (let round = 0; ; round += 1) {
      const found = await pool.find();
      const { machines } = found;
      // At most one wave and one wait for each machine. If that is not enough, machines keep going down again.
      if (round > 3 * (machines.length + 1)) throw new Failure('its machines do not stay up');
      const step = nextWave(machines, request.limits);
      if (step.kind === 'done') return { waves, left: [], undone: await pool.removeLeftImages(found) };
      if (step.kind === 'wave' && waveOnly && waves.length > 0)
        return { waves, left: leftOf(machines), undone: [] };
      if (step.kind === 'blocked') throw new Failure(step.reason);
      const named = step.slots.join(', ');
      if (step.kind === 'wave') {
        ports.tell(`wave ${waves.length + 1}: replacing ${named}`);
        await pool.replace(step.slots, found);
        waves.push(step.slots);
      }
      ports.tell(`waiting for ${named}`);
      await pool.awaitUp(step.slots);
      ports.tell(`${named}: up`);
    }
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    const rolled = waves.flat();
    const before =
      rolled.length === 0 ? 'No slot was replaced before' : `${rolled.join(', ')} was replaced before`;
    throw new Failure(
      `${error.message}\n${before}. When the cause is fixed, go on: npx slipway roll ${request.environment} ${request.pool}`,
    );
  }
}

function leftOf(machines: readonly RollMachine[]): readonly string[] {
  return machines.filter(({ isCurrent }) => !isCurrent).map(({ slot }) => slot);
}
