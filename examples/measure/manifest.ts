/** One value of a public application's manifests, as its fields.tsv lists it. */
export interface Field {
  readonly kind: string;
  /** The name of the object. */
  readonly object: string;
  /** The way to the value, such as `spec.template.spec.containers.0.image`. */
  readonly path: string;
  readonly value: string;
}

/** An object as the API server takes it. */
export interface Manifest {
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly [key: string]: unknown };
  readonly [key: string]: unknown;
}

/** Reads a fields.tsv: a line of headings, then kind, object, field and value. */
export function parseFields(text: string): readonly Field[] {
  const [, ...lines] = text.trimEnd().split('\n');
  const fields = lines.map((line): Field => {
    const [kind = '', object = '', path = '', value = ''] = line.split('\t');
    return { kind, object, path, value: /^(True|False)$/.test(value) ? value.toLowerCase() : value };
  });
  return keyed(fields);
}

/** The keys by which lists are told apart, where it is not by position: the order of ports or variables means nothing. */
const KEYS: Readonly<Record<string, readonly string[]>> = {
  env: ['name'],
  ports: ['containerPort', 'port'],
  paths: ['path'],
  volumeMounts: ['mountPath'],
};

/** The values of an object in the form of {@link Field}: path → value. */
export function valuesOf(manifest: Manifest): ReadonlyMap<string, string> {
  const values = new Map(walk('', '', manifest));
  return new Map([...values].map(([path, value]) => [atMount(path, values), value]));
}

function* walk(path: string, key: string, value: unknown): Generator<readonly [string, string]> {
  const below = (name: string): string => (path === '' ? name : `${path}.${name}`);
  if (value === undefined || value === null) return;
  if (typeof value !== 'object') yield [path, scalar(value)];
  else if (!Array.isArray(value)) {
    if (Object.keys(value).length === 0) yield [path, '{}'];
    for (const [name, child] of Object.entries(value)) yield* walk(below(name), name, child);
  } else if (value.every((item) => typeof item !== 'object')) yield [path, value.map(scalar).join('|')];
  else
    for (const [index, item] of (value as readonly object[]).entries())
      yield* walk(below(itemKey(key, item, index)), '', item);
}

function itemKey(list: string, item: object, index: number): string {
  const named = item as Readonly<Record<string, unknown>>;
  if (list === 'envFrom') return sourceName(named) ?? String(index);
  if (list === 'initContainers') return `init:${scalar(named['name'])}`;
  const key = KEYS[list]?.find((name) => named[name] !== undefined);
  return key === undefined ? String(index) : scalar(named[key]);
}

/** The name of the Secret or ConfigMap whose keys become variables. */
function sourceName(source: Readonly<Record<string, unknown>>): string | undefined {
  const { name } = (source['secretRef'] ?? source['configMapRef'] ?? {}) as { readonly name?: string };
  return name;
}

/** The lists give line breaks as `\n`. */
function scalar(value: unknown): string {
  return String(value).replaceAll('\n', '\\n');
}

/** Volumes have names of no meaning, in any order: they are told apart by where they are mounted. */
function atMount(path: string, values: ReadonlyMap<string, string>): string {
  const [, volumes, index, rest] = /^(.*\.volumes)\.(\d+)(\..*)$/.exec(path) ?? [];
  if (volumes === undefined || index === undefined || rest === undefined) return path;
  const name = values.get(`${volumes}.${index}.name`);
  const mount = [...values].find(([at, value]) => /\.volumeMounts\..+\.name$/.test(at) && value === name);
  const mountPath = /\.volumeMounts\.(.+)\.name$/.exec(mount?.[0] ?? '')?.[1];
  return `${volumes}.${mountPath ?? index}${rest}`;
}

/** The ports of Services and the paths of an Ingress are listed by position: here they are told apart as {@link valuesOf} does. */
function keyed(fields: readonly Field[]): readonly Field[] {
  const objects = new Map<string, Map<string, string>>();
  for (const { kind, object, path, value } of fields) {
    const id = `${kind}/${object}`;
    objects.set(id, (objects.get(id) ?? new Map<string, string>()).set(path, value));
  }
  return fields.map((field) => {
    const values = objects.get(`${field.kind}/${field.object}`) ?? new Map<string, string>();
    return { ...field, path: atMount(byKey(field.path, values), values) };
  });
}

function byKey(path: string, values: ReadonlyMap<string, string>): string {
  const [, list, index, rest] = /^(.*\.(?:ports|paths|envFrom))\.(\d+)\.(.*)$/.exec(path) ?? [];
  if (list === undefined || index === undefined || rest === undefined) return path;
  const key = ['port', 'path', 'secretRef.name', 'configMapRef.name']
    .map((name) => values.get(`${list}.${index}.${name}`))
    .find((value) => value !== undefined);
  return key === undefined ? path : `${list}.${key}.${rest}`;
}
