import { holdsData } from '../../risk';
import { type Policy, verdict } from '../policy';

/** In a protected environment, resources that hold data cannot be destroyed by accident. */
export const unprotectedData: Policy = {
  name: 'data/unprotected',
  severity: { protected: 'error', other: 'note' },
  judge: (block, { environment }) => {
    if (environment?.protected !== true || block.kind !== 'resource' || !holdsData(block))
      return 'not applicable';
    return verdict(
      block.protected
        ? []
        : [
            {
              path: 'lifecycle.prevent_destroy',
              message: 'must be true, since it holds data in a protected environment',
              value: 'not set',
              advice: 'Leave `protect` of the environment to set it.',
            },
          ],
    );
  },
};
