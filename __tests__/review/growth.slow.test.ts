import type { JsonObject } from '../../core/json';
import {
  check,
  renderMarkdown,
  renderTerminal,
  type Review,
  reviewSynths,
  shareEqual,
  type Synth,
  withCauses,
} from '../../review';
import { allowFrom, kubernetesService, workload } from './support/resources';
import { type StackJson, synthOf } from './support/synth-of';

/** Workloads, each with a service, a budget, an autoscaler and a policy of its own. */
function services(count: number, { version = 1, prefix = 'service' } = {}): StackJson {
  const names = Array.from({ length: count }, (_, index) => `${prefix}-${index}`);
  const each = (of: (name: string, index: number) => unknown) =>
    Object.fromEntries(names.map((name, index) => [name, of(name, index)]));
  const metadata = (name: string) => ({ name, namespace: 'small-prod' });
  return {
    kubernetes_deployment_v1: each((name) => workload({ name, container: { image: `${name}:${version}` } })),
    kubernetes_service_v1: each((name) =>
      kubernetesService(
        { selector: { 'app.kubernetes.io/name': name }, type: 'ClusterIP', port: [{ port: version }] },
        name,
      ),
    ),
    kubernetes_pod_disruption_budget_v1: each((name) => ({
      metadata: metadata(name),
      spec: {
        max_unavailable: String(version),
        selector: { match_labels: { 'app.kubernetes.io/name': name } },
      },
    })),
    kubernetes_horizontal_pod_autoscaler_v2: each((name) => ({
      metadata: metadata(name),
      spec: { min_replicas: version, max_replicas: 6, scale_target_ref: { kind: 'Deployment', name } },
    })),
    kubernetes_network_policy_v1: each((name, index) => ({
      ...allowFrom(`${prefix}-${(index + version) % count}`),
      metadata: metadata(name),
    })),
  };
}

/** The synth, whose resources count how often one of their arguments is asked for. */
function counted({ stacks, ...synth }: Synth, count: () => void): Synth {
  const handler: ProxyHandler<JsonObject> = {
    get: (target, key) => {
      count();
      return Reflect.get(target, key) as unknown;
    },
  };
  const watched = [...stacks].map(([name, stack]) => {
    const blocks = [...stack.blocks].map(
      ([address, block]) => [address, { ...block, arguments: new Proxy(block.arguments, handler) }] as const,
    );
    return [name, { ...stack, blocks: new Map(blocks) }] as const;
  });
  return { ...synth, stacks: new Map(watched) };
}

/** How often a diff asks for an argument, for each resource that there is. */
function looksAtEach(count: number, before: StackJson, after: StackJson): number {
  let looks = 0;
  const look = () => {
    looks++;
  };
  const [old, head] = [before, after].map((stack) => synthOf({ 'prod-services': stack }));
  if (old === undefined || head === undefined) throw new Error('there are two');
  const [one, two] = [counted(old, look), counted(shareEqual(old, head), look)];
  reviewSynths(one, two, check(two, { before: one }));
  return looks / count;
}

test.each<[string, (count: number) => readonly [StackJson, StackJson]]>([
  ['are as before', (count) => [services(count), services(count)]],
  ['all change', (count) => [services(count), services(count, { version: 2 })]],
  ['come', (count) => [{}, services(count)]],
  ['go', (count) => [services(count), {}]],
  [
    'lose a label that others ask for',
    (count) => {
      const { kubernetes_deployment_v1: workloads, ...others } = services(count);
      const template = (label: string) => `"template":{"metadata":{"labels":{"${label}":`;
      const renamed = JSON.stringify(workloads).replaceAll(
        template('app.kubernetes.io/name'),
        template('name'),
      );
      return [
        { kubernetes_deployment_v1: workloads, ...others },
        { kubernetes_deployment_v1: JSON.parse(renamed) as JsonObject, ...others },
      ];
    },
  ],
  ['get other names', (count) => [services(count), services(count, { prefix: 'other' })]],
])('what a diff looks at grows as the number of resources that %s', (_what, sides) => {
  const [few, many] = [20, 100].map((count) => looksAtEach(count, ...sides(count)));
  expect(few).toBeGreaterThan(0);
  expect(many).toBeLessThan((few ?? 0) * 1.2);
});

const MANY = 3_000;

test('of thousands of changes, the terminal shows the first lines of a section, and says where the others are', () => {
  const names = Array.from({ length: MANY }, (_, index) => `name-${index}`);
  const settings = (value: string): StackJson => ({
    kubernetes_config_map_v1: Object.fromEntries(
      names.map((name, index) => [name, { data: { [`KEY_${index}`]: `${value} ${index}` } }]),
    ),
  });
  const [before, after] = ['old', 'new'].map((value) => synthOf({ 'dev-services': settings(value) }));
  if (before === undefined || after === undefined) throw new Error('there are two');
  const review = reviewSynths(before, after);
  expect(review.entries.length).toBe(MANY);
  const lines = renderTerminal(review).split('\n');
  expect(lines.length).toBeLessThan(5_010);
  expect(lines).toContain(`The rest: ${MANY}`);
  expect(lines.at(-2)).toBe('  … and more: `slipway diff --json` has all of it');
  expect(renderMarkdown(review)).toContain(`${MANY - 100} changes not shown here`);
});

test('of thousands of changes, the sources of the most dangerous are looked for', () => {
  const entryOf = (name: string): Review['entries'][number] => ({
    ...{ level: 'rest', needsApproval: false, action: 'update', type: 'x', risks: [] },
    resources: [{ address: `x.${name}`, places: [] }],
    rows: [{ path: 'a', variants: [{ environments: [], before: 'old', after: 'a new value' }] }],
  });
  const line = (index: number) => ({ file: 'project.ts', number: index + 1, text: "a: 'a new value'" });
  const lines = Array.from({ length: 20_000 }, (_, index) => line(index));
  const review: Review = {
    ...reviewSynths(synthOf({}), synthOf({})),
    entries: Array.from({ length: 60 }, (_, index) => entryOf(String(index))),
  };
  const causes = withCauses(review, lines).entries.map((entry) => entry.causes?.[0]);
  expect(causes.filter((cause) => cause === 'project.ts:1')).toHaveLength(50);
  expect(causes.slice(50)).toEqual(Array.from({ length: 10 }, () => undefined));
});
