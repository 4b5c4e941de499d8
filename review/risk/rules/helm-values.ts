import { entryOf, isList, isObject, items, type Json, parseText, textOf } from '../../../core/json';
import type { Block } from '../../synth';
import { type Risk, type RiskRule, risksOf } from '../risk';

const grants = risksOf('privileges');
const opens = risksOf('exposure');
const loses = risksOf('data');
const stops = risksOf('capacity');

/**
 * What a chart's values say of pods and services, wherever a chart has them: the words are those of Kubernetes. What the chart makes of
 * them is not known here.
 */
export const helmValues: RiskRule = ({ change: { before, after, block }, inProtected }) => {
  if (block.kind !== 'resource' || block.type !== 'helm_release' || after === undefined) return [];
  const old = new Map(valuesOf(before).map(({ path, value }) => [path, value]));
  const risks = valuesOf(after).flatMap(({ path, value }): readonly Risk[] => {
    if (old.get(path) === value) return [];
    const key = path.split('.').at(-1) ?? '';
    if (entryOf(GRANTS, key)?.test(value) === true)
      return [grants(`may grant more: ${path} is ${value}`, true)];
    if (entryOf(OPENS, key)?.test(value) === true || (key === 'enabled' && isOpening(path, value)))
      return [opens(`may let the outside in: ${path} is ${value}`, inProtected)];
    // What a chart did by default is not known: only what was written says that something ends.
    const was = old.get(path);
    if (was === undefined) return [];
    if (value === 'false' && /(^|\.)persistence\.enabled$/i.test(path))
      return [loses(`may no longer keep what it stores: ${path} is ${value}`, true)];
    if (value === 'false' && /(^|\.)networkPolicy\.enabled$/i.test(path))
      return [opens(`may no longer deny anything: ${path} is ${value}`, inProtected)];
    if (value === '0' && /^(replicas|replicaCount)$/.test(key))
      return [stops(`may run nothing any more: ${path} is ${value}`, inProtected)];
    return [];
  });
  return [...new Map(risks.map((risk) => [risk.reason, risk])).values()];
};

/** Key → the values with which a pod may do more. */
const GRANTS: Readonly<Record<string, RegExp>> = {
  privileged: /^true$/,
  allowPrivilegeEscalation: /^true$/,
  hostNetwork: /^true$/,
  hostPID: /^true$/,
  hostIPC: /^true$/,
  runAsUser: /^0$/,
  runAsNonRoot: /^false$/,
  readOnlyRootFilesystem: /^false$/,
};

/** Key → the values with which a service is reached from outside the cluster. */
const OPENS: Readonly<Record<string, RegExp>> = { type: /^(LoadBalancer|NodePort)$/ };

/** An ingress that a chart makes from now on. */
function isOpening(path: string, value: string): boolean {
  return value === 'true' && /(^|\.)ingress\.enabled$/i.test(path);
}

interface HelmValue {
  readonly path: string;
  readonly value: string;
}

/** The values of a release: those in `values`, and those that are set one by one. */
function valuesOf(block: Block | undefined): readonly HelmValue[] {
  if (block === undefined) return [];
  const { values, set } = block.arguments;
  return [
    ...items(values).flatMap((text) =>
      typeof text === 'string' ? leavesOf(parseText(text)?.value ?? null, '') : [],
    ),
    ...items(set).flatMap((each) =>
      isObject(each) ? [{ path: textOf(each['name']), value: textOf(each['value']) }] : [],
    ),
  ];
}

function leavesOf(value: Json, path: string): readonly HelmValue[] {
  const below = (key: string): string => (path === '' ? key : `${path}.${key}`);
  if (isList(value)) return value.flatMap((item, index) => leavesOf(item, below(String(index))));
  if (isObject(value)) return Object.entries(value).flatMap(([key, inner]) => leavesOf(inner, below(key)));
  return [{ path, value: textOf(value) }];
}
