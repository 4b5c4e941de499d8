/** Where the lab has what the pairs only name. */
export interface LabPlaces {
  /** A disk image. */
  readonly image: string;
  /** A repository of the lab's registry, with an image tagged `1`. */
  readonly repository: string;
}

/** What the resources of a pair are told apart by from those of all others. */
export interface Own extends LabPlaces {
  readonly prefix: string;
  readonly namespace: string;
}

/** A resource with a name and a place of its own, and with what keeps an apply from waiting for what never comes. */
export function completed(type: string, args: any, own: Own): object {
  return { ...args, ...(COMPLETIONS[type] ?? namespaced)(args, own) };
}

type Completion = (args: any, own: Own) => object;

const namespaced: Completion = ({ metadata }, { namespace }) => ({ metadata: { ...metadata, namespace } });
const ofCluster: Completion = ({ metadata }, { prefix }) => ({
  metadata: { ...metadata, name: `${prefix}${String(metadata.name)}` },
});
const named: Completion = ({ name }, { prefix }) => ({ name: `${prefix}${String(name)}` });
const rolled: Completion = (args, own) => ({ ...namespaced(args, own), wait_for_rollout: false });
const tagged: Completion = ({ name }, { repository }) => ({
  name: String(name).replace('r/web', repository),
});

const COMPLETIONS: Readonly<Record<string, Completion>> = {
  docker_image: tagged,
  docker_registry_image: tagged,
  kubernetes_cluster_role_binding_v1: ofCluster,
  kubernetes_deployment_v1: rolled,
  kubernetes_namespace_v1: ofCluster,
  kubernetes_persistent_volume_claim_v1: (args, own) => ({
    ...namespaced(args, own),
    wait_until_bound: false,
  }),
  kubernetes_service_v1: (args, own) => ({ ...namespaced(args, own), wait_for_load_balancer: false }),
  kubernetes_stateful_set_v1: rolled,
  kubernetes_storage_class_v1: ofCluster,
  libvirt_cloudinit_disk: named,
  // Defined, and never started: no plan asks whether it runs.
  libvirt_domain: (args, own) => ({ ...named(args, own), type: 'qemu', running: false }),
  libvirt_volume: (args, own) => ({
    ...named(args, own),
    pool: 'default',
    ...(args.source === '/images/a.qcow2' ? { source: own.image } : {}),
  }),
  terraform_data: () => ({}),
};
