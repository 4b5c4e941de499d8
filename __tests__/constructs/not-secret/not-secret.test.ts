import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ConfigMapV1 } from '@cdktf/provider-kubernetes/lib/config-map-v1';
import { KubernetesProvider } from '@cdktf/provider-kubernetes/lib/provider';
import { TerraformStack } from 'cdktf';
import { App, notSecret } from 'slipway';
import { sourceHash } from '../../../constructs/image-build';
import { containerOf, synthApi } from '../workload/a-workload';

const KEY = 'AKIAIOSFODNN7EXAMPLE';
const REASON = 'the example of its documentation';

const deployment = (changes: object): any => synthApi(changes)['kubernetes_deployment_v1']?.['api'];

test('a text that is said to be no secret arrives as it is', () => {
  const { env } = containerOf(synthApi({ env: { KEY_ID: notSecret(KEY, REASON) } }));
  expect(env).toContainEqual({ name: 'KEY_ID', value: KEY });
});

test('a part of a text may be said to be no secret', () => {
  const args = ['--key', `id=${notSecret(KEY, REASON)}`, 'echo ${HOME}'];
  expect(containerOf(synthApi({ args })).args).toEqual(['--key', `id=${KEY}`, 'echo $${HOME}']);
});

test('the reason is kept beside the pods', () => {
  const { metadata } = deployment({ env: { KEY_ID: notSecret(KEY, REASON) } });
  expect(metadata.annotations).toMatchObject({ 'slipway/not-secret': REASON });
});

test('without a reason nothing is said', () => {
  expect(() => notSecret(KEY, ' ')).toThrow('notSecret(…) must say why the text is not a secret');
});

test('a build is the same with a text that is said to be no secret', () => {
  const source = { context: 'a', dockerfile: 'Dockerfile', manifest: {}, files: {} } as never;
  const hash = (value: string) =>
    sourceHash({ source, platform: 'linux/amd64', arguments: { KEY_ID: value } }).hash;
  expect(hash(notSecret(KEY, REASON))).toBe(hash(KEY));
});

describe('in a resource of a team', () => {
  /** What the synth of a stack with these config maps says. */
  function reportOn(maps: Readonly<Record<string, string>>): string {
    const outdir = mkdtempSync(join(tmpdir(), 'slipway-test-'));
    try {
      const app = new App({ outdir });
      const stack = new TerraformStack(app, 'shop');
      new KubernetesProvider(stack, 'kubernetes', { configPath: '~/.kube/config' });
      for (const [name, text] of Object.entries(maps))
        new ConfigMapV1(stack, name, { metadata: { name }, data: { text } });
      app.synth();
      return '';
    } catch (error) {
      return (error as Error).message;
    } finally {
      rmSync(outdir, { recursive: true, force: true });
    }
  }

  test('what is said to be no secret is accepted there, and nowhere else', () => {
    expect(reportOn({ a: notSecret(KEY, REASON) })).toBe('');
    expect(reportOn({ a: notSecret(KEY, REASON), b: KEY })).toMatch(
      /^1 problem.*\n\s+shop: shop\/b \(kubernetes_config_map_v1\.b\)\.data\.text must not hold a secret/,
    );
  });
});
