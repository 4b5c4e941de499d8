import {
  absent,
  bridged,
  cronJob,
  type JoinProps,
  libvirt,
  noProbe,
  onHostPort,
  service,
  Size,
} from 'slipway';
import { checkComposition, resolveComposition } from '../../../model';
import { joinedProject } from '../../support/joined-project';
import { type Changes, devProps, front, services, smallProject, store } from '../../support/small-project';

// Two machines of 4 GiB.
const { front: settings, store: stored } = services('dev.example.com');
const nodes = devProps().pools?.['nodes'];
const scaled = (min: number, max: number) => ({ min, max, cpuPercent: 70 });
const here = 'environments.dev.services.front';
const pool = 'environments.dev.pools.nodes';

describe('a rollout at full autoscaling', () => {
  const gibibyte = { memory: Size.gibibytes(1) };

  test('needs room for one pod more', () => {
    expect(found({ ...gibibyte, replicas: 7 })).toContainEqual(['error', 'node-pool/rollout', pool]);
    expect(rules({ ...gibibyte, replicas: 6 })).not.toContain('node-pool/rollout');
  });

  test('is a warning where only an autoscaler would fill the machines', () => {
    expect(found({ ...gibibyte, replicas: scaled(2, 7) })).toEqual([['warning', 'node-pool/rollout', pool]]);
  });

  test('needs no more than there is where it takes a pod first', () => {
    const kept = service({ ...front.props, rollout: { maxSurge: 0, maxUnavailable: 1 } });
    const changes = { project: { services: [kept, store] } };
    expect(rules({ ...gibibyte, replicas: 7 }, changes)).not.toContain('node-pool/rollout');
  });

  test('takes no pod first where a share of the pods is less than one', () => {
    const shared = service({ ...front.props, rollout: { maxUnavailable: '10%' } });
    const changes = { project: { services: [shared, store] } };
    expect(rules({ ...gibibyte, replicas: 7 }, changes)).toContain('node-pool/rollout');
  });

  test('counts the runs of jobs among what may be there', () => {
    const jobs = [1, 2].map((number) =>
      cronJob({ name: `job-${number}`, of: front, command: ['report'], schedule: '@daily' }),
    );
    expect(found({ ...gibibyte, replicas: 5 }, { project: { jobs } })).toContainEqual([
      'warning',
      'node-pool/rollout',
      pool,
    ]);
  });
});

test('a daemon set counts with a pod on every machine, and not at all where labels choose among them', () => {
  const asking = (placed: object) => {
    const agent = service({
      name: 'agent',
      kind: 'daemonSet',
      image: front.props.image,
      ready: noProbe('a test'),
      ...placed,
    });
    // Four machines' worth of a gibibyte at the most, and three at the fewest, of which the agent would leave no more than one.
    const crowded = { ...settings, memory: Size.gibibytes(1), replicas: scaled(3, 4) };
    const large = { cpu: settings.cpu, memory: Size.gibibytes(4) };
    const changes = {
      project: { services: [front, store, agent] },
      dev: { services: { front: crowded, store: stored, agent: large } },
      prod: { services: { ...services('example.com'), agent: absent('a test') } },
    };
    return rules({}, changes).filter((rule) => rule.startsWith('node-pool/') || rule === 'rolls/room');
  };
  expect(asking({})).toEqual(['node-pool/room']);
  expect(asking({ nodeSelector: { disk: 'ssd' } })).toEqual([]);
});

test('machines that join take as many pods as their kubelet does', () => {
  expect(found({ replicas: 7 }, {}, { maxPods: 3 })).toEqual([['error', 'node-pool/pods', pool]]);
  expect(found({ replicas: 7 }, {}, { maxPods: 4 })).toEqual([]);
});

test('more pods than any machines hold are one problem, and no sum that is too large', () => {
  expect(found({ replicas: 2 ** 31 - 1 })).toEqual([['error', 'node-pool/room', pool]]);
});

test('the platform of a service that does not run here is no concern of the machines', () => {
  const arm = { ...nodes, image: { ...nodes?.image, architecture: 'arm64' } };
  const idle = service({ name: 'idle', image: front.props.image, ready: noProbe('a test') });
  const left = { front: absent('a test'), store: absent('a test'), idle: absent('a test') };
  const all = smallProject({
    project: { services: [front, store, idle] },
    dev: { pools: { nodes: arm }, services: left },
    prod: { services: { ...services('example.com'), idle: absent('a test') } },
  });
  const findings = checkComposition(resolveComposition(all)).map(({ rule }) => rule);
  expect(findings).not.toContain('node-pool/platform');
});

describe('a roll', () => {
  test('needs room on the other machines', () => {
    const asking = (replicas: unknown) => found({ memory: Size.gibibytes(1), replicas });
    expect(asking(4)).toEqual([['warning', 'rolls/room', pool]]);
    expect(asking(3)).toEqual([]);
    expect(asking(scaled(3, 5))).toEqual([]);
  });

  const lonely = { dev: { pools: { nodes: { ...nodes, slots: { 0: 'desk' } } } } };

  test('of one machine cannot move two pods of a service', () => {
    expect(found({ replicas: 2 }, lonely)).toEqual([['warning', 'rolls/drain', here]]);
    expect(found({ replicas: 1 }, lonely)).toEqual([]);
  });

  test('of one machine can end where the budget lets all but none go', () => {
    const bold = service({ ...front.props, disruptionBudget: { maxUnavailable: 2 } });
    const elsewhere = {
      services: { ...services('example.com'), front: { ...services('example.com').front, replicas: 3 } },
    };
    const changes = { ...lonely, prod: elsewhere, project: { services: [bold, store] } };
    expect(rules({ replicas: 3 }, changes)).toContain('rolls/drain');
    // An autoscaler that runs fewer pods than may be missing never blocks a drain.
    expect(rules({ replicas: scaled(2, 3) }, changes)).not.toContain('rolls/drain');
  });

  test('of one machine can end where so few must stay that all may go', () => {
    const asking = (minAvailable: number) => {
      const kept = service({ ...front.props, disruptionBudget: { minAvailable } });
      return rules({ replicas: 2 }, { ...lonely, project: { services: [kept, store] } });
    };
    expect(asking(1)).toContain('rolls/drain');
    expect(asking(0)).not.toContain('rolls/drain');
  });

  test('is told apart where one machine goes at once, where several do, and where the nodes join', () => {
    const affinity = apartBy('kubernetes.io/hostname');
    const kept = service({ ...front.props, affinity, rollout: { maxSurge: 0, maxUnavailable: 1 } });
    const three = { ...nodes, slots: { 0: 'desk', 1: 'desk', 2: 'desk' }, maxUnavailable: 2 };
    const [alone] = told('rolls/drain', { replicas: 2 }, lonely);
    expect(alone).toMatchObject({
      message: expect.stringMatching(
        /can drain a machine: .* whether the cluster has other nodes$/,
      ) as string,
      value: '1 of 2 pods may be missing, and 0 can run on 0 other machines',
      advice: expect.stringContaining('or run one pod') as string,
    });
    const [several] = told(
      'rolls/drain',
      { replicas: 3 },
      { project: { services: [kept, store] }, dev: { pools: { nodes: three } } },
    );
    expect(several).toMatchObject({
      message: expect.stringContaining('can drain 2 machines: ') as string,
      value: '1 of 3 pods may be missing, and 1 can run on 1 other machines',
      advice: expect.stringContaining('allow as many pods in disruptionBudget') as string,
    });
    expect(told('rolls/drain', { replicas: 2 }, lonely, {})[0]?.message).toContain(
      'whether you roll with --no-drain',
    );
  });

  test('of all machines at once has nowhere to move them', () => {
    const changes = { dev: { pools: { nodes: { ...nodes, maxUnavailable: 2 } } } };
    expect(found({ replicas: 2 }, changes)).toEqual([['warning', 'rolls/drain', here]]);
  });

  test('of two machines at once cannot free both of pods that are kept apart', () => {
    const affinity = apartBy('kubernetes.io/hostname');
    const kept = service({ ...front.props, affinity, rollout: { maxSurge: 0, maxUnavailable: 1 } });
    const of = (maxUnavailable: number) =>
      found(
        { replicas: 3 },
        {
          project: { services: [kept, store] },
          dev: { pools: { nodes: { ...nodes, slots: { 0: 'desk', 1: 'desk', 2: 'desk' }, maxUnavailable } } },
        },
      );
    expect(of(2)).toEqual([['warning', 'rolls/drain', here]]);
    expect(of(1)).toEqual([]);
  });
});

describe('machines of two zones', () => {
  const zone = 'topology.kubernetes.io/zone';
  const host = (name: string, failureDomain?: string) =>
    libvirt({ uri: `qemu+ssh://ops@${name}/system`, cores: 8, memory: Size.gibibytes(16), failureDomain });
  const in2 = (first?: string, second?: string): Changes => ({
    dev: {
      hypervisors: { one: host('one', first), two: host('two', second) },
      networks: {
        lan: bridged({ bridge: 'br0', cidr: '10.1.0.0/24', gateway: '10.1.0.254', dns: ['10.1.0.253'] }),
      },
      pools: { nodes: { ...nodes, slots: { 0: 'one', 1: 'two', 2: 'two' } } },
    },
  });
  const joined = (placed: object, changes = in2('a', 'b')) => found(placed, changes, {});
  const spread = (minDomains: number) => ({
    topologySpread: [{ topologyKey: zone, whenUnsatisfiable: 'DoNotSchedule', minDomains }],
  });

  test('hold a pod each of those that must not share a zone', () => {
    const affinity = apartBy(zone);
    expect(joined({ affinity, replicas: 1 })).toEqual([]);
    expect(joined({ affinity, replicas: 2 })).toEqual([['error', 'services/apart', here]]);
  });

  test('are counted as machines or as zones, and a pod more in a rollout is told from too many pods', () => {
    const apart = (key: string, replicas: number) =>
      told('services/apart', { affinity: apartBy(key), replicas }, in2('a', 'b'), {})[0];
    expect(apart(zone, 2)).toMatchObject({
      message: `must have a value of ${zone} for each pod: its affinity keeps them apart`,
      value: '3 pods during a rollout, where machines have 2 values',
      advice: expect.stringContaining('maxSurge: 0') as string,
    });
    expect(apart('kubernetes.io/hostname', 3)).toMatchObject({
      message: 'must have a node for each pod: its affinity keeps them apart',
      value: '4 pods during a rollout, on 3 machines',
      advice: expect.stringContaining('maxSurge: 0') as string,
    });
    expect(apart('kubernetes.io/hostname', 4)?.advice).not.toContain('maxSurge: 0');
  });

  test('hold a pod each of those that want one port of a node', () => {
    const ports = { http: { container: 8080, hostPort: onHostPort(80, 'a test') } };
    const onNodes = service({ ...front.props, ports });
    const of = (replicas: number) =>
      told('services/apart', { replicas }, { ...in2('a', 'b'), project: { services: [onNodes, store] } }, {});
    expect(of(2)).toEqual([]);
    expect(of(3)).toMatchObject([
      {
        severity: 'error',
        message: 'must have a node for each pod: no two on a node can have its hostPort',
        value: '4 pods during a rollout, on 3 machines',
        advice: 'Give rollout: { maxSurge: 0, maxUnavailable: 1 }, add a slot, or leave hostPort out.',
      },
    ]);
  });

  test('may be told by a failure domain, where any other label is one of the machines', () => {
    const adviceFor = (topologyKey: string) =>
      told('services/topology', { affinity: apartBy(topologyKey) }, in2(), {})[0]?.advice;
    expect(adviceFor(zone)).toContain('failureDomain');
    expect(adviceFor('rack')).toContain('labels of joins(…)');
    expect(adviceFor('rack')).not.toContain('failureDomain');
  });

  test('are fewer than the places over which pods are to be spread', () => {
    expect(joined({ ...spread(3), replicas: 2 })).toEqual([]);
    expect(joined({ ...spread(2), replicas: 3 })).toEqual([]);
    expect(joined({ ...spread(3), replicas: 3 })).toEqual([
      ['error', 'services/spread', `${here}.topologySpread[0].minDomains`],
    ]);
  });

  test('are none where nothing says the zones', () => {
    const warning = (place: string) => [['warning', 'services/topology', `${here}.${place}.topologyKey`]];
    const nowhere = in2();
    expect(joined({ ...spread(1) }, nowhere)).toEqual(warning('topologySpread[0]'));
    expect(joined({ affinity: apartBy(zone) }, nowhere)).toEqual(
      warning('affinity.podAntiAffinity.required[0]'),
    );
    const near = { podAffinity: apartBy(zone).podAntiAffinity };
    expect(joined({ affinity: near }, nowhere)).toEqual(warning('affinity.podAffinity.required[0]'));
    expect(joined({ topologySpread: [{ topologyKey: zone }] }, nowhere)).toEqual([]);
  });
});

function apartBy(topologyKey: string) {
  return {
    podAntiAffinity: { required: [{ matchLabels: { 'app.kubernetes.io/name': 'front' }, topologyKey }] },
  };
}

/** What is found in dev with such a front, whose nodes join if something is said of that. */
function findingsOf(front: object, changes: Changes = {}, join?: Partial<JoinProps>) {
  const dev = { services: { front: { ...settings, ...front }, store: stored }, ...changes.dev };
  const composition =
    join === undefined ? smallProject({ ...changes, dev }) : joinedProject({ ...changes, dev, join });
  return checkComposition(resolveComposition(composition)).filter(({ path }) =>
    path.startsWith('environments.dev'),
  );
}

function found(...input: Parameters<typeof findingsOf>) {
  return findingsOf(...input).map(({ severity, rule, path }) => [severity, rule, path]);
}

/** What one rule says. */
function told(which: string, ...input: Parameters<typeof findingsOf>) {
  return findingsOf(...input).filter(({ rule }) => rule === which);
}

function rules(front: object, changes: Changes = {}) {
  return found(front, changes).map(([, rule = '']) => rule);
}
