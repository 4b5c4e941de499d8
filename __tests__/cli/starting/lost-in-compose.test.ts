import { envFileEntries, rawEntries, valuesOf } from '../../../cli/starting/compose/env-file';
import { fromCompose } from '../../../cli/starting/from-compose';
import { problemsOf, sourceOf } from './as-project';

function carried(services: string, rest = '') {
  const all = fromCompose(`services:\n${services}\n${rest}`);
  return {
    all,
    source: sourceOf(all),
    left: new Map(all.notCarriedOver.map((one) => [one.path, one.reason])),
  };
}

/** A file with this service alone. */
const only = (web: string, rest = '') => carried(`  web: { image: 'example/web:1', ${web} }`, rest);

describe('the program of a service', () => {
  test('is its command, where its file takes the entrypoint of the image away', () => {
    expect(only('entrypoint: [], command: [serve, --now]').source).toContain("command: ['serve', '--now']");
    expect(only("entrypoint: '', command: serve").source).toContain("command: ['serve']");
  });

  test.each([
    ['entrypoint', 'entrypoint: []'],
    ['command', 'command: []'],
  ])('without any is listed: %s', (option, web) => {
    expect([...only(web).left.keys()]).toContain(`services.web.${option}`);
  });
});

test('numbers with more digits than JavaScript counts keep them', () => {
  const { source } = only('environment: { ACCOUNT: 123456789012345678, PORT: 0x1F, LEVEL: -0 }');
  expect(source).toContain("env: { ACCOUNT: '123456789012345678', PORT: '31', LEVEL: '0' }");
});

test('annotations may be a list', () => {
  expect(only("annotations: ['example.com/team=shop']").source).toContain(
    "annotations: { 'example.com/team': 'shop' }",
  );
});

describe('of a service, what comes out otherwise is listed', () => {
  test.each([
    ['a health check whose question the image has', 'healthcheck', 'healthcheck: { interval: 5s }'],
    ['a folder that each container has of its own', 'volumes[0]', 'volumes: [/app/node_modules]'],
    ['one volume in two places', 'volumes[1]', "volumes: ['data:/data', 'data:/more']"],
    ['an end without delay', 'stop_grace_period', 'stop_grace_period: 0s'],
    ['how a mount spreads', 'volumes[0]', "volumes: ['data:/data:rshared']"],
    [
      'all devices of the machine',
      'deploy.resources.reservations.devices[0]',
      'deploy: { resources: { reservations: { devices: [{ capabilities: [gpu] }] } } }',
    ],
  ])('%s', (_, path, web) => {
    const { all, left } = only(web, 'volumes: { data: }');
    expect([...left.keys()]).toContain(`services.web.${path}`);
    expect(problemsOf(all)).toEqual([]);
  });

  test('whose a file is, and what a driver of a network does, with a reason of their own', () => {
    const { left } = only(
      "configs: [{ source: conf, target: /conf, uid: '7', gid: '7' }], networks: { default: { driver_opts: { a: b } } }",
      'configs: { conf: { content: text } }',
    );
    for (const path of ['configs[0].uid', 'configs[0].gid'])
      expect(left.get(`services.web.${path}`)).toMatch(/^A file belongs to root/);
    expect(left.get('services.web.networks.default.driver_opts')).toMatch(/^The cluster has one network/);
  });

  test('volumes that Docker fills from the image', () => {
    const { left } = only(
      "volumes: ['data:/data', 'cache:/cache:nocopy', /anonymous, { type: volume, source: more, target: /more, volume: { nocopy: true } }]",
      'volumes: { data: , cache: , more: }',
    );
    expect(left.get('volumes')).toMatch(/web: \/data, web: \/anonymous\.$/);
  });

  test('and of one volume in two places, as empty at first, only the one that is mounted', () => {
    const { left } = only("volumes: ['data:/data', 'data:/more']", 'volumes: { data: }');
    expect(left.get('volumes')).toMatch(/web: \/data\.$/);
  });

  test('rights of root that nobody takes or adds', () => {
    const path = 'services.*.cap_add';
    expect(only('user: root').left.get(path)).toContain(': web.');
    expect(only('user: root, cap_drop: [ALL]').left.has(path)).toBe(false);
    expect(only("user: '7'").left.has(path)).toBe(false);
  });

  test('that it is started again, where Compose does not', () => {
    const path = 'services.*.restart';
    expect(only('').left.get(path)).toContain(': web.');
    expect(only('restart: always').left.has(path)).toBe(false);
    expect(only('deploy: { restart_policy: { condition: any } }').left.has(path)).toBe(false);
  });
});

test('devices are counted by their names', () => {
  const device = "{ capabilities: [gpu], device_ids: ['0', '3'] }, { capabilities: [gpu], count: 1 }";
  const { all } = only(`deploy: { resources: { reservations: { devices: [${device}] } } }`);
  expect(all.services[0]?.sizes['resources']).toEqual({ 'nvidia.com/gpu': 3 });
});

test('a folder of a volume is mounted alone', () => {
  const { all, source } = only(
    'volumes: [{ type: volume, source: data, target: /data, volume: { subpath: in } }]',
    'volumes: { data: }',
  );
  expect(source).toContain("volumes: { data: { mountPath: '/data', subPath: 'in' } }");
  expect(problemsOf(all)).toEqual([]);
});

describe('a service that others wait for until it has ended', () => {
  const job = (migrate: string) =>
    carried(`  web: { image: 'example/web:1', depends_on: { migrate: { condition: service_completed_successfully } } }
  db: { image: 'postgres:16' }
  migrate: { image: 'example/web:1', command: [migrate], ${migrate} }`);

  test.each([
    ["restart: 'no'", ''],
    ['restart: on-failure:3', ', retries: 3'],
    ['deploy: { restart_policy: { condition: on-failure, max_attempts: 4 } }', ', retries: 4'],
    ['restart: on-failure', ', retries: 6'],
  ])('is tried again as often as it says: %s', (migrate, retries) => {
    const { all, source, left } = job(migrate);
    expect(source).toContain(`command: ['migrate']${retries} });`);
    expect(left.has('services.migrate.restart')).toBe(migrate === 'restart: on-failure');
    expect(problemsOf(all)).toEqual([]);
  });

  test('reaches the addresses in its own variables', () => {
    const { all, source } = job("environment: { DB_URL: 'postgres://db:5432/web' }");
    expect(source).toContain("env: { DB_URL: interpolate`postgres://${db.address('sql')}/web` }");
    expect(problemsOf(all)).toEqual([]);
  });

  test('lists what else it needs, and its service does not', () => {
    const { left } = job('depends_on: { db: { condition: service_healthy } }');
    expect(left.get('services.migrate.depends_on.db')).toContain('and not db');
  });
});

describe('what extends another service', () => {
  const extending = (base: string, web: string) =>
    carried(
      `  base: { image: 'example/web:1', ${base} }
  web: { extends: base, ${web} }
  db: { image: 'postgres:16' }`,
      'volumes: { one: , two: }',
    ).source.replace(/[\s\S]*const web/, '');

  test.each([
    [
      'labels of a list and of a map',
      "labels: ['a=1', 'b=1']",
      'labels: { b: 2 }',
      "labels: { a: '1', b: '2' }",
    ],
    [
      'one mount in each place',
      "volumes: ['one:/data']",
      "volumes: ['two:/data']",
      "volumes: { two: '/data' }",
    ],
    ['what it waits for', 'depends_on: [db]', '', "connectsTo: { DB: db.port('sql') }"],
    [
      'parts of a health check',
      'healthcheck: { test: [CMD, up], retries: 9 }',
      'healthcheck: { retries: 5 }',
      "exec(['up'], { timeout: Duration.seconds(30), failures: 5 })",
    ],
  ])('has %s', (_, base, web, expected) => {
    expect(extending(base, web)).toContain(expected);
  });
});

describe('a file of variables', () => {
  test.each([
    ['A=1 # one', { A: '1' }],
    ['COLOR=#fff', { COLOR: '#fff' }],
    ['export A=1', { A: '1' }],
    ['A: 1', { A: '1' }],
    ['# A=1\n\n  B=2\r\nC=', { B: '2', C: '' }],
    ['A=1\nB=${A}/$A-${C:-c}', { A: '1', B: '1/1-c' }],
    ['A=\'$B "x"\'', { A: '$B "x"' }],
    ['A="a\\n\\$b" # c\nB="1\n2"', { A: 'a\n$b', B: '1\n2' }],
    ['A=$$b', { A: '$b' }],
    ['HOST=mine\nURL=http://$HOST', { HOST: 'mine', URL: 'http://given' }],
    ['A\nB=1', { B: '1' }],
    ['A=it is\nnot a line\nB=1', { A: 'it is', B: '1' }],
  ])('is read as Compose reads it: %j', (text, values) => {
    expect(valuesOf(envFileEntries(text), { HOST: 'given' })).toEqual(values);
  });

  test('names variables that the machine gives', () => {
    expect(envFileEntries('A\nB=1')).toEqual([
      ['A', undefined],
      ['B', '1'],
    ]);
  });

  test('in the raw form stands as it is', () => {
    expect(valuesOf(rawEntries("A='$B' # c\nC"), {})).toEqual({ A: "'$B' # c" });
  });
});
