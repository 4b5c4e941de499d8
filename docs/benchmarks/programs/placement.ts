import { Size } from '../../../constructs/quantities';
import { checkPlacement, type Fleet, leastHosts, place } from '../../../placement';
import { rounds, type Rounds } from '../rounds';

export interface PlacementTimes {
  readonly times: Rounds;
  /** How many hosts have a slot, and how many a fleet needs at least. */
  readonly used: number;
  readonly least: number;
}

const [hosts = 0, slots = 0] = process.argv.slice(2).map(Number);
const fleet: Fleet = {
  environment: 'prod',
  hosts: Array.from({ length: hosts }, (_, index) => ({
    name: `h${index}`,
    cores: 128,
    memory: Size.gibibytes(512),
    failureDomain: `rack${index % 10}`,
  })),
  pools: [
    {
      name: 'nodes',
      cpu: 4,
      memory: Size.gibibytes(16),
      slots: Array.from({ length: slots }, (_, index) => ({ key: String(index) })),
    },
  ],
  survives: { hosts: 1 },
};

const times = rounds(3, () => place(fleet, undefined, { prefer: 'consolidate' }));
const { placement, findings } = place(fleet, undefined, { prefer: 'consolidate' });
if (placement === undefined || checkPlacement(fleet, placement).length > 0)
  throw new Error(`not placed: ${JSON.stringify(findings)}`);
const used = new Set(Object.values(placement.slots)).size;
process.stdout.write(JSON.stringify({ times, used, least: leastHosts(fleet) ?? 0 } satisfies PlacementTimes));
