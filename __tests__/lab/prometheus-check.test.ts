import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Duration, prometheusCheck } from 'slipway';
import { missingOf } from '../../lab/requirements';
import { until } from '../../operations/process';
import { runChecks } from '../../operations/verification';

const missing = missingOf({ prometheus: 'prometheus' });
const isSkipped = missing.length > 0 && !process.env.CI;

const folder = mkdtempSync(join(tmpdir(), 'slipway-prometheus-'));
let prometheus: ChildProcess | undefined;
let server: string;
let log = '';

beforeAll(async () => {
  if (isSkipped) return;
  server = `http://127.0.0.1:${await freePort()}`;
  const config = {
    global: { scrape_interval: '1s' },
    scrape_configs: [{ job_name: 'itself', static_configs: [{ targets: [new URL(server).host] }] }],
  };
  writeFileSync(join(folder, 'prometheus.yml'), JSON.stringify(config));
  prometheus = spawn('prometheus', [
    `--config.file=${join(folder, 'prometheus.yml')}`,
    `--storage.tsdb.path=${join(folder, 'data')}`,
    `--web.listen-address=${new URL(server).host}`,
  ]);
  prometheus.stderr?.setEncoding('utf8').on('data', (text: string) => (log += text));
  await until(
    'Prometheus to have scraped itself',
    async () => ((await ask('up')).passed ? true : undefined),
    {
      timeoutMs: 120_000,
      explain: () => log.slice(-2_000),
    },
  );
});
afterAll(async () => {
  if (prometheus !== undefined && prometheus.exitCode === null) {
    prometheus.kill();
    await once(prometheus, 'exit');
  }
  rmSync(folder, { recursive: true, force: true });
});

async function freePort(): Promise<number> {
  const holder = createServer().listen(0, '127.0.0.1');
  await once(holder, 'listening');
  const { port } = holder.address() as AddressInfo;
  holder.close();
  await once(holder, 'close');
  return port;
}

async function ask(query: string, bounds: object = { atLeast: 1 }) {
  const check = prometheusCheck({ server, query, ...bounds });
  const pods = { ready: () => Promise.resolve([]), open: () => Promise.reject(new Error('no pod')) };
  const options = {
    cwd: folder,
    env: process.env,
    pods,
    patience: Duration.seconds(0),
    tell: () => undefined,
  };
  const [outcome] = await runChecks([check], options);
  if (outcome === undefined) throw new Error('nothing was asked');
  return outcome;
}

(isSkipped ? describe.skip : describe)(
  isSkipped ? `a check, skipped: ${missing.join(', ')} is not installed` : 'a check of a real Prometheus',
  () => {
    test('passes while the value stays good', async () => {
      expect(await ask('up{job="itself"}', { atLeast: 1, for: Duration.seconds(3) })).toEqual({
        passed: true,
        summary: 'up{job="itself"}: 1, for 3s',
      });
    });

    test('takes a scalar, and several series', async () => {
      expect((await ask('scalar(up)')).summary).toBe('scalar(up): 1');
      expect((await ask('label_replace(up, "twin", "yes", "", "") or up')).summary).toMatch(/: 2 series$/);
    });

    test.each([
      ['a value that is not good', 'up * 2', { atMost: 1 }, /^up \* 2: 2, which must be at most 1$/],
      [
        'a value without bounds to keep',
        '-1 / (up - 1)',
        { atMost: 5, atLeast: 0 },
        /Infinity, which must be/,
      ],
      [
        'a value that is not a number',
        '(up - 1) / (up - 1)',
        { atLeast: 0 },
        /NaN, which must be at least 0/,
      ],
      ['a series that there is not', 'no_such_metric', { atLeast: 0 }, /^no_such_metric: no data$/],
    ])('fails on %s', async (_, query, bounds, said) => {
      expect(await ask(query, bounds)).toMatchObject({ passed: false, summary: expect.stringMatching(said) });
    });

    test('fails on an expression that is wrong, and says what is wrong with it', async () => {
      expect(await ask('sum(')).toMatchObject({
        passed: false,
        summary: expect.stringContaining('answered with 400, and not with a result'),
        details: expect.stringContaining('parse error'),
      });
    });
  },
);
