import { given, shown } from '../constructs/shape';
import { InvalidInput, problem } from '../core/findings';

/** How Terraform reaches a libvirt host, as {@link libvirt} takes it. Made by {@link qemuSsh}. */
export interface LibvirtConnection {
  /** The URI, as the provider takes it: `qemu+ssh://…`. */
  readonly uri: string;
  /** Why it is not checked that the host is the one that is meant; undefined where it is. */
  readonly unverified?: string;
}

/** Made by {@link unverifiedHost}. */
export interface UnverifiedHost {
  /** Why the host key is not checked. */
  readonly unverified: string;
}

/**
 * Accepts any host key, and says why. A machine that answers at the host's address then receives every command that is meant
 * for the host.
 *
 * @example
 * qemuSsh({ user: 'root', host: 'lab', knownHosts: unverifiedHost('the lab makes this host new each day') });
 */
export function unverifiedHost(reason: string): UnverifiedHost {
  return { unverified: reason };
}

/** How Terraform logs in to a libvirt host by SSH. */
export interface QemuSshProps {
  /** Who logs in to the host: root, or one of its group `libvirt`. */
  readonly user: string;
  /** A name or address, or a `Host` of `~/.ssh/config`, of which HostName, Port, ProxyJump and IdentityFile count. */
  readonly host: string;
  /** @default 22, or what `~/.ssh/config` says, which comes first */
  readonly port?: number;
  /**
   * The file with the private key, without a passphrase, where Terraform runs: absolute, or `~/…`.
   * @default the SSH agent's keys, then `~/.ssh/config`'s, then `~/.ssh/id_ed25519`, `id_ecdsa` and `id_rsa`
   */
  readonly key?: string;
  /**
   * The file with the host's public key, where Terraform runs: absolute, or `~/…`; or {@link unverifiedHost} and a reason.
   * @default '~/.ssh/known_hosts', or what `~/.ssh/config` says
   */
  readonly knownHosts?: string | UnverifiedHost;
}

/**
 * A host that is reached by SSH: `qemu+ssh://`. Its host key is verified.
 *
 * @example
 * const uri = qemuSsh({ user: 'ops', host: 'rack1-a', knownHosts: '~/.ssh/rack_hosts' });
 * libvirt({ uri, cores: 32, memory: Size.gibibytes(256) });
 *
 * @see https://libvirt.org/uri.html
 */
export function qemuSsh(props: QemuSshProps): LibvirtConnection {
  const { user, host, port, key, knownHosts } = given(props);
  const { unverified } = typeof knownHosts === 'object' ? knownHosts : {};
  const parameters = {
    // The provider knows `~` here only. For other files it replaces variables of the environment.
    keyfile: key,
    knownhosts: typeof knownHosts === 'string' ? fromHome(knownHosts) : undefined,
    no_verify: unverified === undefined ? undefined : '1',
  };
  const uri = `qemu+ssh://${encodeURIComponent(text('user', user))}@${authority(text('host', host), port)}/system${query(parameters)}`;
  return { uri, ...(unverified === undefined ? {} : { unverified }) };
}

/** What would end up in the address as `undefined`. */
function text(name: 'user' | 'host', value: unknown): string {
  if (typeof value === 'string') return value;
  throw new InvalidInput([
    problem({
      rule: 'shape/kind',
      path: `qemuSsh.${name}`,
      message: 'must be text',
      value: value === undefined ? 'missing' : shown(value),
      advice: `Write it like qemuSsh({ user: 'ops', host: 'rack1-a' }).`,
    }),
  ]);
}

/** The home of the person who runs Terraform, expanded then: the synthesised files are the same for everyone. */
function fromHome(path: string): string {
  return path.replace(/^~\//, '${HOME}/');
}

function authority(host: string, port: number | undefined): string {
  const named = host.includes(':') ? `[${host}]` : host;
  return port === undefined ? named : `${named}:${port}`;
}

function query(parameters: Readonly<Record<string, string | undefined>>): string {
  const given = Object.entries(parameters).flatMap(([name, value]) =>
    value === undefined ? [] : [`${name}=${encodeURIComponent(value).replaceAll('%2F', '/')}`],
  );
  return given.length === 0 ? '' : `?${given.join('&')}`;
}
