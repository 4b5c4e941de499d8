import type { ReplacementTable } from './table';

// Read in the sources of the providers: each makes a value that others take.
const random = 'the source of the random provider';

export const VALUES: ReplacementTable = {
  null_resource: { provider: 'the source of the null provider', arguments: ['triggers'] },
  random_id: { provider: random, arguments: ['byte_length', 'keepers', 'prefix'] },
  random_pet: { provider: random, arguments: ['keepers', 'length', 'prefix', 'separator'] },
  tls_private_key: {
    provider: 'the source of the tls provider',
    arguments: ['algorithm', 'ecdsa_curve', 'openssh_comment', 'rsa_bits'],
  },
};
