import type { Finding } from '../../core/findings';
import { demand, entry, has, quoted, refuseSecrets, type SecretRefusal } from '../shape';
import { knownTexts } from '../not-secret';
import type { Metadata } from './metadata';

/** What a key may begin with only if Slipway or Kubernetes says it: selectors, network policies and pod security hang on it. */
const RESERVED_LABELS = [
  'app.kubernetes.io/name',
  'app.kubernetes.io/part-of',
  'app.kubernetes.io/managed-by',
  'kubernetes.io/metadata.name',
  'pod-security.kubernetes.io/',
  'pod-template-hash',
  'pod-template-generation',
  'controller-revision-hash',
  'statefulset.kubernetes.io/',
  'apps.kubernetes.io/',
  'batch.kubernetes.io/',
  'acme.cert-manager.io/',
  'slipway/',
];

const RESERVED_ANNOTATIONS = [
  'checksum/files',
  'deployment.kubernetes.io/',
  'deprecated.daemonset.template.generation',
  'kubectl.kubernetes.io/last-applied-configuration',
  'slipway/',
];

/** What the API server takes of all annotations of an object. */
const LARGEST_ANNOTATIONS = 2 ** 18;

/** How a secret in a label or an annotation is refused. */
export const SECRET_IN_METADATA: SecretRefusal = {
  rule: 'metadata/secret',
  message: 'must not hold a secret: everyone who may look at the object reads it',
  advice: 'Put it into a Secret, and name that Secret here.',
};

/** Everything that is wrong with labels and annotations, secrets included. @param path where they stand, e.g. `project` */
export function checkMetadata(metadata: Metadata, path: string): readonly Finding[] {
  const { labels = {}, annotations = {} } = metadata;
  const { value, notSecrets } = knownTexts({ labels, annotations });
  return [
    ...checkLabels(value.labels, `${path}.labels`),
    ...checkAnnotations(value.annotations, `${path}.annotations`),
    ...Object.entries(value).flatMap(([name, texts]) =>
      refuseSecrets(texts, `${path}.${name}`, SECRET_IN_METADATA, notSecrets),
    ),
  ];
}

/** Everything that is wrong with labels, as Kubernetes takes them. */
export function checkLabels(labels: Readonly<Record<string, string>>, path: string): readonly Finding[] {
  return Object.entries(labels).flatMap(([key, value]) => [
    ...checkKey(key, 'label', entry(path, key)),
    ...checkReserved(key, 'label', RESERVED_LABELS, entry(path, key)),
    ...demand(value === '' || has('labelValue', value), {
      rule: 'metadata/label',
      path: entry(path, key),
      message: 'must be empty or at most 63 letters, digits, -, _ and ., with a letter or digit at both ends',
      value: quoted(value),
      advice: 'Put longer text into an annotation.',
    }),
  ]);
}

/** Everything that is wrong with annotations, as Kubernetes takes them. */
export function checkAnnotations(
  annotations: Readonly<Record<string, string>>,
  path: string,
): readonly Finding[] {
  return [
    ...Object.keys(annotations).flatMap((key) => [
      ...checkKey(key, 'annotation', entry(path, key)),
      ...checkReserved(key, 'annotation', RESERVED_ANNOTATIONS, entry(path, key)),
    ]),
    ...checkAnnotationsSize(annotations, path),
  ];
}

/** All annotations of an object together have a limit. */
export function checkAnnotationsSize(
  annotations: Readonly<Record<string, string>>,
  path: string,
): readonly Finding[] {
  const size = Buffer.byteLength(Object.entries(annotations).flat().join(''));
  return demand(size <= LARGEST_ANNOTATIONS, {
    rule: 'metadata/annotations-size',
    path,
    message: 'must be at most 256 KiB together with all others of the object',
    value: `${size} bytes`,
    advice: 'Put the text into a file of the workload, or into a ConfigMap.',
  });
}

type What = 'label' | 'annotation';

function checkKey(key: string, what: What, path: string): readonly Finding[] {
  return demand(has('labelKey', key), {
    rule: `metadata/${what}`,
    path,
    message:
      'must have a key of at most 63 letters, digits, -, _ and ., behind a domain in lower case and a slash if need be',
    value: quoted(key),
    advice: 'Write it like team, or example.com/cost-centre.',
  });
}

function checkReserved(
  key: string,
  what: What,
  reserved: readonly string[],
  path: string,
): readonly Finding[] {
  const taken = reserved.some((name) => (name.endsWith('/') ? key.startsWith(name) : key === name));
  return demand(!taken, {
    rule: `metadata/${what}-reserved`,
    path,
    message: 'must be one that neither Slipway nor Kubernetes sets itself',
    value: quoted(key),
    advice: `Choose another key, such as example.com/${key.split('/').at(-1) ?? key}.`,
  });
}
