import type { Hypervisor } from './hypervisor';
import { parseLibvirtUri } from './libvirt-uri';

type Identities = {
  readonly [K in Hypervisor['kind']]: (hypervisor: Extract<Hypervisor, { kind: K }>) => string;
};

/** Who logs in, with which key and to which of its libvirts says nothing of which server it is. A socket may be another one's. */
const IDENTITIES: Identities = {
  libvirt: ({ uri }) => {
    const { transport, host = '', port = '', parameters = {} } = parseLibvirtUri(uri) ?? {};
    const socket = parameters['socket'] === undefined ? '' : ` at ${parameters['socket']}`;
    if (transport !== 'ssh') return `this machine${socket}`;
    return `${canonicalHost(host)}${port === '' || port === '22' ? '' : `:${port}`}${socket}`;
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
