import { at, isObject, items, type Json, only, textOf } from '../../core/json';

/** The label with which Kubernetes names a namespace. */
export const NAMESPACE_NAME = 'kubernetes.io/metadata.name';

/** The labels that a selector asks for; undefined where it asks for more than equal labels. */
export function labelsOf(selector: Json | undefined): ReadonlyMap<string, string> | undefined {
  const block = only(selector);
  if (items(at(block, 'match_expressions')).length > 0) return undefined;
  const labels = at(block, 'match_labels');
  return new Map(isObject(labels) ? Object.entries(labels).map(([key, value]) => [key, textOf(value)]) : []);
}

/** Whether an object with these labels is selected. */
export function selects(asked: ReadonlyMap<string, string>, labels: Json | undefined): boolean {
  return [...asked].every(([key, value]) => isObject(labels) && textOf(labels[key]) === value);
}

/** A selector for people: `app=web, tier=front`. */
export function selectorWords(selector: Json | undefined): string {
  const labels = [...(labelsOf(selector) ?? [])].map(([key, value]) => `${key}=${value}`);
  const expressions = items(at(only(selector), 'match_expressions')).map((each) =>
    [textOf(at(each, 'key')), textOf(at(each, 'operator')), items(at(each, 'values')).map(textOf).join(',')]
      .filter((part) => part !== '')
      .join(' '),
  );
  return [...labels, ...expressions].join(', ');
}

/** Whether a selector leaves nothing out. */
export function isEverything(selector: Json | undefined): boolean {
  const block = only(selector);
  return labelsOf(selector)?.size === 0 || (isObject(block) && Object.keys(block).length === 0);
}
