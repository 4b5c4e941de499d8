/** What JSON can hold. */
export type Json = string | number | boolean | null | readonly Json[] | JsonObject;

export interface JsonObject {
  readonly [key: string]: Json;
}

export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function isList(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value);
}

/** What stands at a path, where every step is there. */
export function at(value: Json | undefined, ...path: readonly (string | number)[]): Json | undefined {
  let inner = value;
  for (const step of path) {
    if (typeof step === 'number') inner = isList(inner) ? inner[step] : undefined;
    else inner = isObject(inner) ? entryOf(inner, step) : undefined;
  }
  return inner;
}

/** What a record has under a key itself: every object inherits a `constructor`, and more. */
export function entryOf<Value>(record: Readonly<Record<string, Value>>, key: string): Value | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}

/** What stands at a path of keys, through blocks that may be written as lists of one. */
export function within(value: Json | undefined, path: readonly string[]): Json | undefined {
  return path.reduce<Json | undefined>((inner, key) => at(only(inner), key), value);
}

/** The items of a list; a single block, as Terraform may have it in place of a list, is one item. */
export function items(value: Json | undefined): readonly Json[] {
  if (value === undefined || value === null) return [];
  return isList(value) ? value : [value];
}

/** The first or only block of what may be written as a list of blocks or as one. */
export function only(value: Json | undefined): Json | undefined {
  return items(value)[0];
}

/** Whether a value is true; Terraform takes `"true"` for it. */
export function isOn(value: Json | undefined): boolean {
  return value === true || value === 'true';
}

/** Whether a value is false, and neither left out nor known to Terraform alone. */
export function isOff(value: Json | undefined): boolean {
  return value === false || value === 'false';
}

/** A plain value as text, as Terraform converts it; what is no plain value as JSON. */
export function textOf(value: Json | undefined): string {
  if (value === undefined || value === null) return '';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/** A plain value as a number, as Terraform converts it; NaN for every other, such as an object with a key `toString`. */
export function numberOf(value: Json): number {
  return typeof value === 'object' && value !== null ? NaN : Number(value);
}

/** The value as JSON whose keys are sorted, without those that are null: equal text for values that mean the same to Terraform. */
export function canonical(value: Json): string {
  if (isList(value)) return `[${value.map(canonical).join(',')}]`;
  if (!isObject(value)) return JSON.stringify(value);
  const entries = Object.entries(value).flatMap(([key, inner]) =>
    inner === null ? [] : [`${JSON.stringify(key)}:${canonical(inner)}`],
  );
  return `{${entries.sort().join(',')}}`;
}

/** The value with every text in it, keys included, written in another way. */
export function mapTexts(value: Json, write: (text: string) => string): Json {
  if (typeof value === 'string') return write(value);
  if (isList(value)) return value.map((item) => mapTexts(item, write));
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [write(key), mapTexts(inner, write)]),
  );
}
