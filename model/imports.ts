import type { Kind } from '../core/kubernetes';

/**
 * Kinds of what Slipway makes under the name that the object has. What it makes under other names, such as network policies, is
 * nothing that ran before.
 */
export const IMPORTABLE = [
  'Deployment',
  'DaemonSet',
  'StatefulSet',
  'CronJob',
  'Service',
  'Ingress',
  'PersistentVolumeClaim',
  'HorizontalPodAutoscaler',
  'PodDisruptionBudget',
  'ServiceAccount',
] as const satisfies readonly Kind[];

export type ImportableKind = (typeof IMPORTABLE)[number];

/** An object of an environment's namespace that runs already. */
interface ImportedObject {
  readonly kind: ImportableKind;
  readonly name: string;
}

/** What `Deployment/web` names; undefined for what is not of that form, or of another kind. */
export function importedObject(text: string): ImportedObject | undefined {
  const [, kind = '', name] = /^([A-Za-z]+)\/([a-z0-9](?:[a-z0-9.-]*[a-z0-9])?)$/.exec(text) ?? [];
  return name !== undefined && isImportable(kind) ? { kind, name } : undefined;
}

function isImportable(kind: string): kind is ImportableKind {
  return IMPORTABLE.some((known) => known === kind);
}
