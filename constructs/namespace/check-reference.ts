import { type Finding, problem } from '../../core/findings';

/** That a namespace is one, for callers without types. */
export function checkReference(namespace: unknown, path: string): readonly Finding[] {
  const isNamespace =
    typeof namespace === 'object' &&
    namespace !== null &&
    'name' in namespace &&
    typeof namespace.name === 'string';
  if (isNamespace) return [];
  return [
    problem({
      rule: 'shape/kind',
      path,
      message: "must be a Namespace of the stack, or Namespace.existing('…')",
      value: namespace === undefined ? 'missing' : namespace === null ? 'null' : `a ${typeof namespace}`,
      advice: "Write it as new Namespace(this, 'shop-prod'), and give it to all that runs there.",
    }),
  ];
}
