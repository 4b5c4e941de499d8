import { problem } from '../../../core/findings';
import { isList, isObject, type Json } from '../../../core/json';
import { Input, type Notes } from '../input';
import { readYaml } from '../read-yaml';
import type { KubernetesObject } from './context';
import { RUNS, WORKLOADS } from './kinds';
import { skipMetadata } from './metadata';

/** Kinds of which all is read, or nothing. Others are listed as a whole. */
const KNOWN = [
  ...WORKLOADS,
  ...RUNS,
  ...[
    'Service',
    'ConfigMap',
    'Secret',
    'Ingress',
    'ServiceAccount',
    'Role',
    'RoleBinding',
    'ClusterRole',
    'ClusterRoleBinding',
  ],
  ...['HorizontalPodAutoscaler', 'PodDisruptionBudget', 'NetworkPolicy', 'PersistentVolumeClaim'],
];

/** Each environment has a namespace of its own, with the Pod Security level that its pods need. */
function readNamespace(metadata: Input): void {
  skipMetadata(metadata);
  for (const [key, value] of metadata.at('labels').entries())
    if (/^(pod-security\.)?kubernetes\.io\//.test(key)) value.take();
  metadata.leaveRest(() => 'The namespace of an environment is made by Slipway, with labels of its own.');
}

/** The objects of the manifests that are read. What is not one, or is of another kind, is noted. */
export function objectsOf(
  texts: Readonly<Record<string, string>>,
  notes: Notes,
): readonly KubernetesObject[] {
  const all: KubernetesObject[] = [];
  const add = (value: Json, file: string): void => {
    if (value === null) return;
    if (!isObject(value) || typeof value['kind'] !== 'string' || typeof value['apiVersion'] !== 'string') {
      notes.left.push({
        path: file,
        reason: 'It is not a Kubernetes manifest: it has no kind or no apiVersion.',
      });
      return;
    }
    const { kind, items, metadata = null } = value;
    if (kind === 'Kustomization') {
      notes.left.push({ path: file, reason: 'It is for `kustomize build`: give what that prints.' });
      return;
    }
    if (kind.endsWith('List') && isList(items)) {
      for (const item of items) add(item, file);
      return;
    }
    const name = isObject(metadata) ? metadata['name'] : undefined;
    if (typeof name !== 'string') {
      notes.problems.push(
        problem({
          rule: 'from/manifest',
          path: `${file} ${kind}`,
          message: 'must have a name',
          value: 'none',
          advice: 'Give metadata.name, as the API server demands.',
        }),
      );
      return;
    }
    const input = new Input(value, `${kind}/${name} `, notes);
    if (kind === 'Namespace') {
      readNamespace(input.at('metadata'));
      return;
    }
    const owner = ownerOf(input);
    if (!KNOWN.includes(kind))
      input.leave(
        'Slipway makes no object of this kind: add it with `manifests` of an environment, or `extend`.',
      );
    else if (owner !== undefined) input.leave(`It belongs to ${owner}, which makes it.`);
    else if (all.some((other) => other.kind === kind && other.name === name))
      input.leave('Another object of the same kind has the same name, in another namespace perhaps.');
    else all.push({ kind, name, input });
  };
  for (const file of Object.keys(texts).sort())
    for (const value of readYaml(texts[file] ?? '', file)) add(value, file);
  if (all.length === 0 && notes.left.length === 0)
    notes.problems.push(
      problem({
        rule: 'from/manifest',
        path: Object.keys(texts).join(', ') || 'the folder',
        message: 'must hold manifests of Kubernetes',
        value: 'none',
        advice: 'Give a folder of YAML files, such as the output of `helm template` or `kustomize build`.',
      }),
    );
  return all;
}

/** What made an object in a cluster, and would make it again. */
function ownerOf(object: Input): string | undefined {
  const [owner] = object.at('metadata', 'ownerReferences').items();
  return owner && `${owner.at('kind').text()}/${owner.at('name').text()}`;
}
