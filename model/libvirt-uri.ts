/** How libvirt is reached: on a socket of this machine, or through SSH. */
export type LibvirtTransport = 'unix' | 'ssh';

/** The parts of a libvirt connection URI. */
export interface LibvirtUri {
  readonly transport: LibvirtTransport;
  /** Who logs in, decoded; empty where the URI names nobody. */
  readonly user: string;
  /** Empty on a socket of this machine. IPv6 addresses are in brackets. */
  readonly host: string;
  /** Empty for the transport's own. */
  readonly port: string;
  /** Which of the host's libvirts: `/system` or `/session`. */
  readonly path: string;
  readonly hasPassword: boolean;
  /** Whether there is something behind a `#`, which nothing reads. */
  readonly hasFragment: boolean;
  readonly parameters: Readonly<Record<string, string>>;
}

/**
 * The parts of a URI of QEMU's driver; undefined for anything else, and for a transport that Slipway does not take.
 *
 * TLS (`qemu://host/`) is not taken: after the handshake libvirt sends a byte, which the provider 0.8.3 reads as the beginning
 * of an answer. It then waits for the rest for ever.
 */
export function parseLibvirtUri(uri: string): LibvirtUri | undefined {
  const [, transport = 'unix', rest = ''] = /^qemu(?:\+([a-z0-9]+))?:(\/\/\S*)$/.exec(uri) ?? [];
  // A scheme that the parser does not know has no port of its own, and no rule for what a host may be called.
  if (!(transport === 'unix' || transport === 'ssh') || rest === '' || !URL.canParse(`qemu:${rest}`))
    return undefined;
  const { username, password, hostname, port, pathname, searchParams, hash } = new URL(`qemu:${rest}`);
  if (transport === 'unix' && hostname !== '') return undefined;
  return {
    transport,
    user: decoded(username),
    host: hostname,
    port,
    path: pathname,
    hasPassword: password !== '',
    hasFragment: hash !== '',
    parameters: Object.fromEntries(searchParams),
  };
}

/** Whether the URI names whichever host the program runs on, and so another one on each machine. */
export function isLocalLibvirt(uri: string): boolean {
  return parseLibvirtUri(uri)?.host === '';
}

/** An address, of libvirt or of a server, without what may be a secret. Greedy: a password may hold an @ or a colon. */
export function withoutCredentials(address: string): string {
  return address.replace(/^([a-z][a-z0-9+.-]*:\/\/)[^/]*@/i, '$1…@').replace(/[?#].*$/, '?…');
}

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

/** Where the text is no percent-encoding, it is taken as it is. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
