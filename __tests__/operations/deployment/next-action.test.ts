import {
  nextAction,
  type Plan,
  type PlannedChange,
  type RoundState,
  type RunAction,
  type RunRequest,
  type StackOutcome,
} from '../../../operations/deployment';

const request: RunRequest = {
  ...{ rounds: [], needs: { base: ['a'] }, skip: [], elsewhere: [], allowed: [], pools: [] },
  ...{ allowedOutages: [], destroy: false, planOnly: false },
};

const planOf = (...changes: readonly PlannedChange[]): Plan => ({
  ...{ file: 'plan', request: {}, changes, isEmpty: changes.length === 0 },
});
const machine = (name: string, action: 'create' | 'delete'): PlannedChange => ({
  ...{ address: `libvirt_domain.${name}`, type: 'libvirt_domain', action },
  ...(action === 'create' ? { after: { name } } : { before: { name } }),
});
const nothing = planOf();
const makes = planOf({ address: 'terraform_data.x', type: 'terraform_data', action: 'create' });
const loses = planOf({ address: 'libvirt_volume.d', type: 'libvirt_volume', action: 'delete', before: {} });
const outcome = (stack: string, result: StackOutcome['result']): StackOutcome => ({
  ...{ stack, result, actions: {}, losses: [], outages: [] },
});

function after(done: Partial<RoundState>, asked: Partial<RunRequest> = {}): RunAction | undefined {
  const maps = { plans: new Map(), dueJobs: new Map(), machines: new Map() };
  const nothingYet = { outcomes: [], ...maps, applied: [], isStopped: false };
  return nextAction({ ...request, ...asked }, { stacks: ['a', 'b'], ...nothingYet, ...done });
}
const plans = (a: Plan, b: Plan) => new Map([...Object.entries({ a, b })]);
const settles = (...outcomes: readonly object[]) => ({ kind: 'settle', outcomes });
const whole = (stack: string, plan: Plan) => ({ stack, isWhole: true, plan });

test('every stack of a round is planned before any is applied', () => {
  expect(after({})).toEqual({ kind: 'plan', stack: 'a' });
  expect(after({ plans: new Map([['a', makes]]) })).toEqual({ kind: 'plan', stack: 'b' });
  expect(after({ plans: plans(makes, makes) })).toMatchObject({ kind: 'apply', judged: { stack: 'a' } });
});

test('all are completed together once all are applied, including those without changes', () => {
  expect(after({ plans: plans(makes, nothing), applied: [whole('a', makes)] })).toMatchObject({
    kind: 'complete',
    stacks: [
      { judged: { stack: 'a' }, result: 'done' },
      { judged: { stack: 'b' }, result: 'unchanged' },
    ],
  });
});

test('a round is over when all of its stacks have ended', () => {
  expect(after({ outcomes: [outcome('a', 'done'), outcome('b', 'failed')] })).toBeUndefined();
});

test('a stack waits for those that it needs, unless nothing is applied anyway', () => {
  const outcomes = [outcome('a', 'failed')];
  const held = { stack: 'base', result: 'held', problem: 'it comes after a' };
  expect(after({ stacks: ['base'], outcomes })).toMatchObject(settles(held));
  expect(after({ stacks: ['base'], outcomes }, { planOnly: true })).toEqual({ kind: 'plan', stack: 'base' });
});

test('a data loss that is not allowed ends the round before anything is applied', () => {
  const judged = { plans: plans(loses, makes) };
  const refused = { stack: 'a', result: 'refused', problem: 'it would destroy data' };
  expect(after(judged)).toMatchObject(settles(refused, { stack: 'b', result: 'held' }));
  expect(after(judged, { allowed: ['a:libvirt_volume.d'] })).toMatchObject({ kind: 'apply' });
  expect(after(judged, { allowed: 'all' })).toMatchObject({ kind: 'apply' });
});

test('the rounds after a refusal are held, and still planned if nothing is applied', () => {
  const later = { stacks: ['base'], outcomes: [outcome('b', 'refused')] };
  expect(after(later)).toMatchObject(settles({ stack: 'base', result: 'held' }));
  expect(after(later, { planOnly: true })).toEqual({ kind: 'plan', stack: 'base' });
});

test('an interrupted run starts nothing more, and completes what it has applied', () => {
  const applied = [whole('a', makes)];
  const held = { result: 'held', problem: 'the run was interrupted before this stack was started' };
  expect(after({ isStopped: true })).toMatchObject(settles({ stack: 'a', ...held }));
  expect(after({ plans: plans(makes, makes), applied, isStopped: true })).toMatchObject(
    settles({ stack: 'b', ...held }),
  );
  expect(after({ plans: plans(makes, nothing), applied, isStopped: true })).toMatchObject({
    kind: 'complete',
  });
});

describe('a machine that a stack creates while a stack without a plan may still run it', () => {
  const arriving = {
    plans: new Map([['b', planOf(machine('n0', 'create'))]]),
    outcomes: [outcome('a', 'failed')],
  };
  const held = settles({
    ...{ stack: 'b', result: 'held' },
    problem: 'n0 may still run where a has it. If that host is lost: --skip a',
  });

  test('is looked up in the state of the other stack', () => {
    expect(after(arriving)).toEqual({ kind: 'read-machines', stack: 'a' });
  });

  test.each([
    ['runs there', ['n0'], held],
    ['may run there, as the state cannot be read', undefined, held],
    ['does not', ['n1'], { kind: 'apply', judged: { stack: 'b' } }],
  ])('%s', (_, found, action) => {
    expect(after({ ...arriving, machines: new Map([['a', found]]) })).toMatchObject(action);
  });

  test('a stack whose apply failed does not matter, since its plan is known', () => {
    const both = { plans: plans(makes, planOf(machine('n0', 'create'))), outcomes: [outcome('a', 'failed')] };
    expect(after(both)).toMatchObject({ kind: 'apply', judged: { stack: 'b' } });
  });
});

describe('a stack with a job that is due', () => {
  const first = ['kubernetes_cron_job_v1.migrate'];
  const due = { stacks: ['a'], dueJobs: new Map([['a', { first, last: [] }]]) };
  const changed = { ...due, plans: new Map([['a', makes]]) };
  const needs = { stack: 'a', isWhole: false, plan: makes };

  test('gets what the job needs first, then the job runs, then comes the rest', () => {
    expect(after(changed)).toMatchObject({ kind: 'apply', targets: ['kubernetes_cron_job_v1.migrate'] });
    expect(after({ ...changed, applied: [needs] })).toMatchObject({ kind: 'run-jobs', stack: 'a' });
    const ran = { ...changed, applied: [needs], dueJobs: new Map([['a', { first: [], last: [] }]]) };
    expect(after(ran)).toMatchObject({ kind: 'apply', targets: undefined, isOutdated: true });
  });

  test('runs it even where nothing else changes', () => {
    const unchanged = { ...due, plans: new Map([['a', nothing]]) };
    expect(after(unchanged)).toMatchObject({ kind: 'run-jobs', stack: 'a' });
    expect(after({ ...unchanged, dueJobs: new Map() })).toMatchObject({
      kind: 'complete',
      stacks: [{ result: 'unchanged' }],
    });
  });

  test.each([
    ['before the rest', due],
    ['at the end', { ...due, dueJobs: new Map([['a', { first: [], last: ['clean-up'] }]]) }],
  ])('would change, where a run only looks: one that runs %s', (_, jobs) => {
    const looks = after({ ...jobs, plans: new Map([['a', nothing]]) }, { planOnly: true });
    expect(looks).toMatchObject(settles({ stack: 'a', result: 'planned' }));
  });

  test('applies all of it at once where the job runs at the end', () => {
    const last = { ...changed, dueJobs: new Map([['a', { first: [], last: ['clean-up'] }]]) };
    expect(after(last)).toMatchObject({ kind: 'apply', targets: undefined });
    expect(after({ ...last, applied: [whole('a', makes)] })).toMatchObject({ kind: 'complete' });
  });

  test('begins none of it once the run is interrupted, or after a refusal', () => {
    expect(after({ ...changed, isStopped: true })).toMatchObject(settles({ stack: 'a', result: 'held' }));
    expect(after({ ...due, plans: new Map([['a', loses]]) })).toMatchObject(
      settles({ stack: 'a', result: 'refused' }),
    );
  });
});

describe('stacks that swap machines', () => {
  const a = planOf(machine('n0', 'delete'), machine('n1', 'create'));
  const b = planOf(machine('n1', 'delete'), machine('n0', 'create'));
  const swap = { plans: plans(a, b) };
  const given = { stack: 'a', isWhole: false, plan: planOf(machine('n0', 'delete')) };

  test('start by removing the machines of one of them', () => {
    expect(after(swap)).toMatchObject({
      kind: 'apply',
      judged: { stack: 'a' },
      targets: ['libvirt_domain.n0'],
    });
  });

  test('continue with the other, and plan the first again', () => {
    const other = after({ ...swap, applied: [given] });
    expect(other).toMatchObject({ kind: 'apply', judged: { stack: 'b' }, isOutdated: false });
    const last = after({ ...swap, applied: [given, whole('b', b)] });
    expect(last).toMatchObject({
      kind: 'apply',
      judged: { stack: 'a' },
      targets: undefined,
      isOutdated: true,
    });
  });

  test('stop if the machine still exists there', () => {
    expect(after({ ...swap, outcomes: [outcome('a', 'failed')] })).toMatchObject(
      settles({ stack: 'b', result: 'held', problem: 'n0 is still where a has it' }),
    );
  });
});
