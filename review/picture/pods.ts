import { at, entryOf, isObject, type Json, only, textOf, within } from '../../core/json';
import type { EnvironmentRecord } from '../../core/record';
import { by } from '../../core/text';
import { groupBy } from '../group-by';
import { labelsOf, selects } from '../network';
import type { Block, Stack } from '../synth';
import { kindOf, podSpecPath } from '../workloads';
import { originOf } from './origin';
import type { WorkloadNode } from './picture';

/** A workload with the labels of its pods. */
interface Pods {
  readonly node: WorkloadNode;
  readonly labels: Json | undefined;
}

/** The workloads of an environment, and which of them a selector selects, without a look at all of them. */
export class PodIndex {
  readonly nodes: readonly WorkloadNode[];
  private readonly byNamespace: ReadonlyMap<string, readonly Pods[]>;
  private readonly byLabel: ReadonlyMap<string, readonly Pods[]>;

  constructor(environment: EnvironmentRecord, stacks: readonly Stack[]) {
    const pods = podsIn(environment, stacks);
    this.nodes = pods.map(({ node }) => node);
    this.byNamespace = groupBy(pods, ({ node }) => node.namespace);
    const labelled = pods.flatMap((each) =>
      Object.entries(isObject(each.labels) ? each.labels : {}).map(([key, value]) => ({
        each,
        key: labelKey(each.node.namespace, key, textOf(value)),
      })),
    );
    this.byLabel = new Map(
      [...groupBy(labelled, ({ key }) => key)].map(([key, own]) => [key, own.map(({ each }) => each)]),
    );
  }

  /** What a selector selects in a namespace; nothing where that cannot be known from equal labels. */
  selected(namespace: string, selector: Json | undefined): readonly WorkloadNode[] {
    const asked = labelsOf(selector);
    if (asked === undefined) return [];
    const candidates = [...asked]
      .map(([key, value]) => this.byLabel.get(labelKey(namespace, key, value)) ?? [])
      .sort((a, b) => a.length - b.length)[0];
    return (candidates ?? this.byNamespace.get(namespace) ?? [])
      .filter(({ labels }) => selects(asked, labels))
      .map(({ node }) => node);
  }
}

function labelKey(namespace: string, key: string, value: string): string {
  return JSON.stringify([namespace, key, value]);
}

/** The workloads in the Terraform of an environment, and those that wait for their first release. */
function podsIn(environment: EnvironmentRecord, stacks: readonly Stack[]): readonly Pods[] {
  const made = stacks.flatMap((stack) =>
    [...stack.blocks.values()].flatMap((block) => podsOf(block, stack.name, environment)),
  );
  const known = new Set(made.map(({ node }) => node.id));
  const { services, jobs = {} } = environment;
  const waiting = [...Object.keys(services), ...Object.keys(jobs)]
    .map((name) => thingOf(name, environment.namespace, environment))
    .filter(({ id }) => !known.has(id))
    .map((node) => ({ node, labels: undefined }));
  return [...made, ...waiting].sort(by(({ node }) => node.id));
}

function podsOf(block: Block, stack: string, environment: EnvironmentRecord): readonly Pods[] {
  const identity = podIdentity(block);
  if (identity === undefined) return [];
  const { name, namespace, labels } = identity;
  const node = {
    ...thingOf(name, namespace, environment),
    kind: kindOf(block),
    origin: originOf(stack, block),
    file: block.file,
  };
  return [{ node, labels }];
}

/** What a picture finds a workload by: its name, its namespace and the labels of its pods. Undefined for any other block. */
export function podIdentity(
  block: Block,
): { readonly name: string; readonly namespace: string; readonly labels: Json | undefined } | undefined {
  const path = podSpecPath(block);
  if (path === undefined) return undefined;
  const metadata = only(block.arguments['metadata']);
  return {
    name: textOf(at(metadata, 'name')) || block.name,
    namespace: textOf(at(metadata, 'namespace')) || 'default',
    labels: within(block.arguments, [...path.slice(0, -1), 'metadata', 'labels']),
  };
}

function thingOf(name: string, namespace: string, environment: EnvironmentRecord): WorkloadNode {
  const isOurs = namespace === environment.namespace;
  const whole = isOurs ? name : `${namespace}/${name}`;
  return {
    id: `workload:${whole}`,
    name: whole,
    namespace,
    kind: undefined,
    service: isOurs ? entryOf(environment.services, name) : undefined,
    job: isOurs ? entryOf(environment.jobs ?? {}, name) : undefined,
    origin: undefined,
    file: null,
  };
}
