import { type Finding, problem } from '../../../core/findings';
import type { NeededSecret } from './needs';

/** Which of the needed keys a secret lacks. @param keys the keys that it has; undefined if it does not exist */
export function checkSecret(
  path: string,
  namespace: string,
  name: string,
  needed: NeededSecret,
  keys: readonly string[] | undefined,
): readonly Finding[] {
  const missing = needed.keys.filter((key) => keys?.includes(key) !== true);
  if (missing.length === 0 && keys !== undefined) return [];
  const listed = missing.join(', ');
  return [
    problem({
      rule: 'cluster/secret-keys',
      path: `${path}.secrets.${name}`,
      message: `must be in the namespace ${namespace}${listed === '' ? '' : ` with the keys ${listed}`}`,
      value:
        keys === undefined
          ? 'not there'
          : `there with ${keys.length === 0 ? 'none' : [...keys].sort().join(', ')}`,
      advice: needed.managed
        ? 'Deploy the base stack; raise the `revision` of the secret where its keys changed.'
        : 'Put it there before the services are deployed: Slipway does not manage it.',
    }),
  ];
}
