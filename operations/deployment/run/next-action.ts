import type { Plan } from '../terraform';
import { isRefusedPlan, type JudgedPlan, judgedPlans, refusalOf } from './judged-plan';
import { arrivals, movesBetween, phasesOf } from './moves';
import { isPassed, outcomeOf, type StackOutcome } from './outcome';
import type { DueJobs } from './ports';
import { needsOf } from './rounds';
import type { RunRequest } from './run-request';

/** A round of a run, as plain data: what has happened so far. */
export interface RoundState {
  /** The stacks of the round, without those that are skipped. */
  readonly stacks: readonly string[];
  /** Of this round and of those before it, in the order in which they were settled. */
  readonly outcomes: readonly StackOutcome[];
  /** Stack → what Terraform would do. */
  readonly plans: ReadonlyMap<string, Plan>;
  /** Stack that could not be planned, or is not part of the run → the machines in its state; undefined where that cannot be read. */
  readonly machines: ReadonlyMap<string, readonly string[] | undefined>;
  /** Stack → its jobs that are due, and have not run yet. */
  readonly dueJobs: ReadonlyMap<string, DueJobs>;
  /** What was applied, in order. */
  readonly applied: readonly AppliedPlan[];
  /** Whether the run was interrupted: nothing more is begun. */
  readonly isStopped: boolean;
}

/** A plan that was applied: that of a whole stack, or of what comes first: machines that leave it, what its jobs need. */
interface AppliedPlan {
  readonly stack: string;
  readonly isWhole: boolean;
  readonly plan: Plan;
}

/** What is done next in a round. */
export type RunAction =
  | { readonly kind: 'plan'; readonly stack: string }
  /** These stacks have ended. */
  | { readonly kind: 'settle'; readonly outcomes: readonly StackOutcome[] }
  /** Its state is read: a machine in it may still run. */
  | { readonly kind: 'read-machines'; readonly stack: string }
  | {
      readonly kind: 'apply';
      readonly judged: JudgedPlan;
      /** Only these addresses. @default all that is planned */
      readonly targets?: readonly string[];
      /** Whether the plan is older than the state, and made again. */
      readonly isOutdated: boolean;
    }
  /** Its jobs run: all that they depend on is applied. */
  | { readonly kind: 'run-jobs'; readonly stack: string; readonly judged: JudgedPlan }
  /** What follows an apply; of all stacks at once, since machines of several hosts boot at the same time. */
  | { readonly kind: 'complete'; readonly stacks: readonly CompletedStack[] };

/** A stack that is as its plan says. */
export interface CompletedStack {
  readonly judged: JudgedPlan;
  readonly result: 'done' | 'unchanged';
}

export const NO_JOBS: DueJobs = { first: [], last: [] };

const HELD = 'nothing starts while another stack is refused';

/** The next action of a round, from nothing but what has happened; undefined when the round is over. */
export function nextAction(request: RunRequest, state: RoundState): RunAction | undefined {
  const open = state.stacks.filter((stack) => !isSettled(state, stack));
  if (open.length === 0) return undefined;
  const isRefused = state.outcomes.some(({ result }) => result === 'refused');
  if (isRefused && !request.planOnly) return settle(open.map((stack) => held(stack, HELD)));
  const unplanned = open.find((stack) => !state.plans.has(stack));
  if (unplanned !== undefined) return toPlan(request, state, unplanned);
  const judged = judgedPlans(request, state.plans);
  return (
    toJudge(request, state, judged) ?? toHoldTwins(request, state, judged) ?? toApply(request, state, judged)
  );
}

function toPlan(request: RunRequest, state: RoundState, stack: string): RunAction {
  // A run that applies nothing shows every plan that can be made.
  const why = interrupted(state) ?? (request.planOnly ? undefined : waitsFor(request, state, stack));
  return why === undefined ? { kind: 'plan', stack } : settle([held(stack, why)]);
}

/** What must not be done is known only when all plans of a round are seen together: then none of it is begun. */
function toJudge(
  { planOnly }: RunRequest,
  state: RoundState,
  judged: readonly JudgedPlan[],
): RunAction | undefined {
  const isChanged = ({ stack, plan }: JudgedPlan) => {
    const { first, last } = jobsDue(state, stack);
    return !plan.isEmpty || first.length + last.length > 0;
  };
  const changed = judged.filter(isChanged);
  if (!planOnly && !changed.some(isRefusedPlan)) return undefined;
  const unchanged = judged.filter((one) => !isChanged(one));
  return settle([
    ...changed.map((one) => {
      if (planOnly) return outcomeOf(one.stack, isRefusedPlan(one) ? 'refused' : 'planned', one);
      return isRefusedPlan(one)
        ? outcomeOf(one.stack, 'refused', one, refusalOf(one))
        : outcomeOf(one.stack, 'held', one, HELD);
    }),
    ...unchanged.map(({ stack }) => outcomeOf(stack, 'unchanged')),
  ]);
}

/**
 * A machine of a stack that could not be planned may still run: made a second time elsewhere, two would have one name and one
 * address. A person who knows that its host is lost says so by setting the stack aside.
 */
function toHoldTwins(
  request: RunRequest,
  state: RoundState,
  judged: readonly JudgedPlan[],
): RunAction | undefined {
  const arriving = judged.filter((one) => arrivals(one).length > 0);
  if (arriving.length === 0) return undefined;
  for (const from of unplannedStacks(request, state)) {
    if (!state.machines.has(from)) return { kind: 'read-machines', stack: from };
    const twins = arriving
      .filter(({ stack }) => !isSettled(state, stack))
      .flatMap((one) => {
        const machines = twinsOf(one, from, state);
        if (machines.length === 0) return [];
        const why = `${machines.join(', ')} may still run where ${from} has it. If that host is lost: --skip ${from}`;
        return [outcomeOf(one.stack, 'held', one, why)];
      });
    if (twins.length > 0) return settle(twins);
  }
  return undefined;
}

function toApply(
  request: RunRequest,
  state: RoundState,
  judged: readonly JudgedPlan[],
): RunAction | undefined {
  const { applied } = state;
  const begun = judged.filter(
    (one) =>
      (!one.plan.isEmpty || jobsDue(state, one.stack).first.length > 0) && !hasTwins(request, state, one),
  );
  const gaveUp = (stack: string) => applied.some((one) => one.stack === stack);
  for (const { stack, targets } of phasesOf(begun)) {
    const isDone = applied.some((one) => one.stack === stack && one.isWhole === (targets === undefined));
    const one = begun.find((candidate) => candidate.stack === stack);
    if (isDone || isSettled(state, stack) || one === undefined) continue;
    const why =
      interrupted(state) ??
      waitsFor(request, state, stack) ??
      (targets === undefined ? stuckMachine(begun, stack, gaveUp) : undefined);
    if (why !== undefined) return settle([outcomeOf(stack, 'held', one, why)]);
    const jobs = targets === undefined ? jobsDue(state, stack).first : [];
    if (jobs.length > 0 && (one.plan.isEmpty || gaveUp(stack)))
      return { kind: 'run-jobs', stack, judged: one };
    if (jobs.length > 0) return { kind: 'apply', judged: one, targets: jobs, isOutdated: false };
    return { kind: 'apply', judged: one, targets, isOutdated: targets === undefined && gaveUp(stack) };
  }
  const done = applied.flatMap(({ stack, isWhole, plan }) => {
    const one = judged.find((candidate) => candidate.stack === stack);
    return isWhole && one !== undefined ? [{ judged: { ...one, plan }, result: 'done' as const }] : [];
  });
  const unchanged = judged.filter(({ plan }) => plan.isEmpty);
  return {
    kind: 'complete',
    stacks: [...done, ...unchanged.map((one) => ({ judged: one, result: 'unchanged' as const }))],
  };
}

/** A machine that is made here only once another stack has given it up. */
function stuckMachine(
  begun: readonly JudgedPlan[],
  stack: string,
  gaveUp: (stack: string) => boolean,
): string | undefined {
  const stuck = movesBetween(begun).find(({ to, from }) => to === stack && !gaveUp(from));
  return stuck && `${stuck.machine} is still where ${stuck.from} has it`;
}

/** Stacks that are not planned in this round, and whose machines may be made a second time. */
function unplannedStacks({ elsewhere }: RunRequest, { outcomes, plans }: RoundState): readonly string[] {
  const failed = outcomes.filter(({ stack, result }) => result === 'failed' && !plans.has(stack));
  return [...failed.map(({ stack }) => stack), ...elsewhere];
}

/** The machines that a plan makes and another stack may still have: all of them where its state cannot be read. */
function twinsOf(one: JudgedPlan, from: string, { machines }: RoundState): readonly string[] {
  return arrivals(one).filter((machine) => machines.get(from)?.includes(machine) ?? true);
}

function jobsDue({ dueJobs }: RoundState, stack: string): DueJobs {
  return dueJobs.get(stack) ?? NO_JOBS;
}

function hasTwins(request: RunRequest, state: RoundState, one: JudgedPlan): boolean {
  return unplannedStacks(request, state).some((from) => twinsOf(one, from, state).length > 0);
}

function interrupted({ isStopped }: RoundState): string | undefined {
  return isStopped ? 'the run was interrupted before this stack was started' : undefined;
}

function waitsFor({ needs }: RunRequest, { outcomes }: RoundState, stack: string): string | undefined {
  const failed = needsOf(stack, needs).filter((needed) =>
    outcomes.some((outcome) => outcome.stack === needed && !isPassed(outcome.result)),
  );
  return failed.length === 0 ? undefined : `it comes after ${failed.join(', ')}`;
}

function isSettled({ outcomes }: RoundState, stack: string): boolean {
  return outcomes.some((outcome) => outcome.stack === stack);
}

function held(stack: string, why: string): StackOutcome {
  return outcomeOf(stack, 'held', undefined, why);
}

function settle(outcomes: readonly StackOutcome[]): RunAction {
  return { kind: 'settle', outcomes };
}
