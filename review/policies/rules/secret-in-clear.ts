import { clearSecrets } from '../../secrets';
import { type Policy, verdict } from '../policy';

/** No secret is in the synthesised files: it would be in the repository, in every plan and in the state. */
export const secretInClear: Policy = {
  name: 'secrets/in-clear',
  severity: { protected: 'error', other: 'error' },
  judge: (block) =>
    verdict(
      clearSecrets(block).map((path) => ({
        path,
        message: 'must not hold a secret in plain text',
        advice: 'Refer to a key of a Secret, or to an ephemeral variable. Change the secret: it was seen.',
      })),
    ),
};
