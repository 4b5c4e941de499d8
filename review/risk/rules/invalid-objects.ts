import { isDeepStrictEqual } from 'node:util';
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
  if (after === undefined || change.action === 'rename') return [];
  const [had, has] = context.documents;
  if (has > 1 && had < 2)
    return [risk(`fails to apply: its provider takes one document, and yaml_body has ${has}`, inProtected)];
  if (kindOf(after) === undefined) return [];
  const found = faultsOf(after, before);
  const known = found.length === 0 || before === undefined ? [] : faultsOf(before, undefined);
  return [...found.filter((fault) => !known.includes(fault)), ...twice(context, after)].map((fault) =>
    risk(`fails to apply: ${fault}`, inProtected),
  );
};

/**
 * What is wrong in any cluster, as far as it can be read.
 * @param former what is the same object as in there is not looked at: no fault came with it
 */
function faultsOf(block: Block, former: Block | undefined): readonly string[] {
  return [...ofSelector(block, former), ...ofScaling(block), ...ofResources(block, former)];
}

function ofSelector(block: Block, former: Block | undefined): readonly string[] {
  const kind = kindOf(block);
  if (kind !== 'Deployment' && kind !== 'StatefulSet' && kind !== 'DaemonSet') return [];
  const read = (one: Block | undefined) =>
    [['selector'], ['template', 'metadata', 'labels']].map((path) =>
      within(one?.arguments, ['spec', ...path]),
    );
  const [[selector, labels], was] = [read(block), read(former)];
  if (selector === was[0] && labels === was[1]) return [];
  const asked = labelsOf(selector);
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

function ofResources(block: Block, former: Block | undefined): readonly string[] {
  const known = new Set(
    former === undefined ? [] : containersOf(former).map(({ json }) => at(json, 'resources')),
  );
  const containers = containersOf(block).filter(({ json }) => !known.has(at(json, 'resources')));
  return containers.flatMap(({ name, json }) =>
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
  const [was, is] = [change.before, after].map((block) => block?.arguments['metadata']);
  if (stack === undefined || isDeepStrictEqual(was, is) || isSeveral(after)) return [];
  const object = names.of(after, stack);
  if (object === undefined) return [];
  const others = names.declared(object, stack.name).filter((address) => address !== change.block.address);
  return [...others]
    .sort()
    .slice(0, 1)
    .map((address) => `${address} makes the same object`);
}

function isSeveral({ arguments: args }: Block): boolean {
  return items(args['count']).length + items(args['for_each']).length > 0;
}
