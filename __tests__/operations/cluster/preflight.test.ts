import type { V1Node } from '../../../operations/cluster/client/api-objects';
import { checkNodes } from '../../../operations/cluster/preflight/check-nodes';
import { checkSecret } from '../../../operations/cluster/preflight/needs';
import { node } from './objects';

const found = (nodes: readonly V1Node[], platforms: Readonly<Record<string, readonly string[]>> = {}) =>
  checkNodes(nodes, {
    path: 'environments.dev',
    namespace: 'shop-dev',
    baseApplied: true,
    metrics: false,
    secrets: {},
    platforms,
  }).map(({ rule, severity, value }) => [rule, severity, value]);

test.each<[string, readonly V1Node[], readonly unknown[]]>([
  ['without nodes', [], [['cluster/nodes', 'error', 'without nodes']]],
  [
    'whose nodes are all closed',
    [node('a', { ready: false }), node('b', { cordoned: true })],
    [['cluster/nodes', 'error', 'a (not ready), b (cordoned)']],
  ],
  [
    'with a node that is closed',
    [node('a'), node('b', { cordoned: true })],
    [['cluster/nodes', 'note', 'b (cordoned)']],
  ],
  ['whose nodes are open', [node('a'), node('b')], []],
])('the findings for a cluster %s', (_, nodes, findings) => {
  expect(found(nodes)).toEqual(findings);
});

test.each<[string, readonly string[], readonly string[], readonly unknown[]]>([
  ['for all nodes', ['linux/amd64', 'linux/arm64/v8'], ['amd64', 'arm64'], []],
  ['for some of them', ['linux/amd64'], ['amd64', 'arm64'], [['cluster/platform', 'warning', 'linux/amd64']]],
  ['for none of them', ['linux/arm64'], ['amd64'], [['cluster/platform', 'error', 'linux/arm64']]],
  ['for an unknown platform', [], ['amd64'], []],
])('the findings for an image that is built %s', (_, platforms, architectures, findings) => {
  const nodes = architectures.map((architecture) => node(architecture, { architecture }));
  expect(found(nodes, { api: platforms })).toEqual(findings);
});

const secret = (managed: boolean, keys?: readonly string[]) =>
  checkSecret('environments.dev', 'shop-dev', 'db', { managed, keys: ['password', 'user'] }, keys);

test('a secret must have the keys that are read, and may have others', () => {
  expect(secret(true, ['user', 'password', 'other'])).toEqual([]);
});

test.each([
  ['not there', true, undefined, 'not there', 'with the keys password, user', 'Deploy the base stack'],
  ['without a key', true, ['user'], 'there with user', 'with the keys password', 'revision'],
  [
    'not there, and somebody else brings it',
    false,
    undefined,
    'not there',
    'password',
    'Slipway does not manage it',
  ],
])('a secret that is %s is reported by name only', (_, managed, keys, value, message, advice) => {
  expect(secret(managed, keys)).toEqual([
    expect.objectContaining({
      path: 'environments.dev.secrets.db',
      value,
      message: expect.stringContaining(message),
      advice: expect.stringContaining(advice),
    }),
  ]);
});
