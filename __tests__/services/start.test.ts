import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { endChildren, start } from './support/child';
import { logLines, spawnService } from './support/service-process';

const services = join(__dirname, '../../services');
const DATABASE = { DATABASE_HOST: '127.0.0.1', DATABASE_PORT: '5432', DATABASE_PASSWORD: 'rosebud' };
const API = { API_HOST: '127.0.0.1', API_PORT: '8080' };
const ENTRYPOINT = {
  PGDATA: '/nowhere/pgdata',
  PGHOST: '/nowhere',
  PGPORT: '5432',
  DATABASE_PASSWORD: 'rosebud',
};

afterAll(endChildren);

const without = (env: Readonly<Record<string, string>>, name: string): Record<string, string> =>
  Object.fromEntries(Object.entries(env).filter(([key]) => key !== name));

describe.each([
  ['api', DATABASE],
  ['worker', DATABASE],
  ['web', API],
])('%s', (service, env) => {
  test.each(Object.keys(env))('does not start without %s, and says so in one line', async (name) => {
    const child = spawnService(service, without(env, name));

    expect(await child.ended()).toBe(1);
    expect(logLines(child.output())).toEqual([
      expect.objectContaining({ level: 'error', service, message: `cannot start: ${name} is not set` }),
    ]);
  });

  test('lists every invalid variable, and shows no secret', async () => {
    const [, port = ''] = Object.keys(env);
    const child = spawnService(service, { ...env, [port]: 'tcp://10.0.0.1:1', LOG_LEVEL: 'loud' });

    expect(await child.ended()).toBe(1);
    expect(child.output()).not.toContain('rosebud');
    expect(logLines(child.output()).map(({ message }) => message)).toEqual([
      `cannot start: LOG_LEVEL must be one of debug, info, warn, error, but is "loud"; ` +
        `${port} must be a port from 1 to 65535, but is "tcp://10.0.0.1:1"`,
    ]);
  });
});

test.each(Object.keys(ENTRYPOINT))(
  'database does not start without %s, and says so in one line',
  async (name) => {
    const child = start('sh', [join(services, 'database/src/entrypoint.sh')], {
      env: { PATH: '/usr/bin:/bin', ...without(ENTRYPOINT, name) },
    });

    expect(await child.ended()).toBe(1);
    expect(child.output()).toBe(`database: cannot start: ${name} is not set\n`);
  },
);

test('the database refuses a password with two lines, which no client could send', async () => {
  const child = start('sh', [join(services, 'database/src/entrypoint.sh')], {
    env: { PATH: '/usr/bin:/bin', ...ENTRYPOINT, DATABASE_PASSWORD: 'rosebud\n' },
  });

  expect(await child.ended()).toBe(1);
  expect(child.output()).toBe('database: cannot start: DATABASE_PASSWORD must be one line\n');
});

// A build context can't reach outside itself, so what two services share is a copy in each.
test.each([
  ['environment.js', ['api', 'worker', 'web']],
  ['log.js', ['api', 'worker', 'web']],
  ['shutdown.js', ['api', 'worker', 'web']],
  ['database.js', ['api', 'worker']],
  ['body.js', ['api', 'web']],
])('%s is the same in each of its services', (file, owners) => {
  const copies = new Set(owners.map((owner) => readFileSync(join(services, owner, 'src', file), 'utf8')));

  expect(copies.size).toBe(1);
});
