import { InvalidInput } from '../../../core/findings';
import { Failure } from '../../process';
import type { Plan } from '../terraform';
import type { JudgedPlan } from './judged-plan';
import { type CompletedStack, nextAction, NO_JOBS, type RoundState, type RunAction } from './next-action';
import { outcomeOf, type StackOutcome } from './outcome';
import type { DeploymentPorts } from './ports';
import type { RunRequest } from './run-request';

/**
 * Plans, judges and applies stacks. What goes wrong with one is its outcome; stacks that do not depend on it go on. What is done
 * next is for {@link nextAction} to say: here it is done.
 */
export async function runStacks(
  request: RunRequest,
  ports: DeploymentPorts,
): Promise<readonly StackOutcome[]> {
  const { rounds, skip } = request;
  let outcomes = told(
    skip.map((stack) => outcomeOf(stack, 'skipped')),
    ports,
  );
  for (const round of rounds) {
    const stacks = round.filter((stack) => !skip.includes(stack));
    outcomes = await runRound({ ...NOTHING_YET, stacks, outcomes }, request, ports);
  }
  const order = rounds.flat();
  return [...outcomes].sort((a, b) => order.indexOf(a.stack) - order.indexOf(b.stack));
}

const NOTHING_YET = {
  ...{ plans: new Map(), dueJobs: new Map(), machines: new Map() },
  ...{ applied: [], isStopped: false },
} as const;

async function runRound(
  begun: RoundState,
  request: RunRequest,
  ports: DeploymentPorts,
): Promise<readonly StackOutcome[]> {
  let state = begun;
  for (;;) {
    state = { ...state, isStopped: isStopped(ports) };
    const action = nextAction(request, state);
    if (action === undefined) return state.outcomes;
    state = { ...state, ...(await perform(action, state, request, ports)) };
  }
}

/** Does one action. Returns what has changed by it. */
async function perform(
  action: RunAction,
  { outcomes, plans, dueJobs, machines, applied }: RoundState,
  request: RunRequest,
  ports: DeploymentPorts,
): Promise<Partial<RoundState>> {
  switch (action.kind) {
    case 'settle':
      return { outcomes: [...outcomes, ...told(action.outcomes, ports)] };
    case 'read-machines':
      return { machines: new Map(machines).set(action.stack, await machinesIn(action.stack, ports)) };
    case 'complete': {
      const ended = await Promise.all(action.stacks.map((stack) => complete(stack, request, ports)));
      return { outcomes: [...outcomes, ...ended] };
    }
    case 'plan': {
      const { stack } = action;
      const planned = await attempt(stack, undefined, ports, async () => ({
        plan: await planOf(stack, request, ports),
        jobs: request.destroy ? NO_JOBS : await ports.dueJobs(stack),
      }));
      if ('failed' in planned) return { outcomes: [...outcomes, planned.failed] };
      const { plan, jobs } = planned.value;
      return { plans: new Map(plans).set(stack, plan), dueJobs: new Map(dueJobs).set(stack, jobs) };
    }
    case 'run-jobs': {
      const { stack, judged } = action;
      const ran = await attempt(stack, judged, ports, () => ports.runJobs(stack));
      if ('failed' in ran) return { outcomes: [...outcomes, ran.failed] };
      const { last } = dueJobs.get(stack) ?? NO_JOBS;
      return { dueJobs: new Map(dueJobs).set(stack, { first: [], last }) };
    }
    case 'apply': {
      const { judged, targets } = action;
      const plan = await attempt(judged.stack, judged, ports, () => apply(action, request, ports));
      if ('failed' in plan) return { outcomes: [...outcomes, plan.failed] };
      const isWhole = targets === undefined;
      return { applied: [...applied, { stack: judged.stack, isWhole, plan: plan.value }] };
    }
  }
}

async function planOf(
  stack: string,
  { planOnly, destroy }: RunRequest,
  ports: DeploymentPorts,
): Promise<Plan> {
  ports.tell({ kind: 'note', stack, message: 'planning' });
  if (!destroy) await ports.preflight(stack);
  const plan = await ports.plan(stack, { destroy });
  if (planOnly || !(await ports.correctState(stack, plan))) return plan;
  return ports.plan(stack, { destroy });
}

async function apply(
  { judged, targets, isOutdated }: Extract<RunAction, { kind: 'apply' }>,
  { destroy }: RunRequest,
  ports: DeploymentPorts,
): Promise<Plan> {
  const { stack } = judged;
  const plan =
    targets === undefined && !isOutdated
      ? judged.plan
      : await ports.plan(stack, targets === undefined ? { destroy } : { targets });
  if (plan !== judged.plan) refuseOtherChanges(judged, plan);
  await ports.apply(stack, plan);
  return plan;
}

/** What is planned again must be part of what was judged. */
function refuseOtherChanges({ stack, changes }: JudgedPlan, plan: Plan): void {
  const judged = new Map(changes.map(({ address, action }) => [address, action]));
  const others = plan.changes.filter(({ address, action }) => judged.get(address) !== action);
  if (others.length === 0) return;
  throw new Failure(
    `${stack}: there is more to do than was planned: ${others.map(({ address }) => address).join(', ')}`,
  );
}

/**
 * Does what follows an apply. Also where nothing had to be applied: an earlier run may have been cut off in between, as this one
 * may be now.
 */
async function complete(
  { judged, result }: CompletedStack,
  { destroy }: RunRequest,
  ports: DeploymentPorts,
): Promise<StackOutcome> {
  const { stack, plan } = judged;
  const completed = await attempt(stack, judged, ports, async () => {
    if (!destroy && !isStopped(ports)) await ports.complete(stack, plan);
  });
  if ('failed' in completed) return completed.failed;
  const outcome = outcomeOf(stack, result, judged);
  told([outcome], ports);
  return outcome;
}

type Attempt<T> = { readonly value: T } | { readonly failed: StackOutcome };

/** Does something to a stack. A failure of it is the stack's outcome, and is explained. */
async function attempt<T>(
  stack: string,
  judged: JudgedPlan | undefined,
  ports: DeploymentPorts,
  work: () => Promise<T>,
): Promise<Attempt<T>> {
  try {
    return { value: await work() };
  } catch (error) {
    if (!isExpected(error)) throw error;
    const problem = [...(await explanationsOf(stack, error, ports)), error.message].join('\n');
    const outcome = outcomeOf(stack, 'failed', judged, problem);
    told([outcome], ports);
    return { failed: outcome };
  }
}

/** None where the cause cannot be found out: the failure itself is told all the same. */
async function explanationsOf(
  stack: string,
  error: Error,
  ports: DeploymentPorts,
): Promise<readonly string[]> {
  try {
    return await ports.explain(stack, error);
  } catch (unexplained) {
    if (isExpected(unexplained)) return [];
    throw unexplained;
  }
}

/** Undefined where its state cannot be read. */
async function machinesIn(stack: string, ports: DeploymentPorts): Promise<readonly string[] | undefined> {
  try {
    return await ports.machinesIn(stack);
  } catch (error) {
    if (error instanceof Failure) return undefined;
    throw error;
  }
}

function isExpected(error: unknown): error is Failure | InvalidInput {
  return error instanceof Failure || error instanceof InvalidInput;
}

function isStopped({ stop }: DeploymentPorts): boolean {
  return stop?.aborted === true;
}

function told(outcomes: readonly StackOutcome[], ports: DeploymentPorts): readonly StackOutcome[] {
  for (const outcome of outcomes) ports.tell({ kind: 'outcome', ...outcome });
  return outcomes;
}
