import { type Finding, problem } from '../../core/findings';
import type { Json } from '../../core/json';
import { clearSecretsIn, exemptBy, IF_NOT_SECRET, type NotSecret, seenSecret } from '../../core/secrets';

/** How a secret in a place is refused: the value itself is what must not be shown. */
export type SecretRefusal = Pick<Finding, 'rule' | 'message' | 'advice'>;

/** What of a value, by its names and its texts, looks like a secret and is not declared harmless. */
export function refuseSecrets(
  value: Json,
  path: string,
  { advice, ...refusal }: SecretRefusal,
  notSecrets: readonly NotSecret[],
): readonly Finding[] {
  return clearSecretsIn(value, path, exemptBy(notSecrets)).map((met) =>
    problem({
      ...refusal,
      path: met.path,
      value: seenSecret(met.why),
      advice: `${advice} ${IF_NOT_SECRET}`,
    }),
  );
}
