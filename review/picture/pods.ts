import { at, type Json, only, textOf, within } from '../../core/json';
import type { EnvironmentRecord } from '../../core/record';
import type { Block, Stack } from '../synth';
import { kindOf, podSpecPath } from '../workloads';
import type { WorkloadThing } from './picture';
import { labelsOf, selects } from './selectors';

/** A workload with the labels of its pods. */
export interface Pods {
  readonly thing: WorkloadThing;
  readonly labels: Json | undefined;
}

/** The workloads of an environment: those in its Terraform, and those that wait for their first release. */
export function podsIn(environment: EnvironmentRecord, stacks: readonly Stack[]): readonly Pods[] {
  const made = stacks.flatMap((stack) =>
    [...stack.blocks.values()].flatMap((block) => podsOf(block, stack.name, environment)),
  );
  const names = new Set(made.map(({ thing }) => thing.id));
  const { services, jobs = {} } = environment;
  const waiting = [...Object.keys(services), ...Object.keys(jobs)]
    .filter((name) => !names.has(idOf(name, environment.namespace, environment)))
    .map((name) => ({ thing: thingOf(name, environment.namespace, environment), labels: undefined }));
  return [...made, ...waiting].sort((a, b) => (a.thing.id < b.thing.id ? -1 : 1));
}

function podsOf(block: Block, stack: string, environment: EnvironmentRecord): readonly Pods[] {
  const path = podSpecPath(block);
  if (path === undefined) return [];
  const metadata = only(block.arguments['metadata']);
  const name = textOf(at(metadata, 'name')) || block.name;
  const namespace = textOf(at(metadata, 'namespace')) || 'default';
  const { address, construct, file } = block;
  const thing = {
    ...thingOf(name, namespace, environment),
    kind: kindOf(block),
    origin: { stack, address, construct: construct?.replace(/\/[^/]*$/, '') },
    file,
  };
  return [{ thing, labels: within(block.arguments, [...path.slice(0, -1), 'metadata', 'labels']) }];
}

function thingOf(name: string, namespace: string, environment: EnvironmentRecord): WorkloadThing {
  const isOurs = namespace === environment.namespace;
  return {
    id: idOf(name, namespace, environment),
    name: isOurs ? name : `${namespace}/${name}`,
    namespace,
    kind: undefined,
    service: isOurs ? own(environment.services, name) : undefined,
    job: isOurs ? own(environment.jobs ?? {}, name) : undefined,
    origin: undefined,
    file: null,
  };
}

function idOf(name: string, namespace: string, environment: EnvironmentRecord): string {
  return `workload:${namespace === environment.namespace ? '' : `${namespace}/`}${name}`;
}

function own<Value>(record: Readonly<Record<string, Value>>, name: string): Value | undefined {
  return Object.hasOwn(record, name) ? record[name] : undefined;
}

/** Which of these pods a selector selects in a namespace; undefined where that cannot be known from equal labels. */
export function selectedPods(
  pods: readonly Pods[],
  namespace: string,
  selector: Json | undefined,
): readonly WorkloadThing[] | undefined {
  const asked = labelsOf(selector);
  if (asked === undefined) return undefined;
  return pods
    .filter(({ thing, labels }) => thing.namespace === namespace && selects(asked, labels))
    .map(({ thing }) => thing);
}
