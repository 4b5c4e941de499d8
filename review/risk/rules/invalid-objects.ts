import { at, items, textOf, within } from '../../../core/json';
import { parseQuantity } from '../../../core/kubernetes';
import { labelsOf, selects } from '../../network';
import type { Block } from '../../synth';
import { containersOf, kindOf } from '../../workloads';
import { type RiskContext, type RiskRule, risksOf } from '../risk';

const risk = risksOf('refused');

/** What Kubernetes refuses for what an object says, and did not refuse before. */
export const invalidObjects: RiskRule = (context) => {
  const { change, inProtected } = context;
  const { before, after } = change;
  if (after === undefined || kindOf(after) === undefined || change.action === 'rename') return [];
  const known = before === undefined ? [] : faultsOf(before);
  return [...faultsOf(after).filter((fault) => !known.includes(fault)), ...twice(context, after)].map(
    (fault) => risk(`fails to apply: ${fault}`, inProtected),
  );
};

/** What is wrong in any cluster, as far as it can be read. */
function faultsOf(block: Block): readonly string[] {
  return [...ofSelector(block), ...ofScaling(block), ...ofResources(block)];
}

function ofSelector(block: Block): readonly string[] {
  const kind = kindOf(block);
  if (kind !== 'Deployment' && kind !== 'StatefulSet' && kind !== 'DaemonSet') return [];
  const asked = labelsOf(within(block.arguments, ['spec', 'selector']));
  const labels = within(block.arguments, ['spec', 'template', 'metadata', 'labels']);
  if (asked === undefined || labels === undefined || JSON.stringify([...asked, labels]).includes('${'))
    return [];
  return selects(asked, labels) ? [] : ['its selector does not select its own pods (spec.selector)'];
}

function ofScaling(block: Block): readonly string[] {
  const number = (path: readonly string[]): number =>
    Number(textOf(within(block.arguments, ['spec', ...path])) || 'NaN');
  if (kindOf(block) === 'HorizontalPodAutoscaler')
    return number(['min_replicas']) > number(['max_replicas'])
      ? ['it asks for more pods at least than at most (spec.min_replicas)']
      : [];
  const rolling = ['max_surge', 'max_unavailable'].map((name) =>
    textOf(within(block.arguments, ['spec', 'strategy', 'rolling_update', name])),
  );
  return kindOf(block) === 'Deployment' && rolling.every((amount) => /^0%?$/.test(amount))
    ? ['a rollout may neither add a pod nor take one (max_surge, max_unavailable)']
    : [];
}

function ofResources(block: Block): readonly string[] {
  return containersOf(block).flatMap(({ name, json }) =>
    ['cpu', 'memory'].flatMap((resource) => {
      const [request, limit] = ['requests', 'limits'].map((kind) =>
        parseQuantity(textOf(within(json, ['resources', kind, resource]))),
      );
      return request !== undefined && limit !== undefined && request > limit
        ? [`${name} requests more ${resource} than its limit (resources)`]
        : [];
    }),
  );
}

/** Another resource that makes the same object. What is instances of one resource is not compared. */
function twice({ change, names, stacks: [, stack] }: RiskContext, after: Block): readonly string[] {
  const object = names.of(after, stack);
  const hasOtherName =
    JSON.stringify(at(change.before?.arguments, 'metadata')) !== JSON.stringify(after.arguments['metadata']);
  if (stack === undefined || object === undefined || !hasOtherName || isSeveral(after)) return [];
  const others = names.declared(object, stack.name).filter((address) => address !== change.block.address);
  return [...others]
    .sort()
    .slice(0, 1)
    .map((address) => `${address} makes the same object`);
}

function isSeveral({ arguments: args }: Block): boolean {
  return items(args['count']).length + items(args['for_each']).length > 0;
}
