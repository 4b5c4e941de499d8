import { at } from '../../../core/json';
import { containersOf, text } from '../../workloads';
import { type Policy, verdict } from '../policy';

const BY_DIGEST = /@sha256:[0-9a-f]{64}$/;

/** Images are referenced by digest. A tag is whatever was pushed last. */
export const imageDigest: Policy = {
  name: 'images/digest',
  severity: { protected: 'error', other: 'error' },
  judge: (block) => {
    const containers = containersOf(block);
    if (containers.length === 0) return 'not applicable';
    return verdict(
      containers
        .filter(({ json }) => !BY_DIGEST.test(text(at(json, 'image')) ?? ''))
        .map(({ json, path }) => ({
          path: `${path}.image`,
          message: 'must be named by its digest',
          value: text(at(json, 'image')) ?? 'missing',
          advice: 'Release it: the digest that an environment verified is what the next one gets.',
        })),
    );
  },
};
