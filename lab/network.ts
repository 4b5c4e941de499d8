/**
 * Who is where in the lab's own network. It has no way out, so that these addresses collide with nobody's. One bridge,
 * `br0`, goes through the control plane and every host: machines on `bridged({ bridge: BRIDGE, cidr: LAN, gateway: GATEWAY,
 * dns: [GATEWAY] })` are neighbours of each other and of the control plane, whichever host they run on.
 */
export const BRIDGE = 'br0';
export const LAN = '10.99.0.0/16';
/** The control plane's machine: API server, registry, DNS, ingress, and the way to every pod. */
export const GATEWAY = '10.99.0.1';
/** What machines may have: an environment takes a /24 of it. The first is the lab's own. */
export const MACHINES: Readonly<Record<'dev' | 'staging' | 'prod', string>> = {
  dev: '10.99.1.0/24',
  staging: '10.99.2.0/24',
  prod: '10.99.3.0/24',
};

export const API_SERVER = `https://${GATEWAY}:6443`;

/**
 * What the registry is called in every image's name. Docker takes a name like this without TLS; on a machine, containerd's
 * `certs.d/localhost:5000/hosts.toml` leads it to {@link REGISTRY_URL}.
 */
export const REGISTRY = 'localhost:5000';
export const REGISTRY_URL = `http://${GATEWAY}:5000`;

/** Where the steps of image builds are: of no use to anybody else. */
export const ENGINE_BRIDGE = '172.31.255.1/24';

/** All pods; the controller manager gives each node a /24 of it. A route to it by the node's address is made at once. */
export const PODS = '10.244.0.0/16';
/** The first node's, the control plane's own. */
export const CONTROL_PLANE_PODS = '10.244.0.0/24';
export const SERVICES = '10.96.0.0/16';
export const API_SERVICE = '10.96.0.1';
/** The cluster's DNS, as pods see it. */
export const CLUSTER_DNS = '10.96.0.10';
export const CLUSTER_DOMAIN = 'cluster.local';
/** Names below it lead to the ingress: `shop.dev.lab.test`. */
export const INGRESS_DOMAIN = 'lab.test';

export const STORAGE_CLASS = 'local-path';
export const INGRESS_CLASS = 'nginx';
export const INGRESS_NAMESPACE = 'ingress-nginx';

/** A host's own address on the bridge, by its place among the lab's hosts. */
export function hostAddress(place: number): string {
  return `10.99.0.${11 + place}`;
}

/** Where Terraform keeps state in PostgreSQL: for who is in the cluster's network, so that it has no password. */
export const STATE_DATABASE_URL = 'postgres://slipway@127.0.0.1:5432/terraform?sslmode=disable';
