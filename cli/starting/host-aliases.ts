import { isIP } from 'node:net';
import { NAME_FORM } from '../../core/kubernetes';
import type { Draft } from './draft';
import type { Input } from './input';

/** Names that lead to an address in a container's /etc/hosts, and where that is said. */
type HostAlias = readonly [address: string, names: readonly string[], input: Input];

/** The names that somebody gives to addresses. What is no address or no name of a host is listed. */
export function readHostAliases(draft: Draft, given: readonly HostAlias[]): void {
  const aliases = new Map<string, readonly string[]>();
  for (const [address, names, input] of given)
    if (isIP(address) !== 0 && names.every((name) => NAME_FORM.dnsName.test(name)))
      aliases.set(address, [...new Set([...(aliases.get(address) ?? []), ...names])]);
    else input.leave('It is not an address with names of hosts. For a server outside, use external(…).');
  if (aliases.size > 0) draft.props['hostAliases'] = Object.fromEntries(aliases);
}
