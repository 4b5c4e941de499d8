import { kindOfType } from '../../core/kubernetes';
import type { Manifest } from './manifest';

/** The resources of a synthesised stack: type → name → arguments. */
export type Resources = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/** The blocks that Kubernetes has as lists, and the names that it gives them. Every other block is one object. */
const LISTS: Readonly<Record<string, string>> = {
  container: 'containers',
  egress: 'egress',
  env: 'env',
  env_from: 'envFrom',
  host_aliases: 'hostAliases',
  http_header: 'httpHeaders',
  image_pull_secrets: 'imagePullSecrets',
  ingress: 'ingress',
  init_container: 'initContainers',
  items: 'items',
  path: 'paths',
  port: 'ports',
  rule: 'rules',
  tls: 'tls',
  toleration: 'tolerations',
  topology_spread_constraint: 'topologySpreadConstraints',
  volume: 'volumes',
  volume_claim_template: 'volumeClaimTemplates',
  volume_mount: 'volumeMounts',
};

/** Keys below these are the user's words, not the provider's. */
const VERBATIM = new Set([
  'annotations',
  'data',
  'labels',
  'limits',
  'match_labels',
  'node_selector',
  'requests',
]);

/** The objects that the API server gets for a stack's resources. Those of other providers are left out. */
export function manifestsOf(resources: Resources): readonly Manifest[] {
  return Object.entries(resources).flatMap(([type, named]) => {
    const kind = kindOfType(type);
    if (kind === undefined) return [];
    return Object.values(named).map((block) => ({ ...(object(block) as Manifest), kind }));
  });
}

function object(block: unknown): unknown {
  if (typeof block === 'string') return plain(block);
  if (Array.isArray(block)) return block.map(object);
  if (typeof block !== 'object' || block === null) return block;
  return Object.fromEntries(Object.entries(block).map(([key, value]) => argument(key, value)));
}

function argument(key: string, value: unknown): readonly [string, unknown] {
  if (VERBATIM.has(key)) return [camelCase(key), texts(value)];
  if (!Array.isArray(value) || value.some((item) => typeof item !== 'object'))
    return [camelCase(key), object(value)];
  const list = LISTS[key];
  return list === undefined ? [camelCase(key), object(value[0])] : [list, object(value)];
}

function texts(value: unknown): unknown {
  const entries = Object.entries(value as object) as readonly (readonly [string, unknown])[];
  return Object.fromEntries(entries.map(([key, text]) => [key, object(text)]));
}

/** Text as Terraform hands it over, without the escapes of its templates. */
function plain(text: string): string {
  return text.replaceAll('$${', '${').replaceAll('%%{', '%{');
}

function camelCase(key: string): string {
  return key.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}
