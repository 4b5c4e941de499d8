import {
  at,
  entryOf,
  isOn,
  items,
  type Json,
  type JsonObject,
  only,
  parseTexts,
  textOf,
  within,
} from '../json';
import { type Kind, kindOfType } from '../kubernetes';
import { CLOUDS } from './clouds';
import { type Holding, type HoldingOf, NOTHING, nothing } from './holding-kind';
import { ofObject } from './objects';
import { ownsDataDisk } from './proxmox-disks';

/** What a resource with these arguments holds: as the configuration, a plan or a state has them. */
const KUBERNETES: Readonly<Record<Kind, HoldingOf>> = {
  PersistentVolumeClaim: (args) => data(`the volume ${objectName(args)} and what is stored in it`),
  PersistentVolume: (args) => data(`the volume ${objectName(args)} and what is stored in it`),
  // It holds nothing itself, and takes every claim in it along.
  Namespace: (args) => ({
    kind: 'contents',
    what: `all that lives in namespace ${objectName(args)}, its volumes included`,
  }),
  // The claims that its template made outlive it, unless it says otherwise. Those that Slipway declares are resources of their own.
  StatefulSet: (args) => {
    const templates = items(within(args, ['spec', 'volume_claim_template']));
    if (templates.length === 0) return NOTHING;
    const what = `the volumes of ${objectName(args)} and what is stored in them`;
    const whenDeleted = within(args, ['spec', 'persistent_volume_claim_retention_policy', 'when_deleted']);
    if (whenDeleted !== 'Delete' && templates.every(isDeclared)) return NOTHING;
    return whenDeleted === 'Delete' ? data(what) : { kind: 'orphaned data', what };
  },
  // Its values are given at every deploy.
  Secret: nothing,
  // Volumes of the class keep the policy that they were made with.
  StorageClass: nothing,
  // What a pod stores outside a claim is lost with the pod.
  Deployment: nothing,
  DaemonSet: nothing,
  ReplicationController: nothing,
  Job: nothing,
  CronJob: nothing,
  Pod: nothing,
  Service: nothing,
  ServiceAccount: nothing,
  Role: nothing,
  RoleBinding: nothing,
  ClusterRole: nothing,
  ClusterRoleBinding: nothing,
  NetworkPolicy: nothing,
  ConfigMap: nothing,
  Ingress: nothing,
  PodDisruptionBudget: nothing,
  HorizontalPodAutoscaler: nothing,
  LimitRange: nothing,
  ResourceQuota: nothing,
  PriorityClass: nothing,
  ValidatingWebhookConfiguration: nothing,
  MutatingWebhookConfiguration: nothing,
  IngressClass: nothing,
};

const OTHERS: Readonly<Record<string, HoldingOf>> = {
  // An image, or a clone of one, is made again as it was: its base is named by id, or by name within a pool.
  libvirt_volume: (args) =>
    ['source', 'base_volume_id', 'base_volume_name'].some((argument) => isGiven(args, argument))
      ? NOTHING
      : data(`the disk ${nameOf(args)} and what is stored in it`),
  libvirt_cloudinit_disk: nothing,
  // Its disks are resources of their own.
  libvirt_domain: nothing,
  libvirt_network: nothing,

  proxmox_virtual_environment_vm: (args) =>
    ownsDataDisk(args) ? data(`the disk that ${nameOf(args)} holds, and what is stored in it`) : NOTHING,
  proxmox_download_file: nothing,
  proxmox_virtual_environment_file: nothing,

  // It stays with the engine: see `keep_locally` in constructs/image-build.
  docker_image: nothing,
  docker_registry_image: (args) =>
    isOn(args['keep_remotely'])
      ? NOTHING
      : { kind: 'image', what: `the image ${nameOf(args)} in the registry, which environments may run` },

  kubernetes_manifest: ({ manifest }) => ofObject(manifest),
  kubectl_manifest: ({ yaml_body: body }) => ofObject(parseTexts(textOf(body))[0]),

  terraform_data: nothing,

  ...CLOUDS,
};

/**
 * What is lost with a resource. The one table of what holds data: a deploy asks before it destroys what this names, and a
 * review puts it first.
 * @param args its arguments: as the configuration has them, or as a plan or a state has
 */
export function holdingOf(type: string, args: Readonly<Record<string, unknown>>): Holding {
  const kind = kindOfType(type);
  const known = kind === undefined ? entryOf(OTHERS, type) : KUBERNETES[kind];
  return known === undefined ? { kind: 'unknown' } : known(args as JsonObject);
}

/** See constructs/workload/resources/claims.ts. */
function isDeclared(template: Json): boolean {
  return at(only(at(only(at(template, 'metadata')), 'annotations')), 'slipway/claims') === 'declared';
}

function data(what: string): Holding {
  return { kind: 'data', what };
}

/** Terraform's state has an empty text for what nobody gave. */
function isGiven(args: JsonObject, argument: string): boolean {
  return textOf(args[argument]) !== '';
}

/** The name of a Kubernetes object, after its namespace where it has one. */
function objectName({ metadata }: JsonObject): string {
  const [namespace, name] = ['namespace', 'name'].map((key) => textOf(within(only(metadata), [key])));
  return [namespace, name].filter((part) => part !== '').join('/') || 'without a name';
}

function nameOf({ name }: JsonObject): string {
  return typeof name === 'string' ? name : 'without a name';
}
