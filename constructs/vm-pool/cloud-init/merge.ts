import type { CloudConfigValue } from './cloud-init';

export type CloudConfig = Readonly<Record<string, CloudConfigValue>>;

/** `own` merged into `ours`: maps key by key, lists appended, otherwise `own` wins. */
export function merge(ours: CloudConfig, own: CloudConfig): CloudConfig {
  const keys = [...new Set([...Object.keys(ours), ...Object.keys(own)])];
  return Object.fromEntries(keys.map((key) => [key, mergeValue(ours[key], own[key])]));
}

function mergeValue(ours: CloudConfigValue | undefined, own: CloudConfigValue | undefined): CloudConfigValue {
  if (ours === undefined || own === undefined) return own ?? ours ?? null;
  if (isList(ours) && isList(own)) return [...ours, ...own];
  return isMap(ours) && isMap(own) ? merge(ours, own) : own;
}

/** `Array.isArray`, which TypeScript does not narrow readonly arrays by. */
export function isList(value: unknown): value is readonly CloudConfigValue[] {
  return Array.isArray(value);
}

/** Whether the value is a map: not a list, nor a Date, a Map or the like, which YAML would not hold as they are. */
export function isMap(value: unknown): value is CloudConfig {
  return Object.prototype.toString.call(value) === '[object Object]';
}
