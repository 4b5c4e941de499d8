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
  readonly parameters: Readonly<Record<string, string>>;
}

/**
 * The parts of a URI of QEMU's driver; undefined for anything else, and for a transport that Slipway does not take.
 *
 * TLS (`qemu://host/`) is not taken: after the handshake libvirt sends a byte, which the provider 0.8.3 reads as the beginning
 * of an answer. It then waits for the rest for ever.
 */
export function parseLibvirtUri(uri: string): LibvirtUri | undefined {
  const [, named = 'unix', rest = ''] = /^qemu(?:\+(unix|ssh))?:(\/\/.*)$/.exec(uri) ?? [];
  // A scheme that the parser does not know has no port of its own, and no rule for what a host may be called.
  if (rest === '' || !URL.canParse(`qemu:${rest}`)) return undefined;
  const { username, password, hostname, port, pathname, searchParams } = new URL(`qemu:${rest}`);
  const transport = named as LibvirtTransport;
  if (transport === 'unix' && hostname !== '') return undefined;
  return {
    transport,
    user: decoded(username),
    host: hostname,
    port,
    path: pathname,
    hasPassword: password !== '',
    parameters: Object.fromEntries(searchParams),
  };
}

/** Where the text is no percent-encoding, it is taken as it is. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
