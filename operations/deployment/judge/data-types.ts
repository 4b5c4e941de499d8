import type { Values } from '../planned-change';

/** What is lost with a resource, in words; undefined for one that holds nothing. */
type Held = (before: Values) => string | undefined;

const nothing: Held = () => undefined;

/**
 * What the types of resources that Slipway makes hold, judged by what they are now. A type that is not here may hold
 * anything.
 */
export const HELD_BY: Readonly<Record<string, Held | undefined>> = {
  kubernetes_persistent_volume_claim_v1: (before) =>
    `the volume ${objectName(before)} and what is stored in it`,
  kubernetes_namespace_v1: (before) =>
    `all that lives in namespace ${objectName(before)}, its volumes included`,
  kubernetes_config_map_v1: nothing,
  kubernetes_deployment_v1: nothing,
  kubernetes_horizontal_pod_autoscaler_v2: nothing,
  kubernetes_ingress_v1: nothing,
  kubernetes_network_policy_v1: nothing,
  kubernetes_pod_disruption_budget_v1: nothing,
  // Its values are given at every deploy.
  kubernetes_secret_v1: nothing,
  kubernetes_service_v1: nothing,
  // The claims that a template made outlive the set.
  kubernetes_stateful_set_v1: nothing,

  libvirt_volume: (before) =>
    // An image, or a clone of one, is made again as it was.
    isGiven(before['source']) || isGiven(before['base_volume_id']) || isGiven(before['base_volume_name'])
      ? undefined
      : `the disk ${text(before['name'])} and what is stored in it`,
  libvirt_cloudinit_disk: nothing,
  libvirt_domain: nothing,
  libvirt_network: nothing,

  proxmox_virtual_environment_vm: (before) =>
    Array.isArray(before['tags']) && before['tags'].includes('slipway-disk')
      ? `the disk that ${text(before['name'])} holds, and what is stored in it`
      : undefined,
  proxmox_download_file: nothing,
  proxmox_virtual_environment_file: nothing,

  // It stays with the engine: see `keep_locally` in constructs/image-build.
  docker_image: nothing,
  docker_registry_image: (before) =>
    before['keep_remotely'] === true
      ? undefined
      : `the image ${text(before['name'])} in the registry, which environments may run`,

  terraform_data: nothing,
};

function isGiven(value: unknown): boolean {
  return typeof value === 'string' && value !== '';
}

/** The name of a Kubernetes object, after its namespace where it has one. */
function objectName({ metadata }: Values): string {
  const [first] = Array.isArray(metadata) ? (metadata as readonly Values[]) : [];
  const { namespace, name } = first ?? {};
  return [namespace, name].filter(isGiven).map(text).join('/') || 'without a name';
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : 'without a name';
}
