import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { check, readPlans, renderJson, renderMarkdown, renderTerminal, reviewSynths } from '../../review';

// What `terraform show -json` writes of a plan.

const root = mkdtempSync(join(tmpdir(), 'slipway-plans-'));
afterAll(() => {
  rmSync(root, { recursive: true, force: true });
});

function written(name: string, plan: unknown): string {
  const file = join(root, name);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, typeof plan === 'string' ? plan : JSON.stringify(plan));
  return file;
}

function reviewOf(...files: readonly string[]) {
  const { before, after } = readPlans(files);
  return reviewSynths(before, after);
}

/** Written by Terraform 1.11.4 of resources that need no provider. */
const REAL = join(__dirname, 'support/plans/terraform-data.json');

interface Change {
  readonly address?: string;
  readonly type?: string;
  readonly actions: readonly string[];
  readonly before?: object | null;
  readonly after?: object | null;
  readonly more?: object;
}

/** A plan with one change. */
function planned({
  type = 'kubernetes_deployment',
  address,
  actions,
  before = null,
  after = null,
  more,
}: Change) {
  return {
    format_version: '1.2',
    resource_changes: [
      {
        address: address ?? `${type}.web`,
        mode: 'managed',
        type,
        name: 'web',
        change: {
          actions,
          before,
          after,
          before_sensitive: {},
          after_sensitive: {},
          after_unknown: {},
          ...more,
        },
      },
    ],
  };
}

test("Terraform's own plan is read as the changes that it makes", () => {
  const { entries, verdict, planned: isPlanned } = reviewOf(REAL);
  expect(
    entries.flatMap(({ action, resources }) => resources.map(({ address }) => [action, address])).sort(),
  ).toEqual([
    ['delete', 'terraform_data.counted[1]'],
    ['delete', 'terraform_data.gone'],
    ['forget', 'terraform_data.let_go'],
    ['move', 'terraform_data.new'],
    ['replace', 'terraform_data.replaced'],
    ['update', 'module.inner.terraform_data.box'],
    ['update', 'output.size'],
    ['update', 'terraform_data.follows'],
    ['update', 'terraform_data.hidden'],
  ]);
  expect([isPlanned, verdict.outcome]).toEqual([true, 'changes']);
});

test('a replacement is told by what forces it, as the plan has it, and no table is quoted', () => {
  const text = renderTerminal(reviewOf(REAL));
  expect(text).toContain('is replaced: triggers_replace forces it, the plan says');
  expect(text).not.toContain('what is known of the provider');
});

test('what only an apply tells is told where it is given, and not where a provider computes it', () => {
  const follows = reviewOf(REAL).entries.find(
    ({ resources }) => resources[0]?.address === 'terraform_data.follows',
  );
  expect(follows?.rows.map(({ path, variants }) => [path, variants[0]?.after])).toEqual([
    ['input.of', '(known after apply)'],
  ]);
});

test('a sensitive value is in no output, and its change is told', () => {
  const review = reviewOf(REAL);
  const text = renderMarkdown(review);
  expect(readFileSync(REAL, 'utf8')).toContain('hunter2');
  expect(text).not.toContain('hunter2');
  expect(text).toContain('input.password: "(sensitive value)" → "(another sensitive value)"');
});

test('what Terraform keeps out of its output is no secret in clear', () => {
  expect(check(readPlans([REAL]).after).map(({ rule }) => rule)).not.toContain('secrets/in-clear');
});

test('resources in a plan are judged by the same rules as in a synth', () => {
  const pod = (privileged: boolean) => ({
    metadata: [{ name: 'web' }],
    spec: [{ template: [{ spec: [{ container: [{ name: 'web', security_context: [{ privileged }] }] }] }] }],
  });
  const file = written('pod.json', planned({ actions: ['update'], before: pod(false), after: pod(true) }));
  expect(reviewOf(file).entries.map(({ level, risks }) => [level, risks[0]?.reason])).toEqual([
    ['privileges', 'grants more: privileged (it may do everything on its node)'],
  ]);
  expect(check(readPlans([file]).after).map(({ rule }) => rule)).toContain('pods/privileged');
});

test('a claim that the plan replaces is data at risk, whatever the table says', () => {
  const claim = (storage: string) => ({
    metadata: [{ name: 'data' }],
    spec: [{ resources: [{ requests: { storage } }] }],
  });
  const change = { type: 'kubernetes_persistent_volume_claim', before: claim('1Gi'), after: claim('2Gi') };
  const levelOf = (name: string, plan: Change) => reviewOf(written(name, planned(plan))).entries[0]?.level;
  expect(levelOf('grown.json', { ...change, actions: ['update'] })).toBe('capacity');
  expect(
    levelOf('replaced.json', {
      ...change,
      actions: ['delete', 'create'],
      more: { replace_paths: [['spec', 0, 'resources']] },
    }),
  ).toBe('data');
});

test('each plan is a stack, called as its file, or by its path where several are called alike', () => {
  const plan = planned({ actions: ['create'], after: {} });
  const [dev, prod] = [written('dev.json', plan), written('prod.tfplan.json', plan)];
  expect([...readPlans([dev, prod]).after.stacks.keys()]).toEqual(['dev', 'prod']);
  const [a, b] = [written('a/plan.json', plan), written('b/plan.json', plan)];
  expect([...readPlans([a, b]).after.stacks.keys()]).toEqual([join(root, 'a/plan'), join(root, 'b/plan')]);
});

test('an old object that only its deletion is left of is told by its key', () => {
  const plan = planned({ actions: ['delete'], before: { metadata: [{ name: 'web' }] } });
  const [change] = plan.resource_changes;
  const file = written('deposed.json', { ...plan, resource_changes: [{ ...change, deposed: '3a1c' }] });
  expect(reviewOf(file).entries[0]?.resources[0]?.address).toBe(
    'kubernetes_deployment.web (deposed object 3a1c)',
  );
});

test.each([
  ['text', 'no plan', /is not an object in JSON/],
  [
    'a plan with its changes twice',
    '{"format_version":"1.2","planned_values":{},"resource_changes":[5],"resource_changes":[]}',
    /one that has "resource_changes" twice/,
  ],
  ['a state', { format_version: '1.0', values: {} }, /is a state/],
  ['another format', { format_version: '2.0', resource_changes: [] }, /of format 2\.0/],
  ['schemas of providers', { format_version: '1.0', provider_schemas: {} }, /without what is planned/],
  ['a number for its changes', { format_version: '1.2', resource_changes: 5 }, /changes of another form/],
  [
    'a change without actions',
    { format_version: '1.2', resource_changes: [{ address: 'a.b' }] },
    /of another form/,
  ],
  [
    'a list of outputs',
    { format_version: '1.2', output_changes: [1], planned_values: {} },
    /of another form/,
  ],
  [
    'a number for actions',
    { format_version: '1.2', action_invocations: 5, planned_values: {} },
    /another form/,
  ],
  ['a plan that failed', { format_version: '1.2', errored: true }, /failed half-way/],
  ['something else', {}, /without a format_version/],
])('%s in place of a plan is refused with what to run', (name, content, message) => {
  const file = written(`${name}.json`, content);
  expect(() => readPlans([file])).toThrow(message);
  expect(() => readPlans([file])).toThrow(/terraform show -json/);
});

test.each([null, 5, { change: 7 }, { address: 'a.b', change: { actions: 'x' } }])(
  'what is not a change is refused: %j',
  (wrong) => {
    const file = written('wrong.json', { format_version: '1.2', resource_changes: [wrong] });
    expect(() => reviewOf(file)).toThrow(/changes of another form/);
  },
);

test.each([
  ['a resource', { resource_changes: [{ address: 'aws_x.a', change: { actions: ['nope'] } }] }],
  [
    'a resource, in an unknown order',
    { resource_changes: [{ address: 'a.b', change: { actions: ['create', 'update'] } }] },
  ],
  ['nothing at all', { resource_changes: [{ address: 'aws_x.a', change: { actions: [] } }] }],
  [
    'a data source',
    { resource_changes: [{ address: 'data.a.b', mode: 'data', change: { actions: ['x'] } }] },
  ],
  [
    'a deferred one',
    { deferred_changes: [{ resource_change: { address: 'a.b', change: { actions: ['x'] } } }] },
  ],
  ['an output', { output_changes: { size: { actions: ['x'] } } }],
])('actions that are not known are refused: of %s', (_, changes) => {
  const file = written('unknown.json', { format_version: '1.2', planned_values: {}, ...changes });
  expect(() => readPlans([file])).toThrow(
    /plans actions for \S+( \(deferred\))? which Slipway does not know/,
  );
});

test('two changes of one address are refused: one would hide the other', () => {
  const plan = planned({ type: 'aws_db_instance', actions: ['delete'], before: { engine: 'x' } });
  const idle = planned({ type: 'aws_db_instance', actions: ['no-op'], before: {}, after: {} });
  const resource_changes = [...plan.resource_changes, ...idle.resource_changes];
  const file = written('twice.json', { ...plan, resource_changes });
  expect(() => readPlans([file])).toThrow(/with two changes of aws_db_instance\.web/);
});

describe('what a plan does is told, also where both sides are equal', () => {
  const same = { before: { engine: 'x' }, after: { engine: 'x' } };
  const configuration = {
    root_module: {
      resources: [{ address: 'aws_db_instance.web', expressions: { engine: { constant_value: 'x' } } }],
    },
  };
  const database = (actions: readonly string[], more: object = {}, ofChange: object = {}) => {
    const plan = planned({ type: 'aws_db_instance', actions, ...same, more: ofChange });
    const [change] = plan.resource_changes;
    return { ...plan, configuration, resource_changes: [{ ...change, ...more }] };
  };
  const told = (name: string, plan: object) => {
    const review = reviewOf(written(`${name}.json`, plan));
    return { outcome: review.verdict.outcome, text: renderTerminal(review) };
  };

  test.each([['delete create'], ['create delete']])(
    'a database that is tainted is data at risk: %s',
    (actions) => {
      const plan = database(actions.split(' '), { action_reason: 'replace_because_tainted' });
      const { outcome, text } = told('tainted', plan);
      expect(outcome).toBe('approval');
      expect(text).toContain('Data at risk: 1');
      expect(text).toContain('is destroyed and created again, and the data that it holds with it');
      expect(text).toContain('is replaced: it is tainted');
    },
  );

  test("a taint is told as the only change of Terraform's own plan", () => {
    const { verdict, entries } = reviewOf(join(__dirname, 'support/plans/tainted.json'));
    expect(verdict.outcome).toBe('changes');
    expect(entries.map(({ action, risks }) => [action, risks[0]?.reason])).toEqual([
      ['replace', 'is replaced: it is tainted'],
    ]);
  });

  test('a replacement beside another change is told as well', () => {
    const plan = database(['delete', 'create']);
    const update = planned({ type: 'aws_x', actions: ['update'], before: { a: 1 }, after: { a: 2 } });
    const resource_changes = [...plan.resource_changes, ...update.resource_changes];
    const { entries } = reviewOf(written('both.json', { ...plan, resource_changes }));
    expect(entries.map(({ action, type }) => [action, type])).toEqual([
      ['replace', 'aws_db_instance'],
      ['update', 'aws_x'],
    ]);
  });

  test('a database that is created again, and left where it is, is data at risk', () => {
    const { outcome, text } = told('left', database(['create', 'forget']));
    expect(outcome).toBe('approval');
    expect(text).toContain('is created again, and the old one leaves the state and stays where it is');
  });

  test('an update that differs in nothing that is shown says so', () => {
    expect(told('silent', database(['update']))).toEqual({
      outcome: 'changes',
      text: expect.stringContaining('is updated, and the plan shows no argument that differs') as string,
    });
  });

  test('an update of what a provider computes names it, although nobody gave it', () => {
    const { text } = told(
      'computed update',
      database(['update'], {}, { after_unknown: { engine_version: true } }),
    );
    expect(text).toContain('engine_version: "(known after apply)"');
  });

  test('an import is told, whatever else the plan does with it', () => {
    const importing = { importing: { id: 'db-1' } };
    for (const actions of ['no-op', 'update'])
      expect(told('import', database([actions], {}, importing))).toEqual({
        outcome: 'changes',
        text: expect.stringContaining('is imported into the state') as string,
      });
    expect(told('no import', database(['no-op'], {}, { importing: null })).outcome).toBe('nothing');
  });

  test.each([
    ['delete', null],
    ['delete', { engine: 'x' }],
    ['forget', { engine: 'x' }],
  ])('%s is told by the action, whatever the sides say: %j', (asked, side) => {
    const plan = planned({ type: 'aws_db_instance', actions: [asked], before: side, after: side });
    expect(
      reviewOf(written('action.json', plan)).entries.map(({ action, level }) => [action, level]),
    ).toEqual([[asked, 'data']]);
  });

  test('an output that changes is told, also where both sides read alike', () => {
    const output_changes = { size: { actions: ['update'], before: 1, after: 1 } };
    expect(told('output', { format_version: '1.2', planned_values: {}, output_changes }).outcome).toBe(
      'changes',
    );
  });

  test('without a configuration, what only an apply tells is told wherever there is some', () => {
    const pod = (container: object) => ({
      spec: [{ template: [{ spec: [{ container: [{ name: 'web', ...container }] }] }] }],
    });
    const plan = planned({
      actions: ['update'],
      before: pod({ image: 'web:1' }),
      after: pod({}),
      more: { after_unknown: pod({ name: false, image: true }) },
    });
    expect(told('image', plan).text).toContain('image: web:1 → "(known after apply)"');
  });
});

describe('what a plan says besides its changes', () => {
  const empty = { format_version: '1.2', planned_values: {} };
  const reviewed = (name: string, more: object) => {
    const review = reviewOf(written(`${name}.json`, { ...empty, ...more }));
    return { outcome: review.verdict.outcome, notes: review.notes.map(({ text }) => text), review };
  };

  test('a plan that changes nothing changes nothing', () => {
    expect(reviewed('none', { complete: true, applyable: false }).outcome).toBe('nothing');
  });

  test('what somebody else did, and what does not hold, is told with what the plan does', () => {
    const resource_drift = [
      { address: 'aws_x.a', change: { actions: ['update'] } },
      { address: 'aws_x.b', change: { actions: ['delete'] } },
    ];
    const problems = [{ message: 'the certificate ends soon' }];
    const checks = [
      {
        address: { to_display: 'check.tls' },
        instances: [{ address: { to_display: 'check.tls' }, status: 'fail', problems }],
      },
      { address: { to_display: 'check.dns' }, instances: [{ status: 'error' }, { status: 'pass' }] },
    ];
    expect(reviewed('drift', { applyable: true, resource_drift, checks }).notes).toEqual([
      'drift: check.tls does not hold: the certificate ends soon',
      'drift: check.dns does not hold',
      'drift: deleted outside of Terraform: aws_x.b',
      'drift: changed outside of Terraform: aws_x.a',
      'drift: applying the plan changes the state, and no resource',
    ]);
    expect(reviewed('idle', { applyable: false, resource_drift, checks })).toMatchObject({
      outcome: 'nothing',
      notes: [],
    });
    expect(reviewed('odd drift', { applyable: true, resource_drift: [5], checks: 'x' }).outcome).toBe(
      'changes',
    );
  });

  test('a plan that is not complete says so', () => {
    const { outcome, notes, review } = reviewed('part', { complete: false, applyable: false });
    expect([outcome, notes]).toEqual([
      'changes',
      ['part: the plan is not complete, and what it leaves out may change as well'],
    ]);
    expect(renderTerminal(review)).toContain('Plans\n    part: the plan');
  });

  test('what is deferred to a later plan is told with its risks', () => {
    const [deleted] = planned({ type: 'aws_db_instance', actions: ['delete'], before: {} }).resource_changes;
    const deferred_changes = [{ reason: 'provider_config_unknown', resource_change: deleted }];
    const { outcome, review } = reviewed('later', { complete: false, deferred_changes });
    expect(outcome).toBe('approval');
    expect(
      review.entries.map(({ action, level, resources }) => [action, level, resources[0]?.address]),
    ).toEqual([['delete', 'data', 'aws_db_instance.web (deferred)']]);
  });

  test.each(['action_invocations', 'deferred_action_invocations'])('%s ask for approval', (key) => {
    const invocation = { address: 'action.aws_lambda_invoke.seed', type: 'aws_lambda_invoke' };
    const { outcome, notes } = reviewed('seed', {
      [key]: [key.startsWith('deferred') ? { reason: 'x', action_invocation: invocation } : invocation],
    });
    expect([outcome, notes]).toEqual([
      'approval',
      ['seed: action.aws_lambda_invoke.seed is invoked, and Slipway does not know what it does'],
    ]);
  });

  test('a plan that Terraform would apply, and that changes no resource, changes the state', () => {
    const { outcome, notes } = reviewed('refresh', { applyable: true });
    expect([outcome, notes]).toEqual([
      'changes',
      ['refresh: applying the plan changes the state, and no resource'],
    ]);
  });
});

test("large numbers that differ in Terraform's own plan are a change, to the last digit", () => {
  const review = reviewOf(join(__dirname, 'support/plans/large-number.json'));
  expect(review.verdict.outcome).toBe('changes');
  expect(renderTerminal(review)).toContain('input: 12345678901234567890 → 12345678901234567891');
});

describe('secrets in a plan', () => {
  const TOKEN = 'ghp_aB3daB3daB3daB3daB3daB3daB3daB3daB3d';
  const shown = (name: string, plan: object) => {
    const file = written(`${name}.json`, plan);
    const { before, after } = readPlans([file]);
    const findings = check(after, { before });
    const review = reviewSynths(before, after, findings);
    return [
      renderTerminal(review),
      renderMarkdown(review),
      renderJson(review),
      JSON.stringify(check(after)),
    ].join();
  };

  test.each([
    'pw=hunter2hunter2',
    'pwd=hunter2hunter2',
    'host=db&pass=hunter2hunter2',
    'host=db;PW=hunter2hunter2;user=x',
    'db_pw: hunter2hunter2',
  ])('a password in a connection string is masked, before and after: %s', (dsn) => {
    const change = { before: { dsn }, after: { dsn: dsn.replaceAll('hunter2', 'hunter3') } };
    const text = shown('dsn', planned({ type: 'aws_x', actions: ['update'], ...change }));
    expect(text).toContain('dsn');
    expect(text).not.toMatch(/hunter\d/);
  });

  test('a password under a short name is masked', () => {
    const change = { before: { pw: 'hunter2hunter2' }, after: { pw: 'hunter3hunter3' } };
    expect(shown('pw', planned({ type: 'aws_x', actions: ['update'], ...change }))).not.toMatch(/hunter\d/);
  });

  test.each(['update', 'delete', 'create', 'no-op'])(
    'a token in the key of an instance is masked: %s',
    (action) => {
      const pod = (privileged: boolean) => ({
        spec: [{ template: [{ spec: [{ container: [{ security_context: [{ privileged }] }] }] }] }],
      });
      const address = `kubernetes_deployment.x["${TOKEN}"]`;
      const text = shown(
        'key',
        planned({ address, actions: [action], before: pod(false), after: pod(true) }),
      );
      expect(text).not.toContain(TOKEN);
      if (action !== 'no-op') expect(text).toContain('kubernetes_deployment.x["«secret 1»"]');
    },
  );

  test('a token in the address of an action, and of what is moved, is masked', () => {
    const [moved] = planned({
      address: 'aws_x.a["b"]',
      actions: ['no-op'],
      before: {},
      after: {},
    }).resource_changes;
    const text = shown('moved', {
      format_version: '1.2',
      resource_changes: [{ ...moved, previous_address: `aws_x.a["${TOKEN}"]` }],
      action_invocations: [{ address: `action.a.b["${TOKEN}"]` }],
    });
    expect(text).toContain('is invoked');
    expect(text).not.toContain(TOKEN);
  });
});

test('values of wrong types are read without failing', () => {
  const change = { actions: ['update'], before: [], after: 'y', after_unknown: [true] };
  const wrong = { address: 'aws_x.a', type: 'aws_x', name: 'a', mode: 'managed', change };
  const file = written('odd.json', { format_version: '1.2', resource_changes: [wrong] });
  expect(reviewOf(file).verdict.outcome).toBe('changes');
});

test('nothing and an empty value are the same to the providers', () => {
  const empty = { a: '', b: [], c: {}, d: false, e: 0, labels: { team: 'a' }, list: [{ x: null }] };
  const change = {
    type: 'aws_x',
    actions: ['update'],
    before: { list: [{ x: '' }], labels: {} },
    after: empty,
  };
  const [entry] = reviewOf(written('empty.json', planned(change))).entries;
  expect(entry?.rows.map(({ path, variants }) => [path, variants[0]?.before, variants[0]?.after])).toEqual([
    ['labels.team', undefined, 'a'],
  ]);
});

test.each<[string, object, string]>([
  ['a tainted resource', { action_reason: 'replace_because_tainted' }, 'it is tainted'],
  ['a replacement that was asked for', { action_reason: 'replace_by_request' }, '-replace asks for it'],
  [
    'a trigger',
    { action_reason: 'replace_by_triggers' },
    'replace_triggered_by follows something that changes',
  ],
  ['no reason', {}, 'the plan says so'],
  ['a reason of a later Terraform', { action_reason: 'replace_by_wish' }, 'the plan says so'],
])('%s is told as why it is replaced', (name, more, reason) => {
  const plan = planned({ type: 'aws_x', actions: ['delete', 'create'], before: { a: 1 }, after: { a: 2 } });
  const [change] = plan.resource_changes;
  const file = written(`${name}.json`, { ...plan, resource_changes: [{ ...change, ...more }] });
  expect(renderTerminal(reviewOf(file))).toContain(`is replaced: ${reason}`);
});

test('several arguments that force it are named once each, in order', () => {
  const replace_paths = [['size'], ['disk', 1, 'type'], ['disk', 0, 'type'], ['name']];
  const change = { before: { a: 1 }, after: { a: 2 }, more: { replace_paths } };
  const file = written('paths.json', planned({ type: 'aws_x', actions: ['delete', 'create'], ...change }));
  expect(renderTerminal(reviewOf(file))).toContain('disk.type, name, size forces it, the plan says');
});

test('every file that cannot be read is named', () => {
  const [one, two] = [join(root, 'nowhere.json'), join(root, 'nothing.json')];
  const right = written('right.json', planned({ actions: ['create'], after: {} }));
  expect(() => readPlans([one, right, two])).toThrow(/nowhere\.json[\s\S]*nothing\.json/);
  expect(() => readPlans([one, right, two])).not.toThrow(/right\.json/);
});

describe('what only an apply tells', () => {
  /** `path before → after` of each row. @param given the expressions of the configuration */
  const rowsOf = (name: string, sides: Pick<Change, 'before' | 'after'>, unknown: object, given?: object) => {
    const plan = planned({ type: 'aws_x', actions: ['update'], ...sides, more: { after_unknown: unknown } });
    const configuration = {
      root_module: { resources: [{ address: 'aws_x.web', expressions: given ?? {} }] },
    };
    const [entry] = reviewOf(written(`${name}.json`, { ...plan, configuration })).entries;
    return (entry?.rows ?? []).map(
      ({ path, variants: [one] }) => `${path} ${JSON.stringify(one?.before)} → ${JSON.stringify(one?.after)}`,
    );
  };
  const LATER = '"(known after apply)"';

  test('is told where the configuration gives it', () => {
    const given = { name: { references: ['aws_y.b.name', 'aws_y.b'] } };
    expect(rowsOf('given', { before: { name: 'a' }, after: {} }, { name: true }, given)).toEqual([
      `name "a" → ${LATER}`,
    ]);
  });

  test('is left out where a provider computes it', () => {
    expect(rowsOf('computed', { before: { id: 'a', b: 1 }, after: { b: 2 } }, { id: true })).toEqual([
      'b 1 → 2',
    ]);
  });

  test('is found in a list of blocks, beside what is known', () => {
    const sides = {
      before: { disk: [{ id: 'x', size: 1 }] },
      after: { disk: [{ size: 2 }] },
    };
    expect(
      rowsOf('blocks', sides, { disk: [{ id: true }] }, { disk: [{ size: { constant_value: 2 } }] }),
    ).toEqual(['disk[0].size 1 → 2']);
    const given = { disk: [{ id: { references: ['aws_y.b.id'] }, size: { constant_value: 2 } }] };
    expect(rowsOf('given blocks', sides, { disk: [{ id: true }] }, given)).toEqual([
      `disk[0].id "x" → ${LATER}`,
      'disk[0].size 1 → 2',
    ]);
  });

  test('is found in a single block, which is written without a list', () => {
    const sides = { before: { disk: [{ id: 'x' }] }, after: { disk: [{}] } };
    const given = { disk: { id: { references: ['aws_y.b.id'] } } };
    expect(rowsOf('single', sides, { disk: [{ id: true }] }, given)).toEqual([`disk[0].id "x" → ${LATER}`]);
  });

  test('below an expression is given by it', () => {
    const sides = { before: { tags: { a: 'x', b: 'y' } }, after: { tags: { b: 'y' } } };
    const given = { tags: { references: ['local.tags'] } };
    expect(rowsOf('map', sides, { tags: { a: true } }, given)).toEqual([`tags.a "x" → ${LATER}`]);
  });

  test('in a list of plain values stands in its place', () => {
    const sides = { before: { names: ['a', 'b'] }, after: { names: ['a', null] } };
    const given = { names: { references: ['aws_y.b.name'] } };
    expect(rowsOf('list', sides, { names: [false, true] }, given)).toEqual([
      expect.stringContaining('(known after apply)'),
    ]);
  });

  test('of an argument that was null is told', () => {
    const given = { name: { references: ['aws_y.b.name'] } };
    expect(rowsOf('null', { before: { name: null }, after: {} }, { name: true }, given)).toEqual([
      `name undefined → ${LATER}`,
    ]);
  });
});
