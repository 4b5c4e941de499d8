import {
  Cpu,
  cronJob,
  existingSecret,
  hostPath,
  image,
  InvalidInput,
  managedSecret,
  noProbe,
  runsAsRoot,
  secretKey,
  service,
  Size,
  wholeSecret,
  writableRoot,
} from 'slipway';
import {
  context,
  front as frontService,
  services,
  smallProject,
  store as storeService,
} from '../support/small-project';
import { synthProject } from '../support/synth-project';

const { front, store } = services('dev.example.com');

/** The pods of a deployment in dev. */
function podOf(settings: object): any {
  const { stacks } = synthProject(
    smallProject({ devOnly: true, dev: { services: { store, front: { ...front, ...settings } } } }),
  );
  return stacks['dev-services']?.resource['kubernetes_deployment_v1']?.['front'].spec.template.spec;
}

test('an environment says how much a service reserves, and which devices it gets', () => {
  const settings = {
    memory: Size.mebibytes(64),
    memoryRequest: Size.mebibytes(32),
    cpuLimit: Cpu.cores(1),
    resources: { 'nvidia.com/gpu': 1 },
  };
  expect(podOf(settings).container[0].resources).toEqual({
    requests: { cpu: '100m', memory: '32Mi', 'nvidia.com/gpu': '1' },
    limits: { cpu: '1', memory: '64Mi', 'nvidia.com/gpu': '1' },
  });
});

describe('what services need beyond the default', () => {
  const needy = service({
    name: 'front',
    image: image({ context }),
    kind: 'daemonSet',
    ready: noProbe('a test'),
    user: runsAsRoot('the log files are root’s'),
    rootFilesystem: writableRoot('unpacks plugins'),
    mounts: { '/logs': hostPath('/var/log', 'ships the logs') },
    settings: ['LOG_LEVEL'],
  });
  const { replicas: _replicas, domain: _domain, ...settings } = front;
  const nightly = cronJob({ name: 'nightly', of: needy, command: ['report'], schedule: '@daily' });
  const { stacks, record } = synthProject(
    smallProject({
      devOnly: true,
      project: { services: [needy, storeService], jobs: [nightly] },
      dev: { services: { store, front: settings } },
    }),
  );

  test('decides what the namespace admits, and is its reason', () => {
    const metadata = stacks['dev-base']?.resource['kubernetes_namespace_v1']?.['small-dev'].metadata;
    expect(metadata.labels['pod-security.kubernetes.io/enforce']).toBe('privileged');
    expect(metadata.annotations).toEqual({ 'slipway/pod-security-reason': 'front: ships the logs' });
  });

  test('is noted, so that the summary tells it', () => {
    expect(record.findings.filter(({ severity }) => severity === 'note')).toEqual(
      [
        ['.mounts["/logs"]', 'privileged', 'ships the logs'],
        ['.user', 'baseline', 'the log files are root’s'],
      ].map(([path, level, value]) =>
        expect.objectContaining({
          severity: 'note',
          path: `environments.dev.services.front${path}`,
          message: `needs a namespace that admits ${level} pods`,
          value,
        }),
      ),
    );
  });

  test('is given to a job of the service, except what only a pod of every node may have', () => {
    const cron = stacks['dev-services']?.resource['kubernetes_cron_job_v1']?.['nightly'];
    const pod = cron.spec.job_template.spec.template.spec;
    expect(pod.security_context.run_as_user).toBe('0');
    expect(pod).not.toHaveProperty('volume');
  });
});

test('a namespace of services that need nothing admits restricted pods only', () => {
  const { stacks } = synthProject(smallProject({ devOnly: true }));
  const metadata = stacks['dev-base']?.resource['kubernetes_namespace_v1']?.['small-dev'].metadata;
  expect(metadata.labels['pod-security.kubernetes.io/enforce']).toBe('restricted');
  expect(metadata).not.toHaveProperty('annotations');
});

describe('the Secrets that a service reads as files or as a whole', () => {
  const reading = (changes: object) => service({ ...storeService.props, secrets: {}, ...changes });
  const problemsOf = (changes: object, secrets: object): readonly string[] => {
    try {
      const services = [service({ ...frontService.props, connectsTo: {} }), reading(changes)];
      synthProject(smallProject({ devOnly: true, project: { services }, dev: { secrets } }));
      return [];
    } catch (error) {
      if (!(error instanceof InvalidInput)) throw error;
      return error.findings.map(({ rule, path }) => `${rule} ${path}`);
    }
  };
  const managed = { store: managedSecret({ revision: 1 }) };
  const elsewhere = { store: existingSecret() };

  test('need a source, unless they are optional', () => {
    const files = { '/run/key': secretKey('store', 'key') };
    expect(problemsOf({ files }, {})).toEqual(['secrets/source environments.dev.secrets.store']);
    expect(problemsOf({ files }, managed)).toEqual([]);
    expect(problemsOf({ envFrom: [wholeSecret('store', { optional: true })] }, {})).toEqual([]);
    const whole = { mounts: { '/certs': wholeSecret('store') } };
    expect(problemsOf(whole, elsewhere)).toEqual([]);
    expect(problemsOf(whole, { store: managedSecret({ revision: 1, keys: ['tls.key'] }) })).toEqual([]);
  });

  test('name their keys, where a deploy asks for the values', () => {
    expect(problemsOf({ mounts: { '/certs': wholeSecret('store') } }, managed)).toEqual([
      'secrets/whole environments.dev.secrets.store',
    ]);
  });
});

test('a volume of a service may be shared by the pods of all nodes', () => {
  const shared = service({
    name: 'store',
    image: image({ context }),
    ready: noProbe('a test'),
    volumes: { data: { mountPath: '/data', accessMode: 'ReadWriteMany' } },
  });
  const settings = { store: { ...store, replicas: 2 }, front };
  const { stacks } = synthProject(
    smallProject({
      devOnly: true,
      project: { services: [service({ ...frontService.props, connectsTo: {} }), shared] },
      dev: { services: settings, secrets: {} },
    }),
  );
  const claim = stacks['dev-services']?.resource['kubernetes_persistent_volume_claim_v1']?.['store-data'];
  expect(claim.spec.access_modes).toEqual(['ReadWriteMany']);
});
