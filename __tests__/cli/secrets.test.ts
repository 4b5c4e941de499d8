import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { commandSession } from '../support/command-session';

const folder = mkdtempSync(join(tmpdir(), 'slipway-cli-secrets-'));
const session = commandSession(folder, { ...process.env, NO_COLOR: '1' });
afterAll(() => {
  session.end();
  rmSync(folder, { recursive: true, force: true });
});

const SECRET = 'zQ7hunter2xK';

/** A synth that holds a secret in clear, and whose names hold it too, and an escape sequence. */
function synth(name: string, secret: string): string {
  const output = join(folder, name);
  const address = `a-${secret}-\u001b[2J`;
  const resource = {
    kubernetes_config_map_v1: { [address]: { data: { password: secret, [address]: `${secret}\u202e` } } },
  };
  const stacks = { 'dev-base': { environment: 'dev', state: 'dev-base', dependsOn: [], resources: {} } };
  const dev = {
    name: 'dev',
    after: null,
    protected: false,
    namespace: 'd',
    services: {},
    hosts: {},
    pools: {},
  };
  const record = { version: 1, project: 'tiny', environments: [dev], images: {}, stacks, findings: [] };
  mkdirSync(join(output, 'stacks/dev-base'), { recursive: true });
  writeFileSync(join(output, 'slipway.json'), JSON.stringify(record));
  writeFileSync(join(output, 'stacks/dev-base/cdk.tf.json'), JSON.stringify({ resource }));
  return output;
}

const [before, after] = [synth('before', `${SECRET}-1`), synth('after', `${SECRET}-2`)];

function expectHarmless(output: string): void {
  expect(output).toContain('«secret');
  expect(output).not.toContain(SECRET);
  for (const char of ['\u001b', '\u202e']) expect(output).not.toContain(char);
}

test.each(['text', 'json', 'sarif'])(
  'slipway check tells no secret as %s, and moves no cursor',
  async (format) => {
    const { stdout, stderr, status } = await session.slipway('check', '--output', after, '--format', format);
    expect(status).toBe(1);
    expectHarmless(stdout + stderr);
  },
);

test('slipway diff prints no secret and no control sequence in any format', async () => {
  const written = join(folder, 'written');
  const { stdout, stderr } = await session.slipway('diff', before, after, '--write', written);
  expectHarmless(stdout + stderr);
  const files = readdirSync(written);
  expect(files).toEqual(['diff.json', 'diff.md', 'diff.sarif']);
  for (const file of files) expectHarmless(readFileSync(join(written, file), 'utf8'));
});
