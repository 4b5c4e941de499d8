import { kubeconfig, service, Size } from 'slipway';
import { checkShape } from '../../model';
import {
  type Changes,
  devProps,
  front,
  provides,
  services,
  smallProject,
  store,
} from '../support/small-project';

const { front: frontSettings, store: storeSettings } = services('dev.example.com');

function withFront(props: object): Changes {
  return { project: { services: [service({ ...front.props, ...props } as never), store] as never } };
}

function withSettings(settings: object): Changes {
  return { dev: { services: { store: storeSettings, front: { ...frontSettings, ...settings } } } };
}

test('input that compiles has the right shape', () => {
  expect(checkShape(smallProject())).toEqual([]);
});

test.each<[string, Changes, path: string, value: string]>([
  ['a slip in the name of a property', withFront({ liveness: {} }), 'services.front.liveness', 'liveness'],
  ['what each environment says', withFront({ replicas: 2 }), 'services.front.replicas', 'replicas'],
  ['an image that is missing', withFront({ image: undefined }), 'services.front.image', 'missing'],
  [
    'a context that is missing',
    withFront({ image: { kind: 'image' } }),
    'services.front.image.context',
    'missing',
  ],
  ['a number among the variables', withFront({ env: { N: 5 } }), 'services.front.env.N', '5'],
  ['a connection to a name', withFront({ connectsTo: 'store' }), 'services.front.connectsTo', '"store"'],
  ['a port that is no number', withFront({ ports: { http: '80' } }), 'services.front.ports.http', '"80"'],
  ['processor time without a unit', withSettings({ cpu: 100 }), 'environments.dev.services.front.cpu', '100'],
  ['memory as text', withSettings({ memory: '1Gi' }), 'environments.dev.services.front.memory', '"1Gi"'],
  [
    'memory as processor time',
    withSettings({ memory: frontSettings.cpu }),
    'environments.dev.services.front.memory',
    '{"millicores":100}',
  ],
  ['replicas as text', withSettings({ replicas: '2' }), 'environments.dev.services.front.replicas', '"2"'],
  [
    'no replicas at all',
    withSettings({ replicas: null }),
    'environments.dev.services.front.replicas',
    'null',
  ],
  [
    'a setting that is null',
    withSettings({ settings: { LOG_LEVEL: null } }),
    'environments.dev.services.front.settings.LOG_LEVEL',
    'null',
  ],
  ['protection as text', { dev: { protect: 'false' } }, 'environments.dev.protect', '"false"'],
  ['a cluster that is missing', { dev: { cluster: undefined } }, 'environments.dev.cluster', 'missing'],
  [
    'a cluster of which nothing is said',
    { dev: { cluster: { ...kubeconfig({ context: 'x', provides: provides() }), provides: undefined } } },
    'environments.dev.cluster.provides',
    'missing',
  ],
  [
    'a pool without memory',
    { dev: { pools: { nodes: { ...devProps().pools?.['nodes'], memory: undefined } } } },
    'environments.dev.pools.nodes.memory',
    'missing',
  ],
  [
    'a slot that is nowhere',
    { dev: { pools: { nodes: { ...devProps().pools?.['nodes'], slots: { 0: null } } } } },
    'environments.dev.pools.nodes.slots',
    '{"0":null}',
  ],
  [
    'cores that are no number',
    {
      dev: {
        hypervisors: {
          desk: { kind: 'libvirt', uri: 'qemu:///system', cores: Number.NaN, memory: Size.gibibytes(1) },
        },
      },
    },
    'environments.dev.hypervisors.desk.cores',
    'NaN',
  ],
  ['a state that is missing', { project: { state: undefined as never } }, 'project.state', 'missing'],
  ['a root that is missing', { project: { root: undefined as never } }, 'project.root', 'missing'],
  ['no services', { project: { services: [] } }, 'project.services', '[]'],
  [
    'a service that is null',
    { project: { services: [front, null] as never } },
    'project.services[1]',
    'null',
  ],
  ['an environment of another kind', { prod: { after: 'dev' } }, 'environments.prod.after', '"dev"'],
])('refused: %s', (_what, changes, path, value) => {
  const findings = checkShape(smallProject(changes));
  expect(findings).toContainEqual(expect.objectContaining({ severity: 'error', path, value }));
  for (const { message } of findings) expect(message).toMatch(/^must /);
});

test.each([
  ['nothing', undefined],
  ['no environments', { ...smallProject(), environments: undefined }],
  ['an empty list of environments', { ...smallProject(), environments: [] }],
  ['no releases', { ...smallProject(), releases: undefined }],
])('refused: compose with %s', (_what, input) => {
  expect(checkShape(input)).toContainEqual(
    expect.objectContaining({ rule: 'shape/kind', severity: 'error' }),
  );
});
