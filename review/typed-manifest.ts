import { at, entryOf, isList, isObject, type Json, type JsonObject, textOf } from '../core/json';
import { type Kind, typeOfKind } from '../core/kubernetes';

/** A manifest in the words of the provider's typed resources. */
export interface TypedManifest {
  readonly type: string;
  readonly arguments: JsonObject;
}

/** Lists that the typed resources call by the singular, where they do not stand below one of `AS_IT_IS`. */
const SINGULAR: Readonly<Record<string, string>> = {
  containers: 'container',
  initContainers: 'init_container',
  volumes: 'volume',
  volumeMounts: 'volume_mount',
  volumeDevices: 'volume_device',
  tolerations: 'toleration',
  topologySpreadConstraints: 'topology_spread_constraint',
  volumeClaimTemplates: 'volume_claim_template',
  subjects: 'subject',
  metrics: 'metric',
  sysctls: 'sysctl',
};

/** The same, below a key or in a kind. Elsewhere the plural stays. */
const SINGULAR_IN: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  containers: { ports: 'port' },
  initContainers: { ports: 'port' },
  http: { paths: 'path' },
};
const SINGULAR_OF: Readonly<Partial<Record<Kind, Readonly<Record<string, string>>>>> = {
  Service: { ports: 'port' },
  Ingress: { rules: 'rule' },
  Role: { rules: 'rule' },
  ClusterRole: { rules: 'rule' },
};

/** Maps whose keys are names of a person's own. */
const AS_IT_IS: ReadonlySet<string> = new Set([
  'labels',
  'annotations',
  'matchLabels',
  'selector',
  'nodeSelector',
  'data',
  'binaryData',
  'stringData',
  'requests',
  'limits',
]);

/** Names that are no camel case. */
const NAMES: Readonly<Record<string, string>> = {
  clusterIP: 'cluster_ip',
  clusterIPs: 'cluster_ips',
  externalIPs: 'external_ips',
  hostIP: 'host_ip',
  hostIPC: 'host_ipc',
  hostPID: 'host_pid',
  loadBalancerIP: 'load_balancer_ip',
  nonResourceURLs: 'non_resource_urls',
};

/** A manifest as the typed resource of its kind has it; undefined for a kind that Slipway does not know. */
export function typedManifest(manifest: Json | undefined): TypedManifest | undefined {
  const type = typeOfKind(textOf(at(manifest, 'kind')));
  if (type === undefined || !isObject(manifest)) return undefined;
  const kind = textOf(manifest['kind']) as Kind;
  const { apiVersion: _version, kind: _kind, status: _status, ...rest } = manifest;
  return { type, arguments: converted(rest, '', kind) as JsonObject };
}

function converted(value: Json, above: string, kind: Kind): Json {
  if (isList(value)) return value.map((item) => converted(item, above, kind));
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [
      nameOf(key, above, kind),
      isKept(key, inner) ? inner : converted(inner, key, kind),
    ]),
  );
}

/** A workload's selector says `matchLabels`, a Service's is a map. */
function isKept(key: string, value: Json): boolean {
  if (!AS_IT_IS.has(key)) return false;
  return (
    key !== 'selector' ||
    (at(value, 'matchLabels') === undefined && at(value, 'matchExpressions') === undefined)
  );
}

function nameOf(key: string, above: string, kind: Kind): string {
  const singular =
    entryOf(entryOf(SINGULAR_IN, above) ?? {}, key) ??
    entryOf(SINGULAR_OF[kind] ?? {}, key) ??
    entryOf(SINGULAR, key);
  return singular ?? entryOf(NAMES, key) ?? key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
