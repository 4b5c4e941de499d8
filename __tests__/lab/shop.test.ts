import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Child, endChildren } from '../services/support/child';
import { type Database, layDatabase } from '../services/support/database-process';
import { type ServiceProcess, startService } from '../services/support/service-process';
import { until } from '../services/support/until';

// Debian's packages postgresql-15 and node-pg. Debian's node finds the latter by itself, other builds of node by NODE_PATH.
const NODE_PATH = process.env['SHOP_NODE_PATH'] ?? '/usr/share/nodejs';
if (!existsSync(join(NODE_PATH, 'pg')) || !existsSync('/usr/lib/postgresql/15/bin/postgres')) {
  throw new Error(`install Debian's packages postgresql-15 and node-pg (looked for pg in ${NODE_PATH})`);
}

/** Everything that an unwary quoting would break. */
const PASSWORD = String.raw`it's "odd" \ $HOME %s ;--`;

let database: Database;
let databaseChild: Child;
let env: Record<string, string>;
let apis: ServiceProcess[];
let web: ServiceProcess;
let workers: ServiceProcess[];

/** The numbers of the orders that a worker's log says it shipped. */
const shippedBy = (worker: ServiceProcess): unknown[] =>
  worker
    .log()
    .filter(({ message }) => message === 'shipped')
    .map(({ order }) => order);

/** The number of the database's main process. */
const postmaster = (): number =>
  Number(readFileSync(join(database.data, 'postmaster.pid'), 'utf8').split('\n', 1)[0]);

const exists = (pid: number): boolean => existsSync(`/proc/${pid}`);

const placeByForm = (item: string): Promise<Response> =>
  fetch(`${web.url}/orders`, { method: 'POST', body: new URLSearchParams({ item, quantity: '2' }) });

const readyStatus = async (service: ServiceProcess): Promise<number> => (await service.get('/readyz')).status;

const untilReady = (service: ServiceProcess, status: number): Promise<true> =>
  until(`/readyz with ${status}`, async () => ((await readyStatus(service)) === status ? true : undefined), {
    show: service.output,
  });

beforeAll(async () => {
  database = await layDatabase(PASSWORD);
  env = {
    NODE_PATH,
    DATABASE_HOST: '127.0.0.1',
    DATABASE_PORT: String(database.port),
    DATABASE_PASSWORD: PASSWORD,
  };
  // All of them start before their database does, and two replicas of the API are about to create the schema.
  apis = await Promise.all([startService('api', env), startService('api', env)]);
  workers = await Promise.all([startService('worker', env), startService('worker', env)]);
  web = await startService('web', { API_HOST: '127.0.0.1', API_PORT: new URL(apis[0]?.url ?? '').port });
  for (const service of [...apis, ...workers]) expect(await readyStatus(service)).toBe(503);

  // A first start that was cut off half-way left this behind.
  mkdirSync(`${database.data}.new`);
  chmodSync(`${database.data}.new`, 0o777);
  writeFileSync(join(`${database.data}.new`, 'PG_VERSION'), '15\n');
  databaseChild = await database.start();
});

afterAll(async () => {
  await endChildren();
  database.remove();
});

test('services that started before their database become ready when it is available', async () => {
  await Promise.all([...apis, ...workers].map((service) => untilReady(service, 200)));

  expect(existsSync(`${database.data}.new`)).toBe(false);
});

test('the password reaches the database unchanged, and only the client reaches the database', async () => {
  const stored = await database.sql("SELECT left(rolpassword, 14) FROM pg_authid WHERE rolname = 'shop'");
  const environment = readFileSync(`/proc/${postmaster()}/environ`, 'utf8');

  expect(stored).toBe('SCRAM-SHA-256$');
  expect(environment).toContain('PGDATA=');
  expect(environment).not.toContain('DATABASE_PASSWORD');
  for (const { output } of [databaseChild, ...apis, ...workers]) expect(output()).not.toContain(PASSWORD);
});

test('a wrong password is refused', async () => {
  const stranger = await startService('worker', { ...env, DATABASE_PASSWORD: 'guess' });

  expect((await stranger.get('/readyz')).body).toEqual({
    ready: false,
    reason: 'the database does not answer: 28P01',
  });
  expect(await stranger.stop()).toBe(0);
});

test('an order from the form is stored, shipped and shown', async () => {
  const response = await placeByForm('Coil of rope');

  expect(response.redirected).toBe(true);
  expect(new URL(response.url).searchParams.get('placed')).toBe('1');
  const page = await until('shipped order', async () => {
    const text = await (await fetch(web.url)).text();
    return text.includes('state shipped') ? text : undefined;
  });
  expect(page).toContain('Coil of rope');
  expect(await database.sql('SELECT item, quantity, state, shipped_at >= placed_at FROM orders')).toBe(
    'Coil of rope|2|shipped|t',
  );
  expect((await apis[1]?.get('/orders/1'))?.body).toMatchObject({
    id: '1',
    item: 'Coil of rope',
    state: 'shipped',
  });
});

test('two workers on the same queue ship each order exactly once', async () => {
  // Both workers are made to wait for the table, so that they set out for 400 orders at the same moment.
  const gate = database.transaction(
    "LOCK TABLE orders IN EXCLUSIVE MODE; INSERT INTO orders (item, quantity) SELECT 'Lantern', n FROM generate_series(1, 400) AS n",
  );
  await until('two waiting workers', async () => {
    const waiting = await database.sql(
      "SELECT count(*) FROM pg_stat_activity WHERE application_name = 'shop-worker' AND wait_event_type = 'Lock'",
    );
    return waiting === '2' ? true : undefined;
  });
  await gate.commit();
  await until('empty queue', async () => {
    const left = await database.sql("SELECT count(*) FROM orders WHERE state = 'placed'");
    return left === '0' ? true : undefined;
  });

  const placed = (await database.sql("SELECT id FROM orders WHERE item = 'Lantern' ORDER BY id")).split('\n');
  const shipped = workers.flatMap(shippedBy).filter((order) => order !== '1');
  expect(shipped.map(String).sort((a, b) => Number(a) - Number(b))).toEqual(placed);
  for (const worker of workers) expect(shippedBy(worker).length).toBeGreaterThan(10);
});

test('an order that is being processed does not block the next one', async () => {
  const stateOf = (item: string) => database.sql(`SELECT state FROM orders WHERE item = '${item}'`);
  for (const { pid } of workers) process.kill(pid, 'SIGSTOP');
  await database.sql("INSERT INTO orders (item, quantity) VALUES ('In hand', 1), ('Next', 1)");
  const hand = database.transaction("SELECT FROM orders WHERE item = 'In hand' FOR UPDATE");
  await until('hand on the order', async () => {
    const held = await database.sql(
      "SELECT count(*) FROM pg_stat_activity WHERE application_name = 'psql' AND state = 'idle in transaction'",
    );
    return held === '1' ? true : undefined;
  });
  for (const { pid } of workers) process.kill(pid, 'SIGCONT');

  await until('shipped next order', async () => ((await stateOf('Next')) === 'shipped' ? true : undefined));
  expect(await stateOf('In hand')).toBe('placed');
  await hand.commit();
  await until('shipped order', async () => ((await stateOf('In hand')) === 'shipped' ? true : undefined));
});

test('while the database is down, the services are alive but not ready and say so; then they recover by themselves', async () => {
  const before = await database.sql('SELECT count(*), sum(quantity) FROM orders');

  expect(await databaseChild.stop()).toBe(0);
  await Promise.all([...apis, ...workers].map((service) => untilReady(service, 503)));
  for (const service of [...apis, ...workers, web]) expect((await service.get('/healthz')).status).toBe(200);
  expect(await readyStatus(web)).toBe(200);
  const refused = await placeByForm('Oilskin jacket');
  expect(refused.status).toBe(502);
  expect(await refused.text()).toContain('it is not ready to work');

  // What Kubernetes does to the files of a volume with an fsGroup at each mount.
  chmodSync(database.data, 0o2770);
  databaseChild = await database.start();
  await Promise.all([...apis, ...workers].map((service) => untilReady(service, 200)));
  expect(await database.sql('SELECT count(*), sum(quantity) FROM orders')).toBe(before);
  expect((await placeByForm('Oilskin jacket')).status).toBe(200);
  await until('order shipped after the restart', async () => {
    const state = await database.sql("SELECT state FROM orders WHERE item = 'Oilskin jacket'");
    return state === 'shipped' ? true : undefined;
  });
});

test('a database that was killed recovers everything that it had committed', async () => {
  const response = await fetch(`${apis[0]?.url ?? ''}/orders`, {
    method: 'POST',
    body: '{"item":"Anchor","quantity":1}',
  });
  expect(response.status).toBe(201);
  const backends = (await database.sql('SELECT pid FROM pg_stat_activity')).split('\n').map(Number);

  process.kill(postmaster(), 'SIGKILL');
  expect(await databaseChild.ended()).toBe(137);
  // A container's end takes these along; here they need a moment to see that they are orphans.
  await until('end of the backends', () => (backends.some(exists) ? undefined : true));
  databaseChild = await database.start();

  expect(await database.sql("SELECT count(*) FROM orders WHERE item = 'Anchor'")).toBe('1');
});

test('a database that comes back empty gets its schema again', async () => {
  await database.sql('DROP TABLE orders');

  await Promise.all(apis.map((api) => untilReady(api, 200)));
  expect((await placeByForm('Brass compass')).status).toBe(200);
});

test('SIGTERM ends every service with 0, and the database at once even with connected clients', async () => {
  const last = await startService('worker', env);
  await untilReady(last, 200);

  expect(await databaseChild.stop()).toBe(0);
  expect(databaseChild.output()).toContain('database system is shut down');
  expect(await Promise.all([...apis, ...workers, last, web].map((service) => service.stop()))).toEqual([
    0, 0, 0, 0, 0, 0,
  ]);
});
