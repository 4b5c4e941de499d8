import type { Hypervisor } from './hypervisor';
import { parseLibvirtUri } from './libvirt-uri';

const DEFAULT_SOCKET = '/var/run/libvirt/libvirt-sock';
const DEFAULT_SOCKETS: ReadonlySet<string> = new Set([DEFAULT_SOCKET, '/run/libvirt/libvirt-sock']);
const LOOPBACK = /^(?:localhost|.+\.localhost|127(?:\.\d+){3}|::1)$/;

type Identities = {
  readonly [K in Hypervisor['kind']]: (hypervisor: Extract<Hypervisor, { kind: K }>) => string;
};

/** Who logs in, with which key and to which of its libvirts says nothing of which server it is. A socket may be another one's. */
const IDENTITIES: Identities = {
  libvirt: ({ uri }) => {
    const { transport, host = '', port = '', parameters = {} } = parseLibvirtUri(uri) ?? {};
    const { socket = DEFAULT_SOCKET } = parameters;
    const at = DEFAULT_SOCKETS.has(socket) ? '' : ` at ${socket}`;
    const name = canonicalHost(host);
    const isPlain = port === '' || port === '22';
    // Another port of this machine may be the end of a tunnel.
    if (transport !== 'ssh' || (isPlain && LOOPBACK.test(name))) return `this machine${at}`;
    return `${name}${isPlain ? '' : `:${port}`}${at}`;
  },
  proxmox: ({ endpoint, node }) => {
    if (!URL.canParse(endpoint)) return `${endpoint} ${node}`;
    const { hostname, port } = new URL(endpoint);
    return `${canonicalHost(hostname)}:${port === '' ? '443' : port} ${node.toLowerCase()}`;
  },
};

/**
 * Which server a hypervisor is, the same for all spellings of its address: with port 22 or without, in upper or lower case, for
 * one user or another, with a dot at its end.
 */
export function serverOf(hypervisor: Hypervisor): string {
  return (IDENTITIES[hypervisor.kind] as (hypervisor: Hypervisor) => string)(hypervisor);
}

/** The name or address that a hypervisor is reached by; undefined for the machine that Terraform runs on. */
export function hostNameOf(hypervisor: Hypervisor): string | undefined {
  if (hypervisor.kind === 'proxmox')
    return URL.canParse(hypervisor.endpoint)
      ? canonicalHost(new URL(hypervisor.endpoint).hostname)
      : undefined;
  const { host = '' } = parseLibvirtUri(hypervisor.uri) ?? {};
  return host === '' ? undefined : canonicalHost(host);
}

/** A host's name as the web writes it, without brackets around an address and without the dot that ends a whole name. */
export function canonicalHost(host: string): string {
  const url = `http://${host}/`;
  const name = URL.canParse(url) ? new URL(url).hostname : host.toLowerCase();
  return name.replace(/^\[(.*)\]$/, '$1').replace(/\.$/, '');
}
