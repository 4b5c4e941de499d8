import { clearSecrets, IF_NOT_SECRET, seenSecret } from '../../../core/secrets';
import { exemptIn } from '../../../core/synth';
import { type Policy, verdict } from '../policy';

/** No secret is in the synthesised files: it would be in the repository, in every plan and in the state. */
export const secretInClear: Policy = {
  name: 'secrets/in-clear',
  severity: { protected: 'error', other: 'error' },
  judge: (block, { stack }) =>
    verdict(
      clearSecrets(block, exemptIn(stack, block)).map(({ path, why }) => ({
        path,
        message: 'must not hold a secret in plain text',
        value: seenSecret(why),
        advice: `Refer to a key of a Secret, or to an ephemeral variable. Change the secret: it was seen. ${IF_NOT_SECRET}`,
      })),
    ),
};
