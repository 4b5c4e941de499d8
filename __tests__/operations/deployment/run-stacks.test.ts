import {
  type Plan,
  type PlannedChange,
  type RunRequest,
  runStacks,
  type DeploymentPorts,
} from '../../../operations/deployment';
import { Failure } from '../../../operations/process';

/** Stacks whose plans are given; what is applied is written down. */
function portsOf(
  plans: Readonly<Record<string, readonly PlannedChange[] | Failure>>,
  more: Partial<DeploymentPorts> = {},
) {
  const applied: string[] = [];
  const completed: string[] = [];
  const ports: DeploymentPorts = {
    plan: (stack, request) => {
      const changes = plans[stack] ?? [];
      if (changes instanceof Failure) return Promise.reject(changes);
      const meant = changes.filter(({ address }) => request.targets?.includes(address) ?? true);
      return Promise.resolve({
        file: stack,
        request,
        changes: meant,
        isEmpty: meant.length === 0,
      } satisfies Plan);
    },
    apply: (stack, { request }) => {
      applied.push([stack, ...(request.targets ?? [])].join(' '));
      return Promise.resolve();
    },
    complete: (stack) => {
      completed.push(stack);
      return Promise.resolve();
    },
    machinesIn: () => Promise.resolve([]),
    dueJobs: () => Promise.resolve({ first: [], last: [] }),
    runJobs: () => Promise.resolve(),
    preflight: () => Promise.resolve(),
    correctState: () => Promise.resolve(false),
    explain: () => Promise.resolve([]),
    tell: () => undefined,
    ...more,
  };
  const run = async (request: Partial<RunRequest> = {}) => {
    const needs = { services: ['base'], base: ['a', 'b'] };
    const rounds = [['a', 'b'], ['base'], ['services']];
    const all = {
      ...{ rounds, needs, skip: [], elsewhere: [], allowed: [], destroy: false, planOnly: false },
      ...{ pools: [], allowedOutages: [] },
      ...request,
    };
    return Object.fromEntries((await runStacks(all, ports)).map(({ stack, result }) => [stack, result]));
  };
  return { applied, completed, run, ports };
}

const machine = (name: string, action: 'create' | 'delete'): PlannedChange => ({
  address: `libvirt_domain.${name}`,
  type: 'libvirt_domain',
  action,
  ...(action === 'create' ? { after: { name } } : { before: { name } }),
});
const makes: readonly PlannedChange[] = [
  { address: 'terraform_data.x', type: 'terraform_data', action: 'create' },
];
const loses: readonly PlannedChange[] = [
  { address: 'libvirt_volume.data', type: 'libvirt_volume', action: 'delete', before: { name: 'data' } },
];

test('stacks are applied in order, and stacks without changes are left alone', async () => {
  const { run, applied } = portsOf({ a: makes, base: makes, services: makes });
  expect(await run()).toEqual({ a: 'done', b: 'unchanged', base: 'done', services: 'done' });
  expect(applied).toEqual(['a', 'base', 'services']);
});

test('the follow-up work of a stack is done after its apply, and before the next stacks are planned', async () => {
  const actions: string[] = [];
  const { run } = portsOf(
    { a: makes, base: makes },
    {
      apply: (stack) => Promise.resolve(void actions.push(`apply ${stack}`)),
      complete: (stack) => Promise.resolve(void actions.push(`complete ${stack}`)),
    },
  );
  await run();
  expect(actions.slice(0, 4)).toEqual(['apply a', 'complete a', 'complete b', 'apply base']);
});

describe('a job', () => {
  const template = 'kubernetes_cron_job_v1.migrate';
  const plans = {
    services: [...makes, { address: template, type: 'kubernetes_cron_job_v1', action: 'create' }],
  };
  const withJob = (ran: () => Promise<void>) => {
    const given = portsOf(plans as never, {
      dueJobs: (stack) => Promise.resolve({ first: stack === 'services' ? [template] : [], last: [] }),
      runJobs: () => ran(),
    });
    return given;
  };

  test('runs after what it needs, and before the rest of its stack', async () => {
    const seen: string[] = [];
    const { run, applied } = withJob(() => Promise.resolve(void seen.push(...applied)));
    expect(await run()).toMatchObject({ services: 'done' });
    expect(seen).toEqual([`services ${template}`]);
    expect(applied).toEqual([`services ${template}`, 'services']);
  });

  test('that fails stops the deploy: the rest of its stack is not applied', async () => {
    const { run, applied } = withJob(() => Promise.reject(new Failure('migrate failed')));
    expect(await run()).toMatchObject({ services: 'failed' });
    expect(applied).toEqual([`services ${template}`]);
  });

  test.each([
    ['only planned', { planOnly: true }],
    ['destroyed', { destroy: true }],
  ])('does not run for a stack that is %s', async (_, request) => {
    const ran = jest.fn(() => Promise.resolve());
    await withJob(ran).run(request);
    expect(ran).not.toHaveBeenCalled();
  });
});

test('the stacks of a round are completed together, once all of them are applied', async () => {
  let waiting = 0;
  const both: { release?: () => void } = {};
  const arrived = new Promise<void>((resolve) => (both.release = resolve));
  const { run, applied } = portsOf(
    { a: makes, b: makes },
    {
      complete: (stack) => {
        if (stack !== 'a' && stack !== 'b') return Promise.resolve();
        expect(applied).toEqual(['a', 'b']);
        if ((waiting += 1) === 2) both.release?.();
        return arrived;
      },
    },
  );
  expect(await run()).toMatchObject({ a: 'done', b: 'done' });
});

test.each(['a', 'b'])('a stack that cannot be completed holds those after it: %s', async (broken) => {
  const { run } = portsOf(
    { a: makes, base: makes },
    {
      complete: (stack) =>
        stack === broken ? Promise.reject(new Failure('nodes-0 does not join')) : Promise.resolve(),
    },
  );
  expect(await run()).toMatchObject({ [broken]: 'failed', base: 'held', services: 'held' });
});

test.each([
  ['only planned', { planOnly: true }, {}],
  ['destroyed', { destroy: true }, { a: makes }],
  ['not applied, since data would go', {}, { a: makes, b: loses }],
])('nothing is completed for a stack that is %s', async (_, request, plans) => {
  const { run, completed } = portsOf(plans);
  await run(request);
  expect(completed).toEqual([]);
});

test('a data loss that is not allowed stops its round before anything is done, and all later rounds', async () => {
  const { run, applied } = portsOf({ a: makes, b: loses, base: makes, services: makes });
  expect(await run()).toEqual({ a: 'held', b: 'refused', base: 'held', services: 'held' });
  expect(applied).toEqual([]);
});

test('two stacks that would together take down too many machines of a pool are both refused, until that is allowed', async () => {
  const replaced = (name: string): PlannedChange => ({ ...machine(name, 'create'), action: 'replace' });
  const plans = { a: [replaced('nodes-0')], b: [replaced('nodes-1')], base: makes };
  const pools = [
    {
      environment: 'prod',
      pool: 'nodes',
      machines: [
        { stack: 'a', address: 'libvirt_domain.nodes-0', host: 'a' },
        { stack: 'b', address: 'libvirt_domain.nodes-1', host: 'b' },
      ],
      limits: { maxUnavailable: 1, quorum: false, survivedHosts: 0 },
    },
  ];
  const { run, applied } = portsOf(plans);
  expect(await run({ pools })).toMatchObject({ a: 'refused', b: 'refused', base: 'held' });
  expect(await run({ pools, planOnly: true })).toMatchObject({ a: 'refused', b: 'refused' });
  expect(applied).toEqual([]);

  expect(await run({ pools, rounds: [['a']] })).toEqual({ a: 'done' });
  expect(await run({ pools, allowedOutages: ['nodes'] })).toMatchObject({ a: 'done', b: 'done' });
});

test('a data loss that is allowed is carried out', async () => {
  const { run, applied } = portsOf({ b: loses });
  expect(await run({ allowed: ['libvirt_volume.data'] })).toMatchObject({ b: 'done' });
  expect(applied).toEqual(['b']);
});

test('a stack that fails only stops those after it', async () => {
  const { run, applied } = portsOf({ a: new Failure('no route to host'), b: makes, base: makes });
  expect(await run()).toEqual({ a: 'failed', b: 'done', base: 'held', services: 'held' });
  expect(applied).toEqual(['b']);
});

test('a destroy does not require what a deploy requires', async () => {
  const preflight = () => Promise.reject(new Failure('the registry has lost an image'));
  const { run, applied } = portsOf({ services: makes }, { preflight });
  expect(await run({ rounds: [['services']] })).toEqual({ services: 'failed' });
  expect(await run({ rounds: [['services']], destroy: true })).toEqual({ services: 'done' });
  expect(applied).toEqual(['services']);
});

test('a skipped stack blocks nobody', async () => {
  const { run, applied } = portsOf({ a: new Failure('no route to host'), b: makes, base: makes });
  expect(await run({ skip: ['a'] })).toMatchObject({ a: 'skipped', b: 'done', base: 'done' });
  expect(applied).toEqual(['b', 'base']);
});

test('a machine that an unplannable stack may still run is not created elsewhere', async () => {
  const lost = { a: new Failure('no route to host'), b: [machine('nodes-0', 'create')] };
  const { run, applied } = portsOf(lost, { machinesIn: () => Promise.resolve(['nodes-0']) });
  expect(await run()).toMatchObject({ a: 'failed', b: 'held' });
  expect(applied).toEqual([]);
});

test('a machine that could not be destroyed in one place is not created in another', async () => {
  const plans = { a: [machine('nodes-0', 'create')], b: [machine('nodes-0', 'delete')] };
  const { run } = portsOf(plans, { apply: () => Promise.reject(new Failure('it stays')) });
  expect(await run()).toMatchObject({ b: 'failed', a: 'held' });
});

test('stacks that swap machines first remove those of one', async () => {
  const { run, applied } = portsOf({
    a: [machine('nodes-0', 'delete'), machine('nodes-1', 'create')],
    b: [machine('nodes-1', 'delete'), machine('nodes-0', 'create')],
  });
  expect(await run()).toMatchObject({ a: 'done', b: 'done' });
  expect(applied).toEqual(['a libvirt_domain.nodes-0', 'b', 'a']);
});

test('a dry run applies nothing, and plans everything', async () => {
  const { run, applied } = portsOf({ a: makes, b: loses, services: makes });
  expect(await run({ planOnly: true })).toEqual({
    a: 'planned',
    b: 'refused',
    base: 'unchanged',
    services: 'planned',
  });
  expect(applied).toEqual([]);
});

test('if data would be lost, no later round starts, whatever it depends on', async () => {
  const { applied, run } = portsOf({ a: loses, services: makes });
  const rounds = [['a', 'base'], ['services']];
  expect(await run({ rounds, needs: { services: ['base'] } })).toEqual({
    a: 'refused',
    base: 'unchanged',
    services: 'held',
  });
  expect(applied).toEqual([]);
});

test('a machine is not created again if a stack that is not selected, or cannot be read, may run it', async () => {
  const arrival = { a: [machine('n0', 'create')] };
  const asked = { rounds: [['a']], needs: {}, elsewhere: ['b'] };
  const there = portsOf(arrival, { machinesIn: () => Promise.resolve(['n0']) });
  expect(await there.run(asked)).toEqual({ a: 'held' });
  const unread = portsOf(arrival, { machinesIn: () => Promise.reject(new Failure('no registry')) });
  expect(await unread.run(asked)).toEqual({ a: 'held' });
  const gone = portsOf(arrival, { machinesIn: () => Promise.resolve([]) });
  expect(await gone.run(asked)).toEqual({ a: 'done' });
});

test('a stack with imported resources is planned again', async () => {
  let taken = 0;
  const { applied, ports } = portsOf({ services: makes });
  const adopting = {
    ...ports,
    correctState: () => Promise.resolve((taken += 1) === 1),
    plan: planOnce(ports),
  };
  const request = {
    rounds: [['services']],
    needs: {},
    skip: [],
    elsewhere: [],
    allowed: [],
    pools: [],
    allowedOutages: [],
    destroy: false,
    planOnly: false,
  };
  expect(await runStacks(request, adopting)).toMatchObject([{ stack: 'services', result: 'unchanged' }]);
  expect(applied).toEqual([]);
});

/** The first plan has changes, the next ones have none. */
function planOnce({ plan }: DeploymentPorts): DeploymentPorts['plan'] {
  let planned = 0;
  return async (stack, request) => {
    planned += 1;
    const first = await plan(stack, request);
    return planned === 1 ? first : { ...first, changes: [], isEmpty: true };
  };
}

test('an interrupted run starts nothing more', async () => {
  const stop = new AbortController();
  const { run, applied, completed } = portsOf(
    { a: makes, b: makes, base: makes },
    {
      stop: stop.signal,
      apply: (stack) => {
        applied.push(stack);
        stop.abort();
        return Promise.resolve();
      },
    },
  );
  expect(await run()).toEqual({ a: 'done', b: 'held', base: 'held', services: 'held' });
  expect(applied).toEqual(['a']);
  expect(completed).toEqual([]);
});
