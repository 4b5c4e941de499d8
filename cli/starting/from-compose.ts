import { problem, refuseIfAny } from '../../core/findings';
import { isList, isObject, type JsonObject } from '../../core/json';
import { LONGEST_NAME, NAME_FORM } from '../../core/kubernetes';
import { escapeRegExp } from '../../core/text';
import type { ComposeContext } from './compose/context';
import { extended } from './compose/extend';
import { imageKey, readImage } from './compose/image';
import { asJobs } from './compose/jobs';
import { reasonOf } from './compose/reasons';
import { readService } from './compose/service';
import { withValues } from './compose/with-values';
import { connect } from './connect';
import { Draft } from './draft';
import { readiness } from './readiness';
import { nameFrom } from './slug';
import { unsaidOf } from './unsaid';
import { Input, type Notes } from './input';
import { readYaml } from './read-yaml';
import type { CarriedOver } from './starter';

/** How a Compose file is read. */
export interface ComposeOptions {
  /** What it is called. @default 'compose.yaml' */
  readonly file?: string;
  /** The way from the folder of a service, such as `services/web`, to that of the file. @default '../..' */
  readonly folder?: string;
  /** What `${NAME}` stands for: what `.env` says. @default nothing but the defaults in the file */
  readonly variables?: Readonly<Record<string, string>>;
  /** What is at a path that the file names. @default nothing is known of it */
  readonly beside?: ComposeContext['beside'];
}

/**
 * The services of a Compose file, as far as they can be said, and by name what could not.
 *
 * What is the same by default is not listed: capabilities that are dropped, `no-new-privileges`, `restart: always`, networks
 * (services reach only what they name), the name of what is built, names of the project and of containers, and `x-` extensions.
 *
 * @throws InvalidInput for what Compose would refuse as well
 * @see https://github.com/compose-spec/compose-spec/blob/main/spec.md
 */
export function fromCompose(text: string, options: ComposeOptions = {}): CarriedOver {
  const { file = 'compose.yaml', folder = '../..', variables = {}, beside = unknown } = options;
  const notes: Notes = { problems: [], left: [] };
  const [document = null, ...more] = readYaml(text, file);
  if (more.length > 0) notes.problems.push(noCompose(file, 'more than one document'));
  const services = isObject(document) ? (document['services'] ?? null) : null;
  if (!isObject(document) || !isObject(services)) {
    refuseIfAny([...notes.problems, noCompose(file, 'no services')]);
    return { services: [], notCarriedOver: [] };
  }
  const all = extended(services);
  notes.problems.push(...all.problems);
  const root = new Input(withValues({ ...document, services: all.services }, variables, notes), '', notes);
  const drafts = readServices(root, { file, folder, variables, beside });
  readTop(root);
  root.leaveRest(reasonOf);
  if (drafts.length > 1)
    notes.left.push({
      path: 'networks',
      reason:
        'Services reach what they name in depends_on, links, a command or a variable, and nothing else: add connectsTo where another one is needed, and external(…) or egress for servers outside.',
    });
  const filled = drafts.flatMap(({ name, filled: paths }) => [...paths].map((path) => `${name}: ${path}`));
  if (filled.length > 0)
    notes.left.push({
      path: 'volumes',
      reason: `Docker fills a new volume with what the image has in its place; here it is empty at first: ${filled.join(', ')}.`,
    });
  notes.left.push(...unsaidOf(drafts, UNSAID));
  refuseIfAny(notes.problems, 'nothing was carried over');
  return { services: drafts.map((draft) => draft.finished()), notCarriedOver: notes.left };
}

/** Where a Compose file would say what nobody says. */
const UNSAID = {
  user: 'services.*.user',
  rights: 'services.*.cap_add',
  group: 'services.*.user',
  filesystem: 'services.*.read_only',
  memory: 'services.*.mem_limit',
  cpu: 'services.*.cpus',
  ready: 'services.*.healthcheck',
  restart: 'services.*.restart',
} as const;

const unknown: ComposeContext['beside'] = () => ({ kind: 'other' });

function readServices(
  root: Input,
  given: Pick<ComposeContext, 'file' | 'folder' | 'variables' | 'beside'>,
): readonly Draft[] {
  const inputs = root.at('services').entries();
  const aliases = new Map<string, string>();
  for (const [key, input] of inputs)
    for (const alias of aliasesOf(key, input)) aliases.set(alias, aliases.get(alias) ?? key);
  for (const [, input] of inputs)
    for (const [target, alias] of linksOf(input)) aliases.set(alias, aliases.get(alias) ?? target);
  const words = new RegExp(
    `(?<![\\w.-])(?:${[...aliases.keys()].map(escapeRegExp).join('|')})(?![\\w-]|\\.\\w)`,
  );
  const context: ComposeContext = {
    ...given,
    root,
    shared: sharedVolumes(inputs),
    builders: new Map(),
    runsToEnd: awaited(inputs),
    namesService: (text) => words.test(text),
  };
  const taken = new Set<string>();
  const drafts = new Map<string, Draft>();
  for (const [key, input] of inputs) {
    if (!isObject(input.value ?? null)) {
      if (input.isThere) input.entries();
      else input.note('It is left out: it says nothing.');
      continue;
    }
    const name = isName(key) && !taken.has(key) ? key : nameFrom(key, taken);
    const draft = new Draft(name, input);
    if (!readImage(draft, input, context)) continue;
    taken.add(name);
    drafts.set(key, draft);
    if (name !== key)
      input.note(
        key in Object.prototype
          ? `It is called ${name} here: every object of JavaScript has something of the other name.`
          : `It is called ${name} here: names are lower-case letters, digits and hyphens.`,
      );
    readService(draft, input, context);
  }
  asJobs(drafts, (key) => imageKey(root.at('services', key).value ?? null));
  const hosts = new Map(
    [...aliases].flatMap(([alias, key]) => {
      const draft = drafts.get(key);
      return draft === undefined ? [] : [[alias, draft] as const];
    }),
  );
  const services = [...drafts.values()];
  connect(services, { drafts: hosts, learns: true });
  for (const draft of services) if (draft.kind === 'service') readiness(draft);
  return services;
}

/** Where the services stand that others wait for until they have ended. */
function awaited(services: readonly (readonly [string, Input])[]): ReadonlySet<string> {
  const names = services.flatMap(([, { value = null }]) => {
    const depends = isObject(value) ? (value['depends_on'] ?? null) : null;
    return isObject(depends)
      ? Object.entries(depends).flatMap(([name, one]) =>
          isObject(one) && one['condition'] === 'service_completed_successfully' ? [name] : [],
        )
      : [];
  });
  return new Set(services.flatMap(([key, { path }]) => (names.includes(key) ? [path] : [])));
}

/** What only has a meaning beside services, or none here. */
function readTop(root: Input): void {
  for (const key of ['version', 'name']) root.at(key).take();
  for (const [key, input] of root.entries()) if (key.startsWith('x-')) input.take();
  for (const [, service] of root.at('services').entries())
    if (isObject(service.value ?? null))
      for (const [key, input] of service.entries()) if (key.startsWith('x-')) input.take();
  for (const [, network] of root.at('networks').entries()) {
    if (network.value === null) continue;
    const driver = network.at('driver').text();
    if (driver !== undefined && !/^(bridge|overlay|default)$/.test(driver))
      network.at('driver').leave('The cluster has one network, and policies on it.');
    for (const key of ['internal', 'attachable', 'name', 'enable_ipv6']) network.at(key).take();
    network.at('external').leave('What runs beside in another project: use inNamespace(…) or inProject(…).');
    network.at('driver_opts').leave('The cluster has one network, and policies on it.');
  }
  for (const [, volume] of root.at('volumes').entries()) {
    if (volume.value === null) continue;
    const driver = volume.at('driver').text();
    if (driver !== undefined && driver !== 'local') volume.at('driver').leave(reasonOf('driver'));
    for (const key of ['name', 'external']) volume.at(key).take();
  }
}

function aliasesOf(key: string, service: Input): readonly string[] {
  if (!isObject(service.value ?? null)) return [key];
  const { container_name: container = null, networks = null } = service.value as JsonObject;
  const named = isObject(networks)
    ? Object.values(networks).flatMap((network) => {
        const aliases = isObject(network) ? network['aliases'] : undefined;
        return isList(aliases) ? aliases.filter((alias) => typeof alias === 'string') : [];
      })
    : [];
  return [key, ...(typeof container === 'string' ? [container] : []), ...named];
}

/** The other names that a service has for those that it is linked to: `links: ['db:database']`. */
function linksOf({ value = null }: Input): readonly (readonly [target: string, alias: string])[] {
  const links = isObject(value) ? value['links'] : undefined;
  return (isList(links) ? links : []).flatMap((link) => {
    const [target = '', alias] = typeof link === 'string' ? link.split(':') : [];
    return alias === undefined ? [] : [[target, alias] as const];
  });
}

/** Volumes that several services mount, or several pods of one. */
function sharedVolumes(services: readonly (readonly [string, Input])[]): ReadonlySet<string> {
  const users = new Map<string, number>();
  for (const [, { value = null }] of services) {
    if (!isObject(value)) continue;
    const { volumes = null, deploy = null, scale = null } = value;
    const replicas = Number((isObject(deploy) ? deploy['replicas'] : undefined) ?? scale ?? 1);
    const isGlobal = isObject(deploy) && deploy['mode'] === 'global';
    const names = (isList(volumes) ? volumes : []).flatMap((volume) => {
      if (isObject(volume)) return typeof volume['source'] === 'string' ? [volume['source']] : [];
      const [name = '', path] = typeof volume === 'string' ? volume.split(':') : [];
      return path === undefined ? [] : [name];
    });
    for (const name of new Set(names))
      users.set(name, (users.get(name) ?? 0) + (replicas > 1 || isGlobal ? 2 : 1));
  }
  return new Set([...users].filter(([, count]) => count > 1).map(([name]) => name));
}

/** Any of them may become a job. */
function isName(name: string): boolean {
  return NAME_FORM.serviceName.test(name) && name.length <= LONGEST_NAME.job && !(name in Object.prototype);
}

function noCompose(file: string, value: string) {
  return problem({
    rule: 'from/compose',
    path: file,
    message: 'must be a Compose file: one document with services',
    value,
    advice: 'Give the file that `docker compose` runs, or a folder of manifests of Kubernetes.',
  });
}
