import { at, isOn, items, type Json, only, textOf, within } from '../../core/json';
import type { Kind } from '../../core/kubernetes';
import type { Block } from '../synth';
import { containersOf, kindOf, podSpec } from '../workloads';

/** That a block names an object of Kubernetes. */
export interface Use {
  readonly kind: Kind;
  readonly name: string;
  /** The only thing in it that is used; undefined for all of it. */
  readonly key?: string;
  /** What the block cannot do without it. */
  readonly lost: Loss;
}

/** `variable` and `file` of a key: a pod starts without it, and does not find it. */
export type Loss =
  'start' | 'pull' | 'claims' | 'visitors' | 'certificate' | 'scaling' | 'names' | 'variable' | 'file';

/** The objects that a block names, and what it takes of each. */
export function usesOf(block: Block): readonly Use[] {
  const kind = kindOf(block);
  const others = kind === undefined ? undefined : NAMED_BY[kind];
  const pod = only(podSpec(block));
  return [
    ...(pod === undefined ? [] : ofPod(pod, block)),
    ...(others?.(only(block.arguments['spec'])) ?? []),
  ];
}

/** What kinds other than pods name in their spec. */
const NAMED_BY: Readonly<Partial<Record<Kind, (spec: Json | undefined) => readonly Use[]>>> = {
  HorizontalPodAutoscaler: (spec) => {
    const target = only(at(spec, 'scale_target_ref'));
    const kind = (['Deployment', 'StatefulSet'] as const).find((each) => each === at(target, 'kind'));
    return kind === undefined ? [] : named(kind, at(target, 'name'), 'scaling');
  },
  Ingress: (spec) => [
    ...named('IngressClass', at(spec, 'ingress_class_name'), 'visitors'),
    ...items(at(spec, 'tls')).flatMap((tls) => named('Secret', at(tls, 'secret_name'), 'certificate')),
    ...[
      ...items(at(spec, 'default_backend')),
      ...items(at(spec, 'rule')).flatMap((rule) =>
        items(within(rule, ['http', 'path'])).flatMap((path) => items(at(path, 'backend'))),
      ),
    ].flatMap((backend) => named('Service', within(backend, ['service', 'name']), 'visitors')),
  ],
  PersistentVolumeClaim: (spec) => named('StorageClass', at(spec, 'storage_class_name'), 'claims'),
  StatefulSet: (spec) => [
    ...named('Service', at(spec, 'service_name'), 'names'),
    ...items(at(spec, 'volume_claim_template')).flatMap((template) =>
      named('StorageClass', within(template, ['spec', 'storage_class_name']), 'claims'),
    ),
  ],
};

function named(kind: Kind, name: Json | undefined, lost: Loss, key?: Json): readonly Use[] {
  const [text, inner] = [textOf(name), textOf(key)];
  return text === '' ? [] : [{ kind, name: text, lost, ...(inner === '' ? {} : { key: inner }) }];
}

function ofPod(pod: Json, block: Block): readonly Use[] {
  const containers = containersOf(block).map(({ json }) => json);
  const mounts = containers.flatMap((container) => items(at(container, 'volume_mount')));
  return [
    ...named('ServiceAccount', at(pod, 'service_account_name'), 'start'),
    ...named('PriorityClass', at(pod, 'priority_class_name'), 'start'),
    ...items(at(pod, 'image_pull_secrets')).flatMap((each) => named('Secret', at(each, 'name'), 'pull')),
    ...containers.flatMap(ofVariables),
    ...items(at(pod, 'volume')).flatMap((volume) => ofVolume(volume, mounts)),
  ];
}

function ofVariables(container: Json): readonly Use[] {
  return [
    ...items(at(container, 'env')).flatMap((variable) => {
      const from = only(at(variable, 'value_from'));
      return [
        ...ofKey('ConfigMap', only(at(from, 'config_map_key_ref'))),
        ...ofKey('Secret', only(at(from, 'secret_key_ref'))),
      ];
    }),
    ...items(at(container, 'env_from')).flatMap((from) => [
      ...ofAll('ConfigMap', only(at(from, 'config_map_ref')), 'variable'),
      ...ofAll('Secret', only(at(from, 'secret_ref')), 'variable'),
    ]),
  ];
}

function ofKey(kind: Kind, reference: Json | undefined): readonly Use[] {
  return isOn(at(reference, 'optional'))
    ? []
    : named(kind, at(reference, 'name'), 'start', at(reference, 'key'));
}

/** All of it: what starts without one of its keys does not start without it. */
function ofAll(kind: Kind, reference: Json | undefined, lost: Loss, name = 'name'): readonly Use[] {
  return isOn(at(reference, 'optional')) ? [] : named(kind, at(reference, name), lost);
}

/** @param mounts of all containers of the pod */
function ofVolume(volume: Json, mounts: readonly Json[]): readonly Use[] {
  const own = mounts.filter((mount) => at(mount, 'name') === at(volume, 'name'));
  const claim = only(at(volume, 'persistent_volume_claim'));
  return [
    ...named('PersistentVolumeClaim', at(claim, 'claim_name'), 'start'),
    ...ofFiles('ConfigMap', only(at(volume, 'config_map')), own),
    ...ofFiles('Secret', only(at(volume, 'secret')), own, 'secret_name'),
    ...items(within(volume, ['projected', 'sources'])).flatMap((source) => [
      ...ofFiles('ConfigMap', only(at(source, 'config_map')), own),
      ...ofFiles('Secret', only(at(source, 'secret')), own),
    ]),
  ];
}

function ofFiles(
  kind: Kind,
  source: Json | undefined,
  mounts: readonly Json[],
  name = 'name',
): readonly Use[] {
  const picked = items(at(source, 'items'));
  if (picked.length > 0)
    return isOn(at(source, 'optional'))
      ? []
      : picked.flatMap((item) => named(kind, at(source, name), 'start', at(item, 'key')));
  return [
    ...ofAll(kind, source, 'file', name),
    // Without its file, a folder stands where the container expects it.
    ...mounts.flatMap((mount) => {
      const path = textOf(at(mount, 'sub_path'));
      return path === '' ? [] : named(kind, at(source, name), 'start', path);
    }),
  ];
}
