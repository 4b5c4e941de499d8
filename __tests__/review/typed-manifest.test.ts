import { typedManifest } from '../../review/typed-manifest';

/** A manifest as the typed resource of its kind has it. */
const typed = (kind: string, rest: object) => typedManifest({ apiVersion: 'v1', kind, ...rest });

test('a Service’s selector is a map of labels, and stays as it is', () => {
  const selector = { appName: 'web', 'example.com/tierOf': 'front' };
  expect(typed('Service', { spec: { selector, ports: [{ targetPort: 80 }] } })).toEqual({
    type: 'kubernetes_service_v1',
    arguments: { spec: { selector, port: [{ target_port: 80 }] } },
  });
});

test.each([
  ['matchLabels', { matchLabels: { appName: 'web' } }, { match_labels: { appName: 'web' } }],
  [
    'matchExpressions',
    { matchExpressions: [{ key: 'appName', operator: 'Exists' }] },
    { match_expressions: [{ key: 'appName', operator: 'Exists' }] },
  ],
  [
    'both',
    { matchLabels: { appName: 'web' }, matchExpressions: [] },
    { match_labels: { appName: 'web' }, match_expressions: [] },
  ],
])('a workload’s selector by %s is in the words of the provider', (_, selector, expected) => {
  expect(typed('Deployment', { spec: { selector } })?.arguments).toEqual({ spec: { selector: expected } });
});

test.each([
  'labels',
  'annotations',
  'nodeSelector',
  'data',
  'binaryData',
  'stringData',
  'requests',
  'limits',
])('the keys of %s are a person’s own, and stay as they are', (key) => {
  const own = { camelCase: 'a', containers: 'b', hostIPC: 'c' };
  const [[, value] = []] = Object.entries(typed('Pod', { [key]: own })?.arguments ?? {});
  expect(value).toEqual(own);
});

test('a list is called by the singular where the provider does, and by the plural elsewhere', () => {
  const containers = [{ ports: [{ hostIP: '10.0.0.1' }], volumeMounts: [] }];
  expect(typed('Pod', { spec: { containers, initContainers: containers } })?.arguments).toEqual({
    spec: {
      container: [{ port: [{ host_ip: '10.0.0.1' }], volume_mount: [] }],
      init_container: [{ port: [{ host_ip: '10.0.0.1' }], volume_mount: [] }],
    },
  });
  const rule = { ports: [{ port: 80 }] };
  expect(typed('NetworkPolicy', { spec: { ingress: [rule] } })?.arguments).toEqual({
    spec: { ingress: [rule] },
  });
  expect(typed('Role', { rules: [] })?.arguments).toEqual({ rule: [] });
  expect(typed('Ingress', { spec: { rules: [{ http: { paths: [] } }] } })?.arguments).toEqual({
    spec: { rule: [{ http: { path: [] } }] },
  });
});

test.each([
  ['a kind that is not known', 'Widget'],
  ['no kind', ''],
])('%s has no typed resource', (_, kind) => {
  expect(typed(kind, {})).toBeUndefined();
});
