import fc from 'fast-check';
import type { HostRecord, SlotRecord } from '../../core/record';
import { renderMarkdown, reviewSynths } from '../../review';
import { boundedGraph } from '../../review/view/bounded-graph';
import type { GraphPart } from '../../review/view/review';
import { machine, workload } from './support/resources';
import { environment, type StackJson, synthOf } from './support/synth-of';

const labels = (name: string) => ({ match_labels: { 'app.kubernetes.io/name': name } });

function policy(from: string, peer: object, port = '8080'): object {
  return {
    metadata: { name: from, namespace: 'small-prod' },
    spec: { pod_selector: labels(from), egress: [{ to: [peer], ports: [{ port }] }] },
  };
}

function services(names: readonly string[], policies: Readonly<Record<string, object>> = {}) {
  return {
    kubernetes_deployment_v1: Object.fromEntries(names.map((name) => [name, workload({ name })])),
    kubernetes_network_policy_v1: policies,
  };
}

const toDatabase = { pod_selector: labels('database') };
const toInternet = { ip_block: { cidr: '0.0.0.0/0' } };

function graphBetween(before: StackJson, after: StackJson) {
  return reviewSynths(synthOf({ 'prod-services': before }), synthOf({ 'prod-services': after })).graph;
}

function drawn(before: StackJson, after: StackJson): readonly string[] {
  const [part] = graphBetween(before, after)?.parts ?? [];
  return [
    ...(part?.nodes ?? []).map(({ id, change }) => `${id} ${change}`),
    ...(part?.edges ?? []).map(({ from, to, label, change }) => `${from} → ${to} ${label} ${change}`),
  ];
}

test('a new connection is drawn with both of its ends', () => {
  const names = ['web', 'database', 'other'];
  expect(drawn(services(names), services(names, { open: policy('web', toInternet) }))).toEqual([
    'outside:network:any IPv4 address added',
    'workload:web same',
    'workload:web → outside:network:any IPv4 address TCP 8080 added',
  ]);
});

test('a connection that goes away and one with other ports are told apart', () => {
  const before = { a: policy('web', toDatabase), b: policy('api', toDatabase) };
  const after = { b: policy('api', toDatabase, '9090') };
  const names = ['web', 'api', 'database'];
  expect(drawn(services(names, before), services(names, after))).toEqual([
    ...['workload:api same', 'workload:database same', 'workload:web same'],
    'workload:web → workload:database TCP 8080 removed',
    'workload:api → workload:database TCP 9090 changed',
  ]);
});

test('a workload that comes is drawn with what it connects to, and nothing further away', () => {
  const names = ['database', 'storage', 'lonely'];
  const far = { far: policy('database', { pod_selector: labels('storage') }) };
  expect(
    drawn(services(names, far), services([...names, 'web'], { ...far, a: policy('web', toDatabase) })),
  ).toEqual([
    ...['workload:web added', 'workload:database same'],
    'workload:web → workload:database TCP 8080 added',
  ]);
});

test.each<[string, StackJson, StackJson]>([
  ['nothing changes', services(['web']), services(['web'])],
  ['one workload comes, and connects to nothing', services(['web']), services(['web', 'api'])],
  [
    'workloads only change',
    services(['web', 'api']),
    {
      kubernetes_deployment_v1: {
        web: workload({ name: 'web', spec: { replicas: '7' } }),
        api: workload({ name: 'api', spec: { replicas: '7' } }),
      },
    },
  ],
])('nothing is drawn where %s', (_when, before, after) => {
  expect(graphBetween(before, after)).toBeUndefined();
});

test('pods that get another label are drawn without the connection that found them by the old one', () => {
  const names = ['web', 'database'];
  const before = services(names, { a: policy('web', toDatabase) });
  const after: StackJson = structuredClone(before);
  after['kubernetes_deployment_v1'].database.spec.template.metadata = {
    labels: labels('storage').match_labels,
  };
  expect(drawn(before, after)).toContain('workload:web → workload:database TCP 8080 removed');
});

/** Workloads, each of which may be missing, settings of them, and what lets them connect. */
const someServices = fc
  .record({
    present: fc.subarray(['web', 'api', 'database']),
    replicas: fc.constantFrom('1', '2'),
    label: fc.constantFrom('database', 'storage'),
    opened: fc.subarray(['web', 'api']),
    port: fc.constantFrom('8080', '9090'),
    exposed: fc.constantFrom('ClusterIP', 'LoadBalancer'),
    setting: fc.constantFrom('on', 'off'),
  })
  .map(({ present, replicas, label, opened, port, exposed, setting }): StackJson => {
    const made = services(
      present,
      Object.fromEntries(opened.map((name) => [name, policy(name, toDatabase, port)])),
    );
    for (const [name, each] of Object.entries<any>(made.kubernetes_deployment_v1)) {
      each.spec.replicas = replicas;
      if (name === 'database') each.spec.template.metadata = { labels: labels(label).match_labels };
    }
    return {
      ...made,
      kubernetes_service_v1: {
        web: {
          metadata: { name: 'web', namespace: 'small-prod' },
          spec: { type: exposed, selector: labels('web').match_labels, port: [{ port: '80' }] },
        },
      },
      kubernetes_config_map_v1: {
        settings: { metadata: { name: 'settings', namespace: 'small-prod' }, data: { setting } },
      },
    };
  });

test('what is drawn is the same where something unknown is added as well', () => {
  fc.assert(
    fc.property(someServices, someServices, (before, after) => {
      const more = { ...after, example_thing: { added: {} } };
      expect(graphBetween(before, after)).toEqual(graphBetween(before, more));
    }),
    { numRuns: 200 },
  );
});

const GIBIBYTE = 2 ** 30;
const host: HostRecord = {
  failureDomain: 'rack1',
  cores: 8,
  memoryBytes: 32 * GIBIBYTE,
  allocatable: { cpu: 8, memoryBytes: 32 * GIBIBYTE },
  promised: { cpu: 2, memoryBytes: 4 * GIBIBYTE },
};

test('a machine that moves is drawn between its hosts', () => {
  const slot = (on: string) =>
    ({
      ...{
        slot: '0',
        host: on,
        name: 'nodes-0',
        mac: '52:54:00:00:00:01',
        address: '10.0.0.1',
        address6: null,
      },
      ...{ fqdn: null, image: 'sha256:1', instanceId: 'i', terraformAddress: 'libvirt_domain.nodes-0' },
      ...{ users: [], jump: null },
    }) satisfies SlotRecord;
  const synthOn = (on: string) =>
    synthOf(
      { [`prod-machines-${on}`]: { libvirt_domain: { 'nodes-0': machine() } } },
      {
        environments: [
          environment('prod', null, { hosts: { a: host, b: host }, pools: { nodes: [slot(on)] } }),
        ],
      },
    );
  const [part] = reviewSynths(synthOn('a'), synthOn('b')).graph?.parts ?? [];
  expect(part?.edges).toEqual([
    { from: 'machine:nodes/0', to: 'host:a', label: 'on', change: 'removed' },
    { from: 'machine:nodes/0', to: 'host:b', label: 'on', change: 'added' },
  ]);
  expect(part?.nodes.map(({ name }) => name)).toEqual(expect.arrayContaining(['a in rack1', 'b in rack1']));
});

test('hosts that come are drawn, although no resource changes with them', () => {
  const synthOn = (hosts: readonly string[]) =>
    synthOf(
      {},
      {
        environments: [
          environment('prod', null, { hosts: Object.fromEntries(hosts.map((name) => [name, host])) }),
        ],
      },
    );
  const [part] = reviewSynths(synthOn(['a']), synthOn(['a', 'b', 'c'])).graph?.parts ?? [];
  expect(part?.nodes.map(({ id, change }) => `${id} ${change}`)).toEqual(['host:b added', 'host:c added']);
});

test('environments that change alike are one part', () => {
  const [old, head] = [services(['web', 'api']), services([])];
  const named = (stack: StackJson) =>
    Object.fromEntries(
      ['dev', 'staging', 'prod'].map((name) => [
        `${name}-services`,
        JSON.parse(JSON.stringify(stack).replaceAll('small-prod', `small-${name}`)) as StackJson,
      ]),
    );
  const { graph } = reviewSynths(synthOf(named(old)), synthOf(named(head)));
  expect(graph?.parts.map(({ environments }) => environments)).toEqual([['dev', 'staging', 'prod']]);
});

/** Many services by name, with another content than the others. */
const many = (count: number, prefix: string, replicas: string, policies = {}) => {
  const made = services(
    Array.from({ length: count }, (_, index) => `${prefix}-${index}`),
    policies,
  );
  for (const each of Object.values<any>(made.kubernetes_deployment_v1)) each.spec.replicas = replicas;
  return made;
};

test('of a thousand changes those that are alike share a box', () => {
  const graph = graphBetween(many(500, 'old', '2'), many(500, 'new', '9'));
  expect(graph?.parts[0]?.nodes).toEqual([
    { id: 'workload:* removed', kind: 'workload', name: '500 workloads', change: 'removed', count: 500 },
    { id: 'workload:* added', kind: 'workload', name: '500 workloads', change: 'added', count: 500 },
  ]);
  expect(graph?.notShown).toBe(0);
});

test('groups keep their connections, counted, and what is rare keeps its name', () => {
  const to = (name: string) => ({ pod_selector: labels(name) });
  const policies = Object.fromEntries(
    Array.from({ length: 40 }, (_, index) => [`p${index}`, policy(`new-${index}`, to('database'))]),
  );
  const before = services(['database', 'mail']);
  const after = many(40, 'new', '9', { ...policies, out: policy('database', toInternet) });
  Object.assign(after.kubernetes_deployment_v1, services(['database']).kubernetes_deployment_v1);
  expect(drawn(before, after)).toEqual([
    ...['workload:mail removed', 'workload:* added added', 'outside:network:any IPv4 address added'],
    'workload:database same',
    'workload:database → outside:network:any IPv4 address TCP 8080 added',
    'workload:* added → workload:database 40 connections, TCP 8080 added',
  ]);
  const review = reviewSynths(synthOf({ 'prod-services': before }), synthOf({ 'prod-services': after }));
  const lines = mermaidIn(renderMarkdown(review));
  for (const line of lines) expect(line).toMatch(LINE);
  expect(lines.join('\n')).toContain('(["40 workloads added"])');
  expect(lines.join('\n')).toMatch(/==>\|"added 40 connections, TCP 8080"\|/);
});

test('what leads to a box from elsewhere is an arrow, and not counted in it', () => {
  const policies = Object.fromEntries(
    Array.from({ length: 40 }, (_, index) => [
      `p${index}`,
      policy('gateway', { pod_selector: labels(`new-${index}`) }),
    ]),
  );
  const after = many(40, 'new', '9', policies);
  Object.assign(after.kubernetes_deployment_v1, services(['gateway']).kubernetes_deployment_v1);
  const review = reviewSynths(
    synthOf({ 'prod-services': services(['gateway']) }),
    synthOf({ 'prod-services': after }),
  );
  const lines = mermaidIn(renderMarkdown(review));
  expect(lines).toContainEqual(expect.stringMatching(/^ {4}n\d\(\["40 workloads added"\]\)$/));
  expect(lines).toContainEqual(
    expect.stringMatching(/^ {2}n\d ==>\|"added 40 connections, TCP 8080"\| n\d$/),
  );
});

test('what connects the things of one box is counted in it, without arrows that lead back', () => {
  const chain = (count: number, step: number) =>
    Object.fromEntries(
      Array.from({ length: count }, (_, index) => [
        `p${index}`,
        policy(`web-${index}`, { pod_selector: labels(`web-${(index + step) % 40}`) }),
      ]),
    );
  const before = many(40, 'web', '2', chain(30, 1));
  const after = many(40, 'web', '9', chain(35, 2));
  const review = reviewSynths(synthOf({ 'prod-services': before }), synthOf({ 'prod-services': after }));
  const lines = mermaidIn(renderMarkdown(review));
  expect(lines.filter((line) => line.includes('n0'))).toEqual([
    '    n0{{"40 workloads changed, 30 connections among them removed, 35 connections among them added"}}',
  ]);
  for (const line of lines) expect(line).toMatch(LINE);
  // The JSON has them as they are.
  expect(review.graph?.parts[0]?.edges.map(({ change, count }) => [change, count])).toEqual([
    ['removed', 30],
    ['added', 35],
  ]);
});

const CHANGES = ['added', 'changed', 'replaced', 'removed', 'same'] as const;
const someGraph: fc.Arbitrary<readonly GraphPart[]> = fc.array(
  fc
    .record({
      nodes: fc.array(
        fc.record({
          kind: fc.constantFrom('host', 'machine', 'workload', 'outside'),
          change: fc.constantFrom(...CHANGES),
        }),
        { maxLength: 80 },
      ),
      edges: fc.array(fc.record({ from: fc.nat(79), to: fc.nat(79), change: fc.constantFrom(...CHANGES) }), {
        maxLength: 80,
      }),
      environment: fc.string({ minLength: 1 }),
    })
    .map(({ nodes, edges, environment }): GraphPart => {
      const all = nodes.map(
        ({ kind, change }, index) => ({ id: `${kind}:${index}`, kind, name: `${index}`, change }) as const,
      );
      const between = edges.flatMap(({ from, to, change }) => {
        const [one, other] = [all[from], all[to]];
        if (one === undefined || other === undefined) return [];
        return [{ from: one.id, to: other.id, label: 'TCP 80', change }];
      });
      return { environments: [environment], nodes: all, edges: between };
    }),
  { minLength: 1, maxLength: 5 },
);

test('a graph is never too large, and every change is drawn, grouped or counted', () => {
  const weight = (parts: readonly GraphPart[]) =>
    parts
      .flatMap(({ nodes, edges }) => [...nodes.filter(({ kind }) => kind !== 'outside'), ...edges])
      .filter(({ change }) => change !== 'same')
      .reduce((sum, { count = 1 }) => sum + count, 0);
  fc.assert(
    fc.property(someGraph, (parts) => {
      const { parts: drawn, notShown } = boundedGraph(parts);
      expect(drawn.flatMap(({ nodes }) => nodes).length).toBeLessThanOrEqual(30);
      expect(drawn.flatMap(({ edges }) => edges).length).toBeLessThanOrEqual(45);
      const there = new Set(drawn.flatMap(({ environments }) => environments));
      // Environments that are alike share a part, in which a change is told once.
      if (there.size === drawn.length) expect(weight(drawn) + notShown).toBe(weight(parts));
      for (const { nodes, edges } of drawn) {
        const ids = new Set(nodes.map(({ id }) => id));
        for (const { from, to } of edges) expect([ids.has(from), ids.has(to)]).toEqual([true, true]);
      }
    }),
    { numRuns: 300 },
  );
});

/** The block of Mermaid in a comment. */
function mermaidIn(markdown: string): readonly string[] {
  const lines = markdown.split('\n');
  const begin = lines.indexOf('```mermaid');
  return begin === -1 ? [] : lines.slice(begin + 1, lines.indexOf('```', begin));
}

/** The forms that a line of the graph can have. */
const LINE =
  /^(flowchart LR| {2}subgraph e\d+\["[^"`<>]*"\]| {4}n\d+(\(\["[^"`<>]*"\]\)|\{\{"[^"`<>]*"\}\}|\[\/"[^"`<>]*"\/\]|\["[^"`<>]*"\])| {2}end| {2}n\d+ (==>|-\.->|-->)(\|"[^"`<>]*"\|)? n\d+)$/;

test('the comment says by word and shape what comes, goes and stays', () => {
  const names = ['web', 'database'];
  const before = services([...names, 'mail'], { a: policy('mail', toDatabase) });
  const review = reviewSynths(
    synthOf({ 'prod-services': before }),
    synthOf({ 'prod-services': services([...names, 'api'], { a: policy('api', toDatabase) }) }),
  );
  const lines = mermaidIn(renderMarkdown(review)).join('\n');
  expect(lines).toContain('(["added: workload api"])');
  expect(lines).toContain('[/"removed: workload mail"/]');
  expect(lines).toContain('["workload database"]');
  expect(lines).toMatch(/==>\|"added TCP 8080"\|/);
  expect(lines).toMatch(/-\.->\|"removed TCP 8080"\|/);
});

test('no name leaves its quotes in the graph, whatever is in it', () => {
  const name = fc.string({
    unit: fc.constantFrom(
      '"',
      '`',
      '<',
      '>',
      '#',
      ';',
      '\n',
      ']',
      '|',
      '%',
      '{',
      '\u202e',
      'end ',
      'a',
      '1. ',
    ),
  });
  fc.assert(
    fc.property(name, (odd) => {
      const review = reviewSynths(
        synthOf({ 'prod-services': services(['database']) }),
        synthOf({ 'prod-services': services(['database', `x${odd}`], { a: policy(`x${odd}`, toDatabase) }) }),
      );
      const lines = mermaidIn(renderMarkdown(review));
      expect(lines.length).toBeGreaterThan(3);
      for (const line of lines) expect(line).toMatch(LINE);
    }),
    { numRuns: 100 },
  );
});
