import fc from 'fast-check';
import { findTarget } from '../../../cli/explaining';
import type { KnownTargets } from '../../../cli/explaining/known-targets';
import { workloadOfPod } from '../../../cli/explaining/pod-name';
import { knownNames, parseTarget } from '../../../cli/explaining/parse-target';
import { nameOf } from '../../../cli/explaining/explain-target';

const digest = `sha256:${'96e378'.padEnd(64, '0')}`;
const machineImage = `sha512:${'96e379'.padEnd(128, '0')}`;
const environmentOf = (name: string, address: string) => ({
  name,
  namespace: `shop-${name}`,
  workloads: ['api', 'api-worker', 'database', 'migrate'],
  machines: [{ pool: 'nodes', slot: '0', names: [`shop-${name}-nodes-0`, address, '52:54:00:AB:00:01'] }],
});
const known: KnownTargets = {
  services: ['api', 'api-worker'],
  environments: [environmentOf('dev', '10.1.0.16'), environmentOf('prod', '10.2.0.16')],
  digests: [digest, machineImage],
  references: new Map([['registry.example.com/shop/api:src-1', digest]]),
  resources: [
    { stack: 'dev-services', address: 'kubernetes_deployment_v1.api' },
    { stack: 'prod-services', address: 'kubernetes_deployment_v1.api' },
  ],
};
const meanings = (text: string, environment?: string) =>
  parseTarget(text, known, environment).map((thing) => `${thing.kind} ${nameOf(thing)}`);

test.each([
  ['api', ['service api']],
  ['database', ['workload dev/database', 'workload prod/database']],
  ['prod/api', ['workload prod/api']],
  ['shop-prod/api', ['workload prod/api']],
  ['shop-prod/api-7c9d8f6b5-x2x4z', ['workload prod/api-7c9d8f6b5-x2x4z']],
  ['pod/database-0', ['workload dev/database-0', 'workload prod/database-0']],
  ['deployment.apps/api', ['service api']],
  ['nodes/0', ['machine dev/nodes/0', 'machine prod/nodes/0']],
  ['node/shop-prod-nodes-0', ['machine prod/nodes/0']],
  ['10.1.0.16', ['machine dev/nodes/0']],
  ['52:54:00:ab:00:01', ['machine dev/nodes/0', 'machine prod/nodes/0']],
  ['96e37', []],
  ['96e378', [`image ${digest}`]],
  ['96e3780', [`image ${digest}`]],
  ['sha512:96e379', [`image ${machineImage}`]],
  ['sha512:96e378', []],
  [`registry.example.com/shop/api@${digest}`, [`image ${digest}`]],
  ['registry.example.com/shop/api:src-1', [`image ${digest}`]],
  ['prod-services:kubernetes_deployment_v1.api', ['resource prod-services:kubernetes_deployment_v1.api']],
  ['prod-services/kubernetes_deployment_v1.api[0]', ['resource prod-services:kubernetes_deployment_v1.api']],
  ['constructor', []],
  ['', []],
])('%j means %j', (text, expected) => {
  expect(meanings(text)).toEqual(expected);
});

test('an environment narrows what a name may mean', () => {
  expect(meanings('database', 'prod')).toEqual(['workload prod/database']);
  expect(meanings('nodes/0', 'prod')).toEqual(['machine prod/nodes/0']);
});

test.each([
  ['api-7c9d8f6b5-x2x4z', 'api'],
  ['api-worker-7c9d8f6b5-x2x4z', 'api-worker'],
  ['api-worker-7c9d8f6b5', 'api-worker'],
  ['database-12', 'database'],
  ['migrate-3f2a9c01b4d7-x2x4z', 'migrate'],
  ['api-29384756-x2x4z', 'api'],
  ['api-x2x4z', 'api'],
  ['api-typo', undefined],
  ['api-', undefined],
  ['other-7c9d8f6b5-x2x4z', undefined],
])('%s is a pod of %s', (pod, workload) => {
  expect(workloadOfPod(pod, ['api', 'api-worker', 'database', 'migrate'])).toBe(workload);
});

const find = (text: string, environment?: string) => () =>
  findTarget(text, known, { environment, isSynthesised: true });

test('what may be several things is refused with their names, each of which means one', () => {
  expect(find('nodes/0')).toThrow('Choose from: dev/nodes/0, prod/nodes/0.');
  for (const name of ['dev/nodes/0', 'prod/nodes/0']) expect(nameOf(find(name)())).toBe(name);
});

test('what is unknown is refused with what is near', () => {
  expect(find('prod/nods/0')).toThrow('Did you mean prod/nodes/0?');
  expect(find('prod-services:kubernetes_deployment_v1.apo')).toThrow(
    'Did you mean prod-services:kubernetes_deployment_v1.api?',
  );
  // Of another type and another name, although most letters are the same.
  expect(find('kubernetes_replicaset_v1.web')).not.toThrow('Did you mean');
  expect(find('kubernetes_deployment_v1.web')).toThrow('Did you mean kubernetes_deployment_v1.api?');
  expect(find('shop-dev-nodes-0', 'prod')).toThrow('It is not in prod, but elsewhere: dev/nodes/0.');
  expect(find('something else entirely')).toThrow('Such as api, prod/api');
  expect(() => findTarget('shop-dev-nodes-1', known, { isSynthesised: false })).toThrow(
    'run `npm start` first',
  );
});

test('every name that is known means something, and any text is answered', () => {
  for (const name of knownNames(known)) expect(parseTarget(name, known)).not.toEqual([]);
  fc.assert(
    fc.property(fc.string(), (text) => {
      for (const thing of parseTarget(text, known))
        expect(parseTarget(nameOf(thing), known)).toContainEqual(thing);
    }),
  );
});
