import { parseImageReference, wholeRepository } from '../../core/images';
import { parseQuantity } from '../../core/kubernetes';
import {
  type Application,
  containerOf,
  counterpart,
  find,
  type Made,
  POD_TEMPLATE,
  shortName,
} from './application';
import { type Field, valuesOf } from './manifest';

/** A value that Slipway says in another way, with the same effect. No rule knows an application. */
export interface Rule {
  /** What becomes what. */
  readonly name: string;
  /** Whether what Slipway made has that effect. @param made what does here what the field's object does */
  readonly holds: (field: Field, made: Made, application: Application) => boolean;
}

/** At most thirty: each is to be read, and agreed with. */
export const RULES: readonly Rule[] = [
  {
    name: 'a label or selector that tells workloads apart → app.kubernetes.io/name',
    holds: ({ path }, { values }) => {
      const [, labels] =
        /^(.*\.(?:labels|matchLabels|selector))\.(app|name|app\.kubernetes\.io\/(name|instance|component|part-of))$/.exec(
          path,
        ) ?? [];
      return labels !== undefined && values.has(`${labels}.app.kubernetes.io/name`);
    },
  },
  {
    name: 'a label that says what installs the object → app.kubernetes.io/managed-by',
    holds: ({ path }, { values }) =>
      /^metadata\.labels\.(helm\.sh\/chart|app\.kubernetes\.io\/managed-by)$/.test(path) &&
      values.has('metadata.labels.app.kubernetes.io/managed-by'),
  },
  {
    name: 'the tag of an image → its digest',
    holds: ({ path, value }, { values }) => {
      const [repository, digest] = values.get(path)?.split('@') ?? [];
      const pinned = value.split('@')[1] ?? digest;
      return path.endsWith('.image') && repository === repositoryOf(value) && digest === pinned;
    },
  },
  {
    name: 'a namespace → <project>-<environment>',
    holds: ({ kind, path }, { values }, { project, environment }) =>
      path === (kind === 'Namespace' ? 'metadata.name' : 'metadata.namespace') &&
      values.get(path) === `${project}-${environment}`,
  },
  {
    name: 'the name <project>-X → X',
    holds: ({ path, value }, { values }, application) =>
      NAMES.test(path) && values.get(path) === shortName(application, value),
  },
  {
    name: 'the name of the first container → that of its workload',
    holds: ({ path }, { manifest, values }) =>
      /\.containers\.0\.name$/.test(path) && values.get(path) === manifest.metadata.name,
  },
  {
    name: 'the number of a port → its name',
    holds: ({ path, value }, made, application) =>
      /(\.targetPort|(httpGet|tcpSocket)\.port)$/.test(path) &&
      numberOf(made, application, made.values.get(path)) === value,
  },
  {
    name: 'envFrom a config map → its variables, one by one',
    holds: ({ path, value }, { values }, { listed }) =>
      path.endsWith('.configMapRef.name') && hasVariables(values, containerOf(path), dataOf(listed, value)),
  },
  {
    name: 'an annotation that rolls the pods when their variables change → the variables in the pods',
    holds: ({ path, value }, { values }) =>
      POD_TEMPLATE.test(path) &&
      (/\.annotations\.(rollme|checksum\/.*config-?map)$/.test(path) || value === OF_NOTHING) &&
      [...values.keys()].some((at) => POD_TEMPLATE.test(at) && at.includes('.env.')),
  },
  {
    name: 'the name of an emptyDir → scratch-<path>',
    holds: ({ path }, { values }) => {
      const [, pod = '', mountPath = ''] =
        /^(.*\.spec\.)(?:containers\.\d+\.volumeMounts|volumes)\.(.+)\.name$/.exec(path) ?? [];
      return [...values.keys()].some((at) => at.startsWith(`${pod}volumes.${mountPath}.emptyDir`));
    },
  },
  {
    name: 'emptyDir without a limit → with one',
    holds: ({ path, value }, { values }) =>
      path.endsWith('.emptyDir') && value === '{}' && values.has(`${path}.sizeLimit`),
  },
  {
    name: 'the user of a container → that of its pod',
    holds: ({ path, value }, { values }) => {
      const pod = /^(.*\.)containers\.\d+\.(securityContext\.runAsUser)$/.exec(path);
      return pod !== null && !values.has(path) && values.get(`${pod[1] ?? ''}${pod[2] ?? ''}`) === value;
    },
  },
  {
    name: 'a password in clear → a key of a Secret',
    holds: ({ path }, { values }) =>
      path.endsWith('.value') && values.has(path.replace(/value$/, 'valueFrom.secretKeyRef.key')),
  },
  {
    name: 'the word `all` for capabilities → ALL',
    holds: ({ path, value }, { values }) =>
      path.endsWith('.capabilities.drop') && values.get(path) === value.toUpperCase(),
  },
  {
    name: 'a list in another order, where order means nothing',
    holds: ({ path, value }, { values }) =>
      path.endsWith('.capabilities.add') && sorted(values.get(path)) === sorted(value),
  },
  {
    name: "Kubernetes' own default → left out",
    holds: ({ path, value }, { values }) =>
      !values.has(path) && DEFAULTS.some(([field, normal]) => field.test(path) && normal === value),
  },
  {
    name: 'a quantity → the same in other units',
    holds: ({ path, value }, { values }) =>
      /\.resources\.(limits|requests)\.\w+$/.test(path) &&
      parseQuantity(value) !== undefined &&
      parseQuantity(value) === parseQuantity(values.get(path) ?? ''),
  },
  {
    name: 'the name of an ingress and of its certificate → those of its workload',
    holds: ({ kind, path }, { manifest, values }, application) =>
      kind === 'Ingress' &&
      (path === 'metadata.name' || path.endsWith('.secretName')) &&
      values.has(path) &&
      find(application, 'Service', manifest.metadata.name) !== undefined,
  },
  {
    name: 'a Service that is reached from outside → a second one for that, <name>-external',
    holds: ({ kind, object, path, value }, _made, application) =>
      kind === 'Service' && find(application, kind, `${object}-external`)?.values.get(path) === value,
  },
  {
    name: 'a path of an ingress to another service → an ingress of that service for the same host',
    holds: ({ kind, path, value }, { values }, application) =>
      kind === 'Ingress' &&
      path.startsWith('spec.rules.0.http.paths.') &&
      application.made
        .filter((each) => each.kind === kind)
        .map(valuesOf)
        .filter((others) => others.get('spec.rules.0.host') === values.get('spec.rules.0.host'))
        .some((others) => [value, shortName(application, value)].includes(others.get(path) ?? '')),
  },
  {
    name: 'a hook of an installation or an upgrade → a job that a deploy runs once for each image, before or after the rollout',
    holds: ({ path, value }, { manifest }, { finishing }) => {
      const when = finishing.includes(manifest.metadata.name) ? 'post-' : 'pre-';
      return (
        manifest.kind === 'Job' &&
        /\.annotations\.helm\.sh\/hook/.test(path) &&
        (!path.endsWith('/hook') || value.split(',').every((hook) => hook.startsWith(when)))
      );
    },
  },
  {
    name: 'the label beta.kubernetes.io/os of nodes → kubernetes.io/os',
    holds: ({ path, value }, { values }) =>
      path.includes('.nodeSelector.beta.') && values.get(path.replace('.beta.', '.')) === value,
  },
  {
    name: 'a failed container that starts again in its pod → one pod for each attempt',
    holds: ({ path, value }, { values }) =>
      path.endsWith('.restartPolicy') &&
      value === 'OnFailure' &&
      values.get(path) === 'Never' &&
      Number(values.get('spec.jobTemplate.spec.backoffLimit')) > 0,
  },
  {
    name: 'the name of a pod template, which the API server ignores → left out',
    holds: ({ path }) => POD_TEMPLATE.test(path) && path.endsWith('template.metadata.name'),
  },
  {
    name: 'text that Kubernetes would take for a reference, `$(…)` → escaped, `$$(…)`',
    holds: ({ path, value }, { values }) =>
      values.get(path)?.replaceAll('$$', '$').startsWith(value) === true,
  },
];

/** Config maps have no object of their own. A workload that reads one has all its variables. */
export const WITHOUT_OBJECT: readonly {
  readonly name: string;
  readonly holds: (field: Field, application: Application) => boolean;
}[] = [
  {
    name: 'a config map of variables → the variables of each workload that reads it',
    holds: ({ kind, object, path, value }, application) => {
      const readers = application.listed.filter(
        (field) => field.path.endsWith('.configMapRef.name') && field.value === object,
      );
      const key = /^data\.(.+)$/.exec(path)?.[1];
      const variables = key === undefined ? dataOf(application.listed, object) : new Map([[key, value]]);
      return (
        kind === 'ConfigMap' &&
        readers.length > 0 &&
        readers.every((reader) =>
          hasVariables(counterpart(application, reader)?.values, containerOf(reader.path), variables),
        )
      );
    },
  },
];

/** The checksum of an empty text, as charts render one for a Secret that they do not make: it never changes. */
const OF_NOTHING = '01ba4719c80b6fe911b091a7c05124b64eeece964e09c058ef8f9805daca546b';

const NAMES = /(^metadata\.name|\.(service|serviceAccount)\.name|\.serviceAccountName)$/;

const DEFAULTS: readonly (readonly [RegExp, string])[] = [
  [/\.ports\.\d+\.protocol$/, 'TCP'],
  [/\.template\.spec\.restartPolicy$/, 'Always'],
  [/^spec\.type$/, 'ClusterIP'],
  [/^spec\.replicas$/, '1'],
];

/** The repository as containers know it: Docker Hub is said, a tag or digest is not. */
function repositoryOf(reference: string): string {
  return wholeRepository(parseImageReference(reference).repository);
}

/** The number of a port that has a name, among the ports of the pods that the object has or selects. */
function numberOf(
  { manifest, values }: Made,
  application: Application,
  name: string | undefined,
): string | undefined {
  const workload = values.get('spec.selector.app.kubernetes.io/name');
  const pods =
    manifest.kind === 'Service' && workload !== undefined
      ? ['Deployment', 'StatefulSet', 'DaemonSet']
          .map((kind) => find(application, kind, workload))
          .find(Boolean)?.values
      : values;
  const [, number] =
    /\.ports\.(\d+)\.name$/.exec(
      [...(pods ?? [])].find(
        ([at, it]) => /\.containers\.\d+\.ports\.\d+\.name$/.test(at) && it === name,
      )?.[0] ?? '',
    ) ?? [];
  return number;
}

function dataOf(listed: readonly Field[], configMap: string): ReadonlyMap<string, string> {
  const data = listed.filter(
    ({ kind, object, path }) => kind === 'ConfigMap' && object === configMap && path.startsWith('data.'),
  );
  return new Map(data.map(({ path, value }) => [path.slice('data.'.length), value]));
}

function hasVariables(
  values: ReadonlyMap<string, string> | undefined,
  container: string | undefined,
  variables: ReadonlyMap<string, string>,
): boolean {
  return (
    variables.size > 0 &&
    [...variables].every(([name, value]) => values?.get(`${container}.env.${name}.value`) === value)
  );
}

function sorted(list: string | undefined): string | undefined {
  return list?.split('|').sort().join('|');
}
