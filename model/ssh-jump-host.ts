import { parseLibvirtUri } from './libvirt-uri';

/**
 * Through which host SSH reaches the machines behind a hypervisor, as `ssh -J` takes it: `ops@rack1-a`, `ops@rack1-a:2222`.
 * @param uri The hypervisor's address.
 * @returns undefined where the hypervisor is not reached by SSH itself
 */
export function sshJumpHost(uri: string): string | undefined {
  const { transport, user, host, port } = parseLibvirtUri(uri) ?? {};
  if (transport !== 'ssh' || host === undefined || host === '') return undefined;
  return `${user === undefined || user === '' ? '' : `${user}@`}${host}${port === undefined || port === '' ? '' : `:${port}`}`;
}
