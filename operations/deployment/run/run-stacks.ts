import { InvalidInput } from '../../../core/findings';
import { Failure } from '../../process';
import { type Loss, lossesIn } from '../refuse-data-loss';
import { type GuardedPool, type Outage, outagesIn } from '../refuse-outages';
import type { PlannedAction, PlannedChange } from '../planned-change';
import type { Plan } from '../terraform';
import { arrivals, movesBetween, type Phase, phasesOf } from './moves';
import { isPassed, type StackOutcome, type StackResult } from './outcome';
import { type Needs, needsOf } from './rounds';
import type { DeploymentPorts } from './ports';

export interface RunRequest {
  /** The stacks, in the rounds in which they are planned. Each round is applied before the next is planned. */
  readonly rounds: readonly (readonly string[])[];
  readonly needs: Needs;
  /** Set aside: what they hold is not touched, and nothing waits for them. */
  readonly skip: readonly string[];
  /** Machine stacks of the environment that are not asked for: what they run is not made a second time. */
  readonly elsewhere: readonly string[];
  /** Addresses, or `stack:address`, of data that may be destroyed; or all of it. */
  readonly allowed: readonly string[] | 'all';
  /** The pools whose machines must not all be replaced at once. */
  readonly pools: readonly GuardedPool[];
  /** The names of those that may be down all the same. */
  readonly allowedOutages: readonly string[];
  readonly destroy: boolean;
  /** Looks, and applies nothing. */
  readonly planOnly: boolean;
}

/** Plans, judges and applies stacks. What goes wrong with one is its outcome; what does not hang on it goes on. */
export async function runStacks(
  request: RunRequest,
  ports: DeploymentPorts,
): Promise<readonly StackOutcome[]> {
  return new StacksRun(request, ports).run();
}

interface Planned {
  readonly stack: string;
  readonly plan: Plan;
  readonly changes: readonly PlannedChange[];
  readonly losses: readonly Loss[];
  /** Those that this stack has a part in. */
  readonly outages: readonly Outage[];
}

const HELD = 'nothing is begun while another stack is refused';

class StacksRun {
  private readonly outcomes = new Map<string, StackOutcome>();
  /** The stacks from which no machine moves any more. */
  private readonly gave = new Set<string>();
  /** What the round that is at work has applied, by the plan that was applied last. */
  private applied: Planned[] = [];

  constructor(
    private readonly request: RunRequest,
    private readonly ports: DeploymentPorts,
  ) {}

  async run(): Promise<readonly StackOutcome[]> {
    const { rounds, skip } = this.request;
    for (const stack of skip) this.settle(stack, 'skipped');
    for (const round of rounds) {
      const stacks = round.filter((stack) => !skip.includes(stack));
      if (!this.request.planOnly && this.hasRefused()) this.holdAll(stacks);
      else await this.round(stacks);
    }
    const order = rounds.flat();
    return [...this.outcomes.values()].sort((a, b) => order.indexOf(a.stack) - order.indexOf(b.stack));
  }

  private hasRefused(): boolean {
    return [...this.outcomes.values()].some(({ result }) => result === 'refused');
  }

  private holdAll(stacks: readonly string[]): void {
    for (const stack of stacks) this.settle(stack, 'held', undefined, HELD);
  }

  private async round(stacks: readonly string[]): Promise<void> {
    const planned = this.withOutages(await this.planAll(stacks));
    const changed = planned.filter((it) => !it.plan.isEmpty);
    const unchanged = planned.filter((it) => it.plan.isEmpty);
    if (this.request.planOnly) {
      for (const it of changed) this.settle(it.stack, isRefused(it) ? 'refused' : 'planned', it);
      for (const it of unchanged) this.settle(it.stack, 'unchanged');
    } else if (changed.some(isRefused)) {
      for (const it of changed) this.refuse(it);
      for (const it of unchanged) this.settle(it.stack, 'unchanged');
    } else {
      await this.applyAll(changed);
      // Together: machines of several hosts boot at the same time.
      await Promise.all([
        ...this.applied.map((it) => this.complete(it, 'done')),
        ...unchanged.map((it) => this.complete(it, 'unchanged')),
      ]);
    }
  }

  private async planAll(stacks: readonly string[]): Promise<readonly Planned[]> {
    const planned: Planned[] = [];
    for (const stack of stacks) {
      const found = await this.plan(stack);
      if (found !== undefined) planned.push(found);
    }
    return planned;
  }

  /** What is down at once shows only when all plans of a round are seen together. */
  private withOutages(planned: readonly Planned[]): readonly Planned[] {
    const { pools, allowedOutages } = this.request;
    const found = outagesIn(planned, pools, allowedOutages);
    return planned.map((it) => ({
      ...it,
      outages: found.filter(({ machines }) => machines.some((machine) => machine.startsWith(`${it.stack}:`))),
    }));
  }

  private async applyAll(changed: readonly Planned[]): Promise<void> {
    this.applied = [];
    await this.holdMachinesOfTheLost(changed);
    const open = changed.filter(({ stack }) => !this.outcomes.has(stack));
    for (const phase of phasesOf(open)) await this.apply(phase, open);
  }

  /**
   * Does what follows an apply. Also where nothing was to be applied: a run before may have been cut off in between, as this one
   * may be now.
   */
  private async complete(it: Planned, result: 'done' | 'unchanged'): Promise<void> {
    const { stack, plan } = it;
    try {
      if (!this.request.destroy && this.ports.stop?.aborted !== true) await this.ports.complete(stack, plan);
      this.settle(stack, result, it);
    } catch (error) {
      await this.fail(stack, error, it);
    }
  }

  /** Undefined where there is no plan; what became of the stack is said then. */
  private async plan(stack: string): Promise<Planned | undefined> {
    const { planOnly, destroy } = this.request;
    if (this.isStopped(stack) || (!planOnly && this.waits(stack))) return undefined;
    this.ports.tell({ kind: 'note', stack, message: 'planning' });
    try {
      if (!destroy) await this.ports.preflight(stack);
      const request = { destroy };
      let plan = await this.ports.plan(stack, request);
      if (!planOnly && (await this.ports.correctState(stack, plan)))
        plan = await this.ports.plan(stack, request);
      return { stack, plan, changes: plan.changes, losses: this.lossesOf(stack, plan), outages: [] };
    } catch (error) {
      await this.fail(stack, error);
      return undefined;
    }
  }

  private lossesOf(stack: string, { changes }: Plan): readonly Loss[] {
    const { allowed } = this.request;
    return lossesIn(stack, changes, allowed === 'all' ? changes.map(({ address }) => address) : allowed);
  }

  private refuse(it: Planned): void {
    if (isRefused(it)) this.settle(it.stack, 'refused', it, refusalOf(it));
    else this.settle(it.stack, 'held', it, HELD);
  }

  /**
   * A machine of a stack that could not be planned may still run: made a second time elsewhere, two would have one name and
   * one address. Who knows that its host is lost says so, by setting the stack aside.
   */
  private async holdMachinesOfTheLost(planned: readonly Planned[]): Promise<void> {
    const arriving = planned.filter((it) => arrivals(it).length > 0);
    if (arriving.length === 0) return;
    const failed = [...this.outcomes.values()].filter(({ result }) => result === 'failed');
    for (const from of [...failed.map(({ stack }) => stack), ...this.request.elsewhere]) {
      const running = await this.machinesIn(from);
      for (const it of arriving) {
        const twice = arrivals(it).filter((machine) => running?.includes(machine) ?? true);
        if (twice.length === 0 || this.outcomes.has(it.stack)) continue;
        const why = `${twice.join(', ')} may still run where ${from} has it. If that host is lost: --skip ${from}`;
        this.settle(it.stack, 'held', it, why);
      }
    }
  }

  /** Undefined where that can't be known: its state can't be read. */
  private async machinesIn(stack: string): Promise<readonly string[] | undefined> {
    try {
      return await this.ports.machinesIn(stack);
    } catch (error) {
      if (error instanceof Failure) return undefined;
      throw error;
    }
  }

  private async apply({ stack, targets }: Phase, planned: readonly Planned[]): Promise<void> {
    const it = planned.find((candidate) => candidate.stack === stack);
    if (it === undefined || this.outcomes.has(stack) || this.isStopped(stack, it) || this.waits(stack, it))
      return;
    const stuck = movesBetween(planned).find(({ to, from }) => to === stack && !this.gave.has(from));
    if (targets === undefined && stuck !== undefined) {
      this.settle(stack, 'held', it, `${stuck.machine} still is where ${stuck.from} has it`);
      return;
    }
    try {
      if (targets === undefined) {
        // What has given up machines before is planned anew: its plan is older than its state.
        const plan = this.gave.has(stack) ? await this.replan(it) : it.plan;
        await this.ports.apply(stack, plan);
        this.applied.push({ ...it, plan });
      } else {
        const plan = await this.ports.plan(stack, { targets });
        this.refuseMore(it, plan);
        await this.ports.apply(stack, plan);
      }
      this.gave.add(stack);
    } catch (error) {
      await this.fail(stack, error, it);
    }
  }

  private async replan(it: Planned): Promise<Plan> {
    const plan = await this.ports.plan(it.stack, { destroy: this.request.destroy });
    this.refuseMore(it, plan);
    return plan;
  }

  /** What is planned again is part of what was judged. */
  private refuseMore(it: Planned, plan: Plan): void {
    const known = new Map(it.changes.map(({ address, action }) => [address, action]));
    const others = plan.changes.filter(({ address, action }) => known.get(address) !== action);
    if (others.length === 0) return;
    throw new Failure(
      `${it.stack}: there is more to do than was planned: ${others.map(({ address }) => address).join(', ')}`,
    );
  }

  private isStopped(stack: string, it?: Planned): boolean {
    if (this.ports.stop?.aborted !== true) return false;
    this.settle(stack, 'held', it, 'the run was interrupted before it was begun');
    return true;
  }

  private waits(stack: string, it?: Planned): boolean {
    const failed = needsOf(stack, this.request.needs).filter((needed) => {
      const outcome = this.outcomes.get(needed);
      return outcome !== undefined && !isPassed(outcome.result);
    });
    if (failed.length > 0) this.settle(stack, 'held', it, `it comes after ${failed.join(', ')}`);
    return failed.length > 0;
  }

  private async fail(stack: string, error: unknown, it?: Planned): Promise<void> {
    if (!(error instanceof Failure || error instanceof InvalidInput)) throw error;
    const causes = await this.causesOf(stack, error);
    this.settle(stack, 'failed', it, [...causes, error.message].join('\n'));
  }

  /** None where it can't be looked for: what failed is told all the same. */
  private async causesOf(stack: string, error: Error): Promise<readonly string[]> {
    try {
      return await this.ports.explain(stack, error);
    } catch (unexplained) {
      if (unexplained instanceof Failure || unexplained instanceof InvalidInput) return [];
      throw unexplained;
    }
  }

  private settle(stack: string, result: StackResult, it?: Planned, problem?: string): void {
    const actions: Partial<Record<PlannedAction, number>> = {};
    for (const { action } of it?.changes ?? []) actions[action] = (actions[action] ?? 0) + 1;
    const { losses = [], outages = [] } = it ?? {};
    const outcome = { stack, result, actions, losses, outages, problem };
    this.outcomes.set(stack, outcome);
    this.ports.tell({ kind: 'outcome', ...outcome });
  }
}

function isRefused({ losses, outages }: Planned): boolean {
  return [...losses, ...outages].some(({ allowed }) => !allowed);
}

function refusalOf({ losses }: Planned): string {
  return losses.some(({ allowed }) => !allowed)
    ? 'it would destroy data'
    : 'it would take too many machines of a pool down at once';
}
