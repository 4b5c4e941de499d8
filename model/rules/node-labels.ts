import type { Affinity, NodeRequirement } from '../../constructs/workload';
import { type Finding, problem } from '../../core/findings';
import type { ResolvedComposition } from '../composition';
import type { Environment } from '../environment';
import { type ClusterNode, nodesOf } from '../nodes-of';
import { type PodsOf, podsIn } from '../pods-in';

/** Pods that choose nodes by their labels have one to run on, where the nodes are the environment's own machines. */
export function nodeLabels({ project, environments }: ResolvedComposition): readonly Finding[] {
  return environments.flatMap((environment) => {
    const nodes = nodesOf(project.name, environment);
    if (nodes.length === 0) return [];
    return podsIn(project, environment).flatMap((pods) => chosen(environment, pods, nodes));
  });
}

/** Whether a node has what pods ask for; `unseen` where something else may label it. */
type Answer = 'yes' | 'no' | 'unseen';

function chosen(environment: Environment, { path, workload }: PodsOf, nodes: readonly ClusterNode[]) {
  const { nodeSelector = {}, affinity } = workload;
  const selects = (node: ClusterNode): Answer =>
    all(
      Object.entries(nodeSelector).map(([key, value]) => has(node, { key, operator: 'In', values: [value] })),
    );
  const required = affinity?.nodeAffinity?.required;
  const bySelector = some(nodes.map(selects));
  const both = some(nodes.map((node) => all([selects(node), meets(node, required)])));
  if (both === 'yes') return [];
  // Who makes other machines nodes labels them too: what is not known of them is no news.
  if (both === 'unseen' && environment.cluster.node === undefined) return [];
  const isSelector = bySelector === both;
  return [
    lacking(both, {
      path: isSelector ? `${path}.nodeSelector` : `${path}.affinity.nodeAffinity.required`,
      value: isSelector ? shown(nodeSelector) : (required ?? []).map(shownTerm).join(', or '),
      nodes: [...new Set(nodes.map(({ labels }) => shown(labels)))].sort().join('; '),
    }),
  ];
}

interface Lacking {
  readonly path: string;
  readonly value: string;
  /** The labels that the nodes have. */
  readonly nodes: string;
}

function lacking(answer: Exclude<Answer, 'yes'>, { path, value, nodes }: Lacking): Finding {
  const finding = { rule: 'node-pool/labels', path, value };
  if (answer === 'no') {
    return problem({
      ...finding,
      message: 'must be true of a machine of the node pool: no pod could be scheduled',
      advice: `Its machines have ${nodes}.`,
    });
  }
  return {
    ...finding,
    severity: 'warning',
    message: 'should be labels that the machines register with: Slipway cannot see what else labels nodes',
    advice: `The machines have ${nodes}. Add labels to joins(…): what kubectl sets is lost when a roll replaces a machine. Ignore this where a controller sets them.`,
  };
}

function meets(node: ClusterNode, terms: NonNullable<Affinity['nodeAffinity']>['required']): Answer {
  // None at all leaves every node, unlike one that is empty.
  if (terms === undefined || terms.length === 0) return 'yes';
  return some(terms.map((term) => all(term.map((requirement) => has(node, requirement)))));
}

/**
 * A label that a machine does not register with may still be given to it, so that only its absence can be counted on to be doubtful.
 *
 * @see https://kubernetes.io/docs/concepts/scheduling-eviction/assign-pod-node/#operators
 */
function has({ labels }: ClusterNode, { key, operator, values = [] }: NodeRequirement): Answer {
  // Each node has its own.
  if (key === 'kubernetes.io/hostname') return 'yes';
  const value = labels[key];
  if (value === undefined) return operator === 'NotIn' || operator === 'DoesNotExist' ? 'yes' : 'unseen';
  return COMPARED[operator](value, values) ? 'yes' : 'no';
}

const COMPARED: Readonly<
  Record<NodeRequirement['operator'], (value: string, values: readonly string[]) => boolean>
> = {
  In: (value, values) => values.includes(value),
  NotIn: (value, values) => !values.includes(value),
  Exists: () => true,
  DoesNotExist: () => false,
  Gt: (value, [than]) => /^-?\d+$/.test(value) && Number(value) > Number(than),
  Lt: (value, [than]) => /^-?\d+$/.test(value) && Number(value) < Number(than),
};

function all(answers: readonly Answer[]): Answer {
  if (answers.includes('no')) return 'no';
  return answers.includes('unseen') ? 'unseen' : 'yes';
}

function some(answers: readonly Answer[]): Answer {
  if (answers.includes('yes')) return 'yes';
  return answers.includes('unseen') ? 'unseen' : 'no';
}

function shown(labels: Readonly<Record<string, string>>): string {
  return Object.entries(labels)
    .map(([key, value]) => `${key}=${value}`)
    .sort()
    .join(', ');
}

function shownTerm(term: readonly NodeRequirement[]): string {
  return term
    .map(({ key, operator, values = [] }) => [key, operator, values.join('|')].join(' ').trim())
    .join(' and ');
}
