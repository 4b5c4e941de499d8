import type { MachineImage } from '../../constructs/vm-pool';
import type { SlipwayRecord, SlotRecord } from '../../core/record';
import type { PoolLimits } from '../../model';
import { slotId, withPins } from '../../placement';
import type { Plan, PlannedChange } from '../deployment';
import { Failure } from '../process';
import { findMachines, type RollMachine } from './machine';
import { isLeftImage, objectionsTo, ownersIn } from './pool-resources';
import type { RollPorts } from './ports';

/** Which pool to roll, and to which image. */
export interface RollRequest {
  readonly environment: string;
  readonly pool: string;
  /** The digest of the pool's image in this environment. */
  readonly image: MachineImage;
  readonly limits: PoolLimits;
  /** The stack that holds the machines of a host. */
  readonly stackOf: (host: string) => string;
}

/** A pool as found by synthesising, planning and asking its machines. */
interface FoundPool {
  readonly machines: readonly RollMachine[];
  readonly records: readonly SlotRecord[];
  /** Host → what Terraform would do in the stack of that host's machines. */
  readonly plans: ReadonlyMap<string, Plan>;
}

/** The actions of a roll on one pool, one per method. {@link nextWave} decides which comes next. */
export class PoolRoll {
  constructor(
    private readonly ports: RollPorts,
    readonly request: RollRequest,
  ) {}

  async find(): Promise<FoundPool> {
    const { synthesise, placement, watch, nodes } = this.ports;
    const records = this.recordsIn(synthesise(placement()));
    const plans = new Map<string, Plan>();
    for (const host of hostsOf(records)) plans.set(host, await this.ports.plan(this.request.stackOf(host)));
    const changes = new Map([...plans].map(([host, plan]) => [host, plan.changes]));
    const isUp = async (machine: SlotRecord, isCurrent: boolean): Promise<boolean> => {
      const serves = (await nodes?.isServing(machine.name)) ?? true;
      return serves && ((await watch?.isUp(machine, isCurrent)) ?? true);
    };
    const machines = await findMachines(records, this.request.image.digest, changes, isUp);
    return { machines, records, plans };
  }

  /** Replaces the machines of these slots and nothing else. Writes their pins once the plan shows that nothing else changes. */
  async replace(slots: readonly string[], { machines, records }: FoundPool): Promise<void> {
    const { ports, request } = this;
    const missing = machines.filter(({ slot, state }) => slots.includes(slot) && state === 'missing');
    await this.refuseMoving(records.filter(({ slot }) => missing.some((machine) => machine.slot === slot)));

    const before = ports.placement();
    const ids = slots.map((slot) => slotId(request.pool, slot));
    const after = before?.pins === undefined ? before : withPins(before, ids, request.image);
    const record = ports.synthesise(after);
    const wave = this.recordsIn(record).filter(({ slot }) => slots.includes(slot));
    const plans = new Map<string, Plan>();
    try {
      for (const host of hostsOf(wave)) {
        const targets = wave
          .filter((machine) => machine.host === host)
          .map((machine) => machine.terraformAddress);
        plans.set(host, await ports.plan(request.stackOf(host), targets));
      }
      this.judge(record, slots, plans);
      for (const { name } of wave) await ports.nodes?.leave(name);
    } catch (error) {
      // Bring the synthesised files back in line with the recorded placement.
      ports.synthesise(before);
      throw error;
    }
    if (after !== undefined && after !== before) ports.record(after);
    for (const [host, plan] of plans) await ports.apply(request.stackOf(host), plan);
  }

  /** Waits until the machines of these slots are up. */
  async awaitUp(slots: readonly string[]): Promise<void> {
    const { ports } = this;
    const records = this.recordsIn(ports.synthesise(ports.placement()));
    const awaited = records.filter(({ slot }) => slots.includes(slot));
    // Wait for all of them, so that one failure does not hide the others.
    const failures = await Promise.all(
      awaited.map(async (machine) => {
        try {
          await ports.watch?.firstBoot(machine);
          await ports.nodes?.comeBack(machine.name);
          return [];
        } catch (error) {
          if (!(error instanceof Failure)) throw error;
          return [error.message];
        }
      }),
    );
    if (failures.flat().length > 0) throw new Failure(failures.flat().join('\n'));
  }

  /** Removes images that no slot uses any more, unless their stack has other changes. Returns the stacks that do. */
  async removeLeftImages({ plans }: FoundPool): Promise<readonly string[]> {
    const left: string[] = [];
    for (const [host, plan] of plans) {
      if (plan.changes.length === 0) continue;
      const stack = this.request.stackOf(host);
      if (plan.changes.every((change) => isLeftImage(this.request.pool, change))) {
        this.ports.tell(`${stack}: removing the image that no slot runs any more`);
        await this.ports.apply(stack, plan);
      } else left.push(stack);
    }
    return left;
  }

  private recordsIn({ environments }: SlipwayRecord): readonly SlotRecord[] {
    const environment = environments.find(({ name }) => name === this.request.environment);
    return environment?.pools[this.request.pool] ?? [];
  }

  private judge(record: SlipwayRecord, slots: readonly string[], plans: ReadonlyMap<string, Plan>): void {
    const { environment, pool, stackOf } = this.request;
    const all = this.recordsIn(record).map(({ slot }) => slot);
    const objections = [...plans].flatMap(([host, { changes }]) =>
      objectionsTo(changes, slots, ownersIn(record, stackOf(host), pool, all)).map(
        (line) => `  ${stackOf(host)}  ${line}`,
      ),
    );
    if (objections.length === 0) return;
    throw new Failure(
      `the replacement of ${slots.join(', ')} would do more than that, so nothing was done:\n${objections.join('\n')}\n` +
        `→ Do that first, on purpose: npx slipway deploy ${environment}`,
    );
  }

  /** A machine that still runs on another host would take the same address twice. */
  private async refuseMoving(missing: readonly SlotRecord[]): Promise<void> {
    if (missing.length === 0) return;
    const { ports, request } = this;
    const { environments } = ports.synthesise(ports.placement());
    const hosts = Object.keys(environments.find(({ name }) => name === request.environment)?.hosts ?? {});
    for (const host of hosts) {
      const { changes } = await ports.plan(request.stackOf(host));
      const moving = missing.find((slot) => slot.host !== host && isRemoved(changes, slot.terraformAddress));
      if (moving === undefined) continue;
      throw new Failure(
        `${moving.slot} still runs on ${host}, and is to move to ${moving.host}\n` +
          `→ Move it first: npx slipway deploy ${request.environment}`,
      );
    }
  }
}

function isRemoved(changes: readonly PlannedChange[], machine: string): boolean {
  return changes.some(({ address, action }) => address === machine && action === 'delete');
}

function hostsOf(records: readonly SlotRecord[]): readonly string[] {
  return [...new Set(records.map(({ host }) => host))].sort();
}
