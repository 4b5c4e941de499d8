/**
 * The addresses in the lab's own network. It is isolated, so they collide with nobody's. One bridge, `br0`, connects the
 * control plane and every host: machines on `bridged({ bridge: BRIDGE, cidr: LAN, gateway: GATEWAY, dns: [GATEWAY] })` are
 * neighbours of each other and of the control plane, whichever host they run on.
 */
export const BRIDGE = 'br0';
export const LAN = '10.99.0.0/16';
/** The control plane's machine: API server, registry, DNS, ingress, and the route to every pod. */
export const GATEWAY = '10.99.0.1';
/** The range for machines: an environment takes a /24 of it. The first /24 is the lab's own. */
export const MACHINES: Readonly<Record<'dev' | 'staging' | 'prod', string>> = {
  dev: '10.99.1.0/24',
  staging: '10.99.2.0/24',
  prod: '10.99.3.0/24',
};

export const API_SERVER = `https://${GATEWAY}:6443`;

/**
 * The registry's name in every image reference. Docker uses plain HTTP for a name like this; on a machine, containerd's
 * `certs.d/localhost:5000/hosts.toml` maps it to {@link REGISTRY_URL}.
 */
export const REGISTRY = 'localhost:5000';
export const REGISTRY_URL = `http://${GATEWAY}:5000`;

/** The network of image build steps. Nothing else uses it. */
export const ENGINE_BRIDGE = '172.31.255.1/24';

/** All pods. The controller manager gives each node a /24 of it, and a route through the node is added at once. */
export const PODS = '10.244.0.0/16';
/** The pod range of the first node, the control plane's own. */
export const CONTROL_PLANE_PODS = '10.244.0.0/24';
export const SERVICES = '10.96.0.0/16';
export const API_SERVICE = '10.96.0.1';
/** The cluster's DNS address, as pods see it. */
export const CLUSTER_DNS = '10.96.0.10';
export const CLUSTER_DOMAIN = 'cluster.local';
/** Names below it resolve to the ingress: `shop.dev.lab.test`. */
export const INGRESS_DOMAIN = 'lab.test';

export const STORAGE_CLASS = 'local-path';
export const INGRESS_CLASS = 'nginx';
export const INGRESS_NAMESPACE = 'ingress-nginx';

/** A host's own address on the bridge, by its index among the lab's hosts. */
export function hostAddress(place: number): string {
  return `10.99.0.${11 + place}`;
}

/** The PostgreSQL database for Terraform state. Only the cluster's network can reach it, so it has no password. */
export const STATE_DATABASE_URL = 'postgres://slipway@127.0.0.1:5432/terraform?sslmode=disable';
