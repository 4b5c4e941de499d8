import type { HostNode, MachineNode, OutsideNode, Picture, WorkloadNode } from '../../../review/picture';
import { graphOf } from '../../../review/report/graph-of';
import type { Frame } from '../../../review/report/graph';

const GIBIBYTE = 2 ** 30;
const host = (name: string, rack?: string): HostNode => ({
  ...{ id: `host:${name}`, name, rack },
  record: {
    ...{ cores: 8, memoryBytes: 32 * GIBIBYTE },
    allocatable: { cpu: 8, memoryBytes: 32 * GIBIBYTE },
    promised: { cpu: 2, memoryBytes: 8 * GIBIBYTE },
  },
});
const machine = (name: string, on: string, pool = 'nodes'): MachineNode => ({
  ...{ id: `machine:${name}`, name, host: `host:${on}`, pool, origin: undefined },
  record: { name: `small-${name}`, address: '10.1.0.16' } as MachineNode['record'],
});
const workload = (name: string, fields: Partial<WorkloadNode> = {}): WorkloadNode => ({
  ...{ id: `workload:${name}`, name, kind: 'Deployment', namespace: 'small-prod' },
  ...{ service: undefined, job: undefined, origin: undefined, file: null },
  ...fields,
});
const outside = (name: string): OutsideNode => ({ id: `outside:${name}`, name, what: 'domain' });
const way = (from: string, to: string, ...ports: readonly string[]) => ({ from, to, ports });

const pictureOf = (fields: Partial<Picture>): Picture => ({
  ...{ environment: 'prod', namespace: 'small-prod', nodePool: undefined, hosts: [], machines: [] },
  ...{ workloads: [], outside: [], connections: [] },
  ...fields,
});

/** A frame as `title: box, box [frame: …]`. */
function framed({ title, boxes, frames }: Frame): string {
  const inner = boxes.map((box) => `${box.title} (${box.subtitle})`).join(', ');
  return `${title}: ${[inner, ...frames.map((frame) => `[${framed(frame)}]`)].filter((text) => text !== '').join(' ')}`;
}

const numbered = (count: number, make: (index: number) => string) =>
  Array.from({ length: count }, (_, index) => make(index));

describe('the physical hosts', () => {
  const physicalOf = (hosts: readonly HostNode[], machines: readonly MachineNode[]) => {
    const [frame] = graphOf(pictureOf({ hosts, machines })).frames;
    return frame && framed(frame);
  };

  test('hold their machines, in their racks', () => {
    expect(
      physicalOf([host('a', 'r1'), host('b', 'r1'), host('c')], [machine('n/0', 'a'), machine('n/1', 'a')]),
    ).toBe('Physical hosts: c (0 machines) [r1: b (0 machines) [a: n/0 (10.1.0.16), n/1 (10.1.0.16)]]');
  });

  test('count their machines where those are more than ten', () => {
    const machines = (count: number) => numbered(count, String).map((name) => machine(name, 'a'));
    expect(physicalOf([host('a')], machines(10))).toContain('[a: 0 (10.1.0.16), 1 ');
    expect(physicalOf([host('a')], machines(11))).toBe('Physical hosts: a (11 machines)');
    expect(physicalOf([host('a'), host('b')], [...machines(11), machine('n', 'b')])).toBe(
      'Physical hosts: a (11 machines), b (1 machine)',
    );
  });

  test('are counted by racks where they are more than sixteen, and all together where the racks are', () => {
    const hosts = (count: number, rackOf: (index: number) => string | undefined) =>
      numbered(count, String).map((name, index) => host(name, rackOf(index)));
    expect(
      physicalOf(
        hosts(16, () => 'r'),
        [],
      ),
    ).toContain('[r: 0 (0 machines), 1 ');
    expect(
      physicalOf(
        hosts(17, (index) => (index < 9 ? 'r1' : undefined)),
        [machine('n/0', '0'), machine('n/1', '16'), machine('n/2', '16')],
      ),
    ).toBe('Physical hosts: r1 (9 hosts, 1 machine), no rack (8 hosts, 2 machines)');
    expect(
      physicalOf(
        hosts(32, (index) => `r${index % 16}`),
        [],
      ),
    ).toContain('r15 (2 hosts, 0 machines)');
    expect(
      physicalOf(
        hosts(34, (index) => `r${index % 17}`),
        [machine('n/0', '3')],
      ),
    ).toBe('Physical hosts: 17 racks (34 hosts, 1 machine)');
  });

  test('are left out of a project that has none', () => {
    expect(graphOf(pictureOf({ workloads: [workload('web')] })).frames).toHaveLength(1);
    expect(graphOf(pictureOf({})).frames).toEqual([]);
  });

  test('say what is left of each', () => {
    const [frame] = graphOf(pictureOf({ hosts: [host('a')] })).frames;
    expect(frame?.boxes[0]?.tip).toBe('host a: 6 of 8 CPUs and 24 of 32 GiB left');
  });
});

describe('the workloads', () => {
  const digest = `sha256:${'a'.repeat(64)}`;
  const service = { digest, sample: true, replicas: 2, address: null };

  test('have a box each, with what runs', () => {
    const job = {
      digest,
      sample: false,
      of: 'web',
      schedule: '@daily',
      timeZone: 'UTC',
    } as WorkloadNode['job'];
    const [frame] = graphOf(
      pictureOf({
        workloads: [
          workload('web', { service }),
          workload('report', { job, kind: 'CronJob' }),
          workload('odd'),
          workload('late', { kind: undefined }),
        ],
      }),
    ).frames;
    expect(frame?.boxes.map(({ title, subtitle, tip }) => [title, subtitle, tip])).toEqual([
      ['web', 'aaaaaaaaaaaa ×2', 'Deployment web: aaaaaaaaaaaa ×2'],
      ['report', '@daily', 'CronJob report: @daily'],
      ['odd', 'Deployment', 'Deployment odd: Deployment'],
      ['late', '', 'not released late: '],
    ]);
  });

  test.each([
    [0, 'namespace small-prod, on the 0 machines of nodes'],
    [1, 'namespace small-prod, on the 1 machine of nodes'],
    [2, 'namespace small-prod, on the 2 machines of nodes'],
  ])('run on the machines of the node pool: %d', (count, title) => {
    const machines = [
      ...numbered(count, (index) => `nodes/${index}`).map((name) => machine(name, 'a')),
      machine('db/0', 'a', 'db'),
    ];
    const graph = graphOf(
      pictureOf({ hosts: [host('a')], machines, workloads: [workload('web')], nodePool: 'nodes' }),
    );
    expect(graph.frames[1]?.title).toBe(title);
    expect(graph.links.map(({ from, to, between }) => [from.title, to.title, between?.length])).toEqual(
      count === 0 ? [] : [[machines[0]?.name, 'web', 2]],
    );
  });

  test('run on no machine of ours where there is no node pool', () => {
    const graph = graphOf(
      pictureOf({ hosts: [host('a')], machines: [machine('db/0', 'a', 'db')], workloads: [workload('web')] }),
    );
    expect(graph.frames[1]?.title).toBe('namespace small-prod');
    expect(graph.links).toEqual([]);
    // The hosts stand on the left of what nothing leads to.
    expect(graph.order.map(([first, second]) => [first.title, second.title])).toEqual([['db/0', 'web']]);
  });

  test('are linked once, whichever ports; and what is linked with nothing is not drawn outside', () => {
    const graph = graphOf(
      pictureOf({
        workloads: [workload('web'), workload('api')],
        outside: [outside('shop.example.com'), outside('lonely.example.com')],
        connections: [
          way('outside:shop.example.com', 'workload:web'),
          way('workload:web', 'workload:api', 'TCP 8080', 'TCP 9090'),
          way('workload:web', 'workload:api', 'TCP 1'),
          way('workload:web', 'workload:gone'),
          way('workload:api', 'workload:api', 'TCP 7000'),
        ],
      }),
    );
    expect(graph.links.map(({ tip }) => tip)).toEqual([
      'shop.example.com → web',
      'web → api: TCP 8080, TCP 9090',
    ]);
    expect(graph.boxes.map(({ title, subtitle, tip }) => [title, subtitle, tip])).toEqual([
      ['shop.example.com', 'domain', 'domain: shop.example.com'],
    ]);
  });
});

describe('many workloads', () => {
  const names = (count: number) => numbered(count, (index) => `w${String(index).padStart(3, '0')}`);
  const graphWith = (all: readonly string[], connections: Picture['connections']) =>
    graphOf(pictureOf({ workloads: all.map((name) => workload(name)), connections }));
  const boxesIn = (graph: ReturnType<typeof graphOf>) =>
    graph.frames[0]?.boxes.map(({ title, subtitle, tip }) => `${title}|${subtitle}|${tip}`) ?? [];

  test('of up to thirty, each has its own box', () => {
    const graph = graphWith(names(30), []);
    expect([boxesIn(graph).length, graph.leftOut]).toEqual([30, []]);
  });

  test('of more, those that connect with the same things share one', () => {
    const all = names(31);
    const toFirst = all.slice(1, 3).map((name) => way(`workload:${name}`, 'workload:w000'));
    const fromLast = [way('workload:w000', 'workload:w030')];
    const graph = graphWith(all, [...toFirst, ...fromLast]);
    expect(boxesIn(graph)).toEqual([
      'w000|Deployment|Deployment w000: Deployment',
      '2 workloads|w001, w002|w001, w002',
      expect.stringMatching(/^27 workloads\|w003, w004, …\|w003, .*w022 and 7 more$/),
      'w030|Deployment|Deployment w030: Deployment',
    ]);
    expect(graph.leftOut).toEqual(['Workloads that connect with the same things share a box.']);
    expect(graph.links.map(({ tip }) => tip)).toEqual(['2 workloads → w000', 'w000 → w030']);
  });

  test('which way a connection leads makes a difference', () => {
    const graph = graphWith(names(31), [
      way('workload:w001', 'workload:w000'),
      way('workload:w000', 'workload:w002'),
    ]);
    expect(boxesIn(graph)).toHaveLength(4);
  });

  test('of which no sixty are alike, the thirty with the most connections are drawn, and the others by those', () => {
    // Each of the first 31 has connections of its own; one more than the next.
    const all = names(70);
    const connections = all
      .slice(0, 62)
      .flatMap((name, index) =>
        numbered(62 - index, (number) => `outside:${name} ${number}`).map((to) =>
          way(`workload:${name}`, to),
        ),
      );
    const graph = graphWith(all, [
      ...connections,
      ...all.slice(62, 65).map((name) => way(`workload:${name}`, 'workload:w000')),
    ]);
    const boxes = boxesIn(graph);
    expect(boxes.slice(0, 30)).toEqual(
      expect.arrayContaining(names(30).map((name) => `${name}|Deployment|Deployment ${name}: Deployment`)),
    );
    expect(boxes.slice(30)).toEqual([
      expect.stringMatching(/^37 workloads\|w030, w031, …\|/),
      '3 workloads|w062, w063, …|w062, w063, w064',
    ]);
    expect(graph.leftOut).toEqual([
      'Drawn alone: the 30 workloads with the most connections. The others share boxes, by which of those they connect with.',
    ]);
  });

  test('too many to draw are counted, and their connections left out', () => {
    // Thirty that everybody uses, and forty that each use another pair of those.
    const users = names(70).slice(30);
    const pairs = users.flatMap((name, index) =>
      [index % 30, (index * 7 + 1 + Math.floor(index / 30)) % 30].map((used) =>
        way(`workload:${name}`, `workload:w${String(used).padStart(3, '0')}`),
      ),
    );
    const known = numbered(30, (index) => `w${String(index).padStart(3, '0')}`).flatMap((name) =>
      numbered(9, (number) => `outside:${name} ${number}`).map((to) => way(`workload:${name}`, to)),
    );
    const graph = graphWith(names(70), [...pairs, ...known]);
    expect(boxesIn(graph)).toHaveLength(60);
    expect(graph.leftOut.at(-1)).toBe('The connections of the last 11 workloads are not drawn.');
    const drawn = new Set(graph.links.map(({ from }) => from.title));
    expect(drawn.size).toBe(29);
  });
});
