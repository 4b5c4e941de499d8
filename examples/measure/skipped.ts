import type { Field } from './manifest';

/** What is not compared, and why. */
export interface Skipped {
  readonly name: string;
  readonly holds: (field: Field) => boolean;
}

export const SKIPPED: readonly Skipped[] = [
  { name: 'a pod that `helm test` runs', holds: ({ kind }) => kind === 'Pod' },
  {
    name: 'an empty value',
    holds: ({ path, value }) => value === 'None' || (value === '{}' && !path.endsWith('.emptyDir')),
  },
];
