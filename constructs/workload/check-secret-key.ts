import type { Finding } from '../../core/findings';
import { demand, has, quoted } from './check';
import type { SecretKey } from './secret-key';

/** What is wrong with a reference to a key of a Secret. */
export function checkSecretKey({ secretName, key }: SecretKey, path: string): readonly Finding[] {
  return [
    ...demand(has('objectName', secretName), {
      rule: 'workload/secret',
      path: `${path}.secretName`,
      message: "must be a Secret's name (RFC 1123 subdomain)",
      value: quoted(secretName),
      advice: 'Name a Secret in the namespace of the workload, such as shop-database.',
    }),
    ...demand(has('dataKey', key), {
      rule: 'workload/secret',
      path: `${path}.key`,
      message: "must be a Secret's key: letters, digits, -, _ and .",
      value: quoted(key),
      advice: 'Name the key under which the Secret holds the value, such as password.',
    }),
  ];
}
