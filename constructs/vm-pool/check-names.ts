import { type Finding, problem } from '../../core/findings';
import { IDENTITY, LABEL } from './names';

export function checkIdentity(identity: string, path: string): readonly Finding[] {
  if (IDENTITY.test(identity)) return [];
  return [
    problem({
      rule: 'vm-pool/identity',
      path,
      message: 'must be names of lower-case letters, digits and hyphens, joined by slashes',
      value: JSON.stringify(identity),
      advice: 'Say whose it is, from the outside in, such as shop/prod.',
    }),
  ];
}

export function checkName(name: string, path: string): readonly Finding[] {
  if (LABEL.test(name)) return [];
  return [
    problem({
      rule: 'vm-pool/name',
      path,
      message: 'must be lower-case letters, digits and hyphens, the first a letter and the last no hyphen',
      value: JSON.stringify(name),
      advice: 'It becomes part of host names and Terraform addresses: choose a name such as nodes.',
    }),
  ];
}
