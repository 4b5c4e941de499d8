import { Cpu, image, InvalidInput, noProbe, service, Size } from 'slipway';
import { renderSummary } from '../../review/summary';
import { context, front, released, services, smallProject, store } from '../support/small-project';
import { synthProject } from '../support/synth-project';

const agent = service({
  name: 'agent',
  image: front.image,
  kind: 'daemonSet',
  command: ['agent'],
  ready: noProbe('reads logs'),
});
const ring = service({
  name: 'store',
  image: image({ context }),
  kind: 'statefulSet',
  ports: { sql: 5432 },
  ready: noProbe('a test'),
  volumes: { data: '/data' },
});
const sized = { cpu: Cpu.millis(50), memory: Size.mebibytes(64) };

function withAgent(settings: object) {
  const at = (domain: string) => ({ services: { ...services(domain), agent: { ...sized, ...settings } } });
  return smallProject({
    project: { services: [front, store, agent] },
    dev: at('dev.example.com'),
    prod: at('example.com'),
  });
}

function problemsOf(input: ReturnType<typeof smallProject>): readonly string[] {
  try {
    synthProject(input);
    return [];
  } catch (error) {
    if (!(error instanceof InvalidInput)) throw error;
    return error.findings.map(({ rule, path }) => `${rule} ${path}`);
  }
}

describe('a daemon set', () => {
  test('runs on every node: in the Terraform, the record and the summary', () => {
    const { stacks, record } = synthProject(withAgent({}));
    expect(stacks['dev-services']?.resource['kubernetes_daemon_set_v1']).toHaveProperty('agent');
    expect(record.environments[0]?.services['agent']?.replicas).toBe('every node');
    expect(renderSummary(record, 'cdktf.out')).toMatch(/agent +1{12} +on every node/);
  });

  test('has no replicas to be given', () => {
    expect(problemsOf(withAgent({ replicas: 2 }))).toEqual(
      ['dev', 'prod'].map((name) => `services/settings environments.${name}.services.agent.replicas`),
    );
  });

  test('takes its share of every machine of the node pool', () => {
    // Two machines of 4 GiB hold it once each, but not beside all else.
    expect(problemsOf(withAgent({ memory: Size.mebibytes(3900) }))).toEqual([]);
    expect(problemsOf(withAgent({ memory: Size.mebibytes(4050) }))).toContain(
      'node-pool/room environments.dev.pools.nodes',
    );
  });
});

describe('a stateful set', () => {
  const replicated = (domain: string, replicas: number) => {
    const each = services(domain);
    return { secrets: {}, services: { ...each, store: { ...each.store, replicas } } };
  };
  const project = { services: [service({ ...front.props, connectsTo: { STORE: ring.port('sql') } }), ring] };

  test('has the claims of its replicas whether or not a release runs it', () => {
    const changes = { project, dev: replicated('dev.example.com', 2), prod: replicated('example.com', 3) };
    const running = synthProject(smallProject(changes)).stacks['prod-services']?.resource;
    const unreleased = synthProject(smallProject({ ...changes, releases: [released('dev', 'front')] }))
      .stacks['prod-services']?.resource;
    const claims = ['volume-data-store-0', 'volume-data-store-1', 'volume-data-store-2'];
    for (const resource of [running, unreleased])
      expect(Object.keys(resource?.['kubernetes_persistent_volume_claim_v1'] ?? {})).toEqual(claims);
    expect(unreleased).not.toHaveProperty('kubernetes_stateful_set_v1');
  });
});
