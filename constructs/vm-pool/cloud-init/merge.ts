import type { CloudConfigValue } from './cloud-init';

export type CloudConfig = Readonly<Record<string, CloudConfigValue>>;

/** `own` merged into `ours`: maps key by key, lists appended, otherwise `own` wins. */
export function merge(ours: CloudConfig, own: CloudConfig): CloudConfig {
  const all = new Map(Object.entries(ours));
  for (const [key, value] of given(own)) all.set(key, mergeValue(all.get(key), value));
  return Object.fromEntries(all);
}

/** The entries of a cloud-config; `undefined` leaves a key out. */
export function given(config: CloudConfig): readonly (readonly [key: string, value: CloudConfigValue])[] {
  return Object.entries<CloudConfigValue | undefined>(config).flatMap(([key, value]) =>
    value === undefined ? [] : [[key, value] as const],
  );
}

function mergeValue(ours: CloudConfigValue | undefined, own: CloudConfigValue): CloudConfigValue {
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
