import type { JsonObject } from '../../../core/json';
import type { SlipwayRecord } from '../../../core/record';
import { check, maskBetween, renderMarkdown, type Review, reviewSynths, shareEqual } from '../../../review';
import { parseStack, type Synth } from '../../../core/synth';
import { rounds, type Rounds } from '../rounds';

/** What a review of changed resources takes, as `slipway diff` does it, policies included. */
export interface ReviewTimes {
  /** To parse the JSON of both synths. */
  readonly parse: Rounds;
  readonly review: Rounds;
  readonly markdown: Rounds;
}

const RESOURCES = 5_000;
const ENVIRONMENTS = ['dev', 'staging', 'prod'];
const ROUNDS = 7;

/** Texts are remembered in a process: each round has names of its own. */
let round = 0;

/** Deployments of the size that Slipway's have; every one of them differs between the two versions. */
function stackText(environment: string, version: number): string {
  const deployment = Object.fromEntries(
    Array.from({ length: Math.ceil(RESOURCES / ENVIRONMENTS.length) }, (_, index) => {
      const name = `service-${round}-${index}`;
      return [name, deploymentOf(name, environment, version + index)];
    }),
  );
  return JSON.stringify({ resource: { kubernetes_deployment_v1: deployment } });
}

function deploymentOf(name: string, environment: string, version: number): object {
  const labels = { 'app.kubernetes.io/name': name, 'app.kubernetes.io/part-of': 'shop' };
  const probe = { http_get: { path: '/healthz', port: 'http' }, period_seconds: 10, failure_threshold: 3 };
  const container = {
    name,
    image: `registry.example.com/shop/${name}@sha256:${version.toString(16).padStart(64, '0')}`,
    env: Array.from({ length: 12 }, (_, index) => ({ name: `SETTING_${index}`, value: `${name} ${index}` })),
    port: [{ name: 'http', container_port: 8080, protocol: 'TCP' }],
    liveness_probe: probe,
    readiness_probe: probe,
    resources: { requests: { cpu: '100m', memory: '128Mi' }, limits: { memory: '128Mi' } },
    security_context: { privileged: false, run_as_non_root: true, capabilities: { drop: ['ALL'] } },
  };
  return {
    metadata: { name, namespace: `shop-${environment}`, labels },
    spec: {
      replicas: String(2 + (version % 2)),
      selector: { match_labels: labels },
      template: { metadata: { labels }, spec: { container: [container] } },
    },
  };
}

function synthOf(texts: ReadonlyMap<string, string>): Synth {
  const stacks = [...texts].map(([environment, text]) => {
    const record = { environment, state: environment, dependsOn: [], resources: {} };
    return [environment, parseStack(environment, JSON.parse(text) as JsonObject, record)] as const;
  });
  return { record: RECORD, stacks: new Map(stacks) };
}

const RECORD: SlipwayRecord = {
  version: 1,
  project: 'shop',
  environments: ENVIRONMENTS.map((name, index) => ({
    name,
    after: ENVIRONMENTS[index - 1] ?? null,
    protected: name === 'prod',
    namespace: `shop-${name}`,
    services: {},
    hosts: {},
    pools: {},
  })),
  images: {},
  stacks: {},
  findings: [],
};

/** The state before a change and after it. */
interface Pair {
  readonly before: Synth;
  readonly after: Synth;
}

/** The inputs of one round. */
function textsOf(version: number): ReadonlyMap<string, string> {
  return new Map(ENVIRONMENTS.map((name) => [name, stackText(name, version)]));
}

function pair(): Pair {
  round++;
  return { before: synthOf(textsOf(1)), after: synthOf(textsOf(2)) };
}

/** What `slipway diff` does with two synths. */
function diff({ before, after: given }: Pair): Review {
  const after = shareEqual(before, given);
  const mask = maskBetween(before, after);
  return reviewSynths(before, after, check(after, { before, mask }), mask);
}

const parse = rounds(ROUNDS, (all) => all.map((text) => JSON.parse(text) as unknown), texts);
const review = rounds(ROUNDS, diff, pair);
const markdown = rounds(ROUNDS, renderMarkdown, () => diff(pair()));
process.stdout.write(JSON.stringify({ parse, review, markdown } satisfies ReviewTimes));

function texts(): readonly string[] {
  round++;
  return [...textsOf(1).values(), ...textsOf(2).values()];
}
