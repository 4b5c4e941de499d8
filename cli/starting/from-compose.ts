import { problem, refuseIfAny } from '../../core/findings';
import { NAME_FORM } from '../../core/kubernetes';
import { isList, isObject, type Json, type JsonObject } from '../../core/json';
import { escapeRegExp } from '../../core/text';
import { readCommand } from './compose/command';
import type { ComposeContext } from './compose/context';
import { readDeploy } from './compose/deploy';
import { badVariable, readEnvironment } from './compose/environment';
import { extended } from './compose/extend';
import { readHealth } from './compose/health';
import { imageKey, readImage } from './compose/image';
import { interpolate } from './compose/interpolation';
import { asJobs } from './compose/jobs';
import { readMounts } from './compose/mounts';
import { readPorts } from './compose/ports';
import { reasonOf } from './compose/reasons';
import { readSecurity } from './compose/security';
import { connect } from './connect';
import { Draft, nameFrom } from './draft';
import { knownImage } from './images';
import { Input, type Notes } from './input';
import { scratchAt } from './mount-place';
import { composeSeconds, durationOf } from './quantities';
import { readYaml } from './read-yaml';
import { Call } from './source';
import type { CarriedOver } from './starter';

/** How a Compose file is read. */
export interface ComposeOptions {
  /** What it is called. @default 'compose.yaml' */
  readonly file?: string;
  /** The way from the folder of a service, such as `services/web`, to that of the file. @default '../..' */
  readonly folder?: string;
  /** What `${NAME}` stands for: what `.env` says. @default nothing but the defaults in the file */
  readonly variables?: Readonly<Record<string, string>>;
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
  const { file = 'compose.yaml', folder = '../..', variables = {} } = options;
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
  const drafts = readServices(root, { file, folder, variables });
  readTop(root);
  root.leaveRest(reasonOf);
  if (drafts.length > 1)
    notes.left.push({
      path: 'networks',
      reason:
        'Services reach what they name in depends_on, links, a command or a variable, and nothing else: add connectsTo where another one is needed, and external(…) or egress for servers outside.',
    });
  refuseIfAny(notes.problems, 'nothing was carried over');
  return { services: drafts.map((draft) => draft.finished()), notCarriedOver: notes.left };
}

function readServices(
  root: Input,
  given: Pick<ComposeContext, 'file' | 'folder' | 'variables'>,
): readonly Draft[] {
  const inputs = root.at('services').entries();
  const aliases = new Map<string, string>();
  for (const [key, input] of inputs)
    for (const alias of aliasesOf(key, input)) aliases.set(alias, aliases.get(alias) ?? key);
  const words = new RegExp(
    `(?<![\\w.-])(?:${[...aliases.keys()].map(escapeRegExp).join('|')})(?![\\w-]|\\.\\w)`,
  );
  const context: ComposeContext = {
    ...given,
    root,
    shared: sharedVolumes(inputs),
    builders: new Map(),
    namesService: (text) => words.test(text),
  };
  const taken = new Set<string>();
  const drafts = new Map<string, Draft>();
  for (const [key, input] of inputs) {
    if (!isObject(input.value ?? null)) {
      input.entries();
      continue;
    }
    const name = isName(key) && !taken.has(key) ? key : nameFrom(key, taken);
    const draft = new Draft(name, input);
    if (!readImage(draft, input, context)) continue;
    taken.add(name);
    drafts.set(key, draft);
    if (name !== key)
      input.note(`It is called ${name} here: names are lower-case letters, digits and hyphens.`);
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

function readService(draft: Draft, input: Input, context: ComposeContext): void {
  readCommand(draft, input);
  readSecurity(draft, input, context);
  readPorts(draft, input);
  readHealth(draft, input);
  readEnvironment(draft, input, context);
  readMounts(draft, input, context);
  readDeploy(draft, input);
  readDependencies(draft, input);
  readLabels(draft, input);
  const grace = composeSeconds(input.at('stop_grace_period'));
  if (grace !== undefined) draft.props['terminationGrace'] = durationOf(grace);
  const restart = input.at('restart').text();
  if (restart !== undefined && !/^(always|unless-stopped)$/.test(restart))
    input
      .at('restart')
      .leave('A service is started again whenever it ends. What runs and ends is a job(…) or cronJob(…).');
  const hostname = input.at('hostname').text();
  if (hostname !== undefined && hostname !== draft.name)
    input.at('hostname').leave('A pod is called after its service.');
  const profiles = input.at('profiles');
  if (profiles.items().length > 0)
    profiles.leave(
      'It starts only when it is asked for: here it has no replicas until an environment says how many.',
    );
  for (const key of ['container_name', 'pull_policy']) input.at(key).take();
  if (input.at('network_mode').value === 'bridge') input.at('network_mode').take();
  fitImage(draft, input);
  if (draft.volumes.size > 0 && draft.props['kind'] !== 'daemonSet') {
    draft.props['single'] = true;
    if (draft.sizes['replicas'] !== 0) delete draft.sizes['replicas'];
  }
  if (draft.props['kind'] === 'daemonSet') delete draft.sizes['replicas'];
}

/** What is known of its image, where the file says nothing else. */
function fitImage(draft: Draft, input: Input): void {
  const known = knownImage(input.at('build').isThere ? '' : (input.at('image').text() ?? ''));
  if (draft.ports.size === 0)
    for (const [name, number] of Object.entries(known?.ports ?? {})) draft.port(number, { name });
  if (known?.user !== undefined) draft.props['user'] ??= known.user;
  if (input.at('read_only').value !== true)
    for (const path of [...(known?.scratch ?? []), '/tmp']) scratchAt(draft, path);
}

function readDependencies(draft: Draft, service: Input): void {
  const depends = service.at('depends_on');
  if (isList(depends.value ?? null))
    for (const input of depends.items()) draft.wants.push({ host: input.text() ?? '', input });
  else
    for (const [host, input] of depends.entries()) {
      input.at('condition').text();
      if (input.at('restart').flag() === true)
        input.at('restart').leave('A rollout of one restarts no other.');
      if (input.at('required').flag() === false)
        input.at('required').leave('It is needed here, unless an environment says that it does not run.');
      draft.wants.push({ host, input });
    }
  for (const input of service.at('links').items())
    draft.wants.push({ host: (input.text() ?? '').split(':')[0] ?? '', input });
  // Of networks, only the names that they give services matter.
  const networks = service.at('networks');
  if (isList(networks.value ?? null)) networks.texts();
  else for (const [, network] of networks.entries()) network.at('aliases').texts();
}

function readLabels(draft: Draft, service: Input): void {
  const labels = service.at('labels');
  const all = isList(labels.value ?? null)
    ? labels.items().map((input) => {
        const [key = '', ...rest] = (input.text() ?? '').split('=');
        return [key, rest.join('='), input] as const;
      })
    : labels.entries().map(([key, input]) => [key, input.text() ?? '', input] as const);
  const kept: Record<string, string> = {};
  for (const [key, value, input] of all) {
    if (/^(traefik|caddy|com\.docker|ofelia|diun|homepage|watchtower)\b/.test(key))
      input.leave('A tool that listens to Docker reads it. What clients outside reach is said by `public`.');
    else if (NAME_FORM.labelKey.test(key) && (value === '' || NAME_FORM.labelValue.test(value)))
      kept[key] = value;
    else input.leave('It is no label of Kubernetes: see annotations.');
  }
  if (Object.keys(kept).length > 0) draft.props['labels'] = kept;
  const annotations: Record<string, string> = {};
  for (const [key, input] of service.at('annotations').entries())
    if (NAME_FORM.labelKey.test(key)) annotations[key] = input.text() ?? '';
  if (Object.keys(annotations).length > 0) draft.props['annotations'] = annotations;
}

function readiness(draft: Draft): void {
  if (draft.props['ready'] !== undefined) return;
  const [port] = [...draft.ports].find(([, { protocol }]) => protocol === 'TCP') ?? [];
  draft.props['ready'] = port === undefined ? new Call('noProbe', draft.noProbe) : new Call('tcp', port);
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
    network.at('external').leave('What runs beside in another project: say inNamespace(…) or inProject(…).');
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

/** The file with its variables put in, but for those of containers, which each environment may give. */
function withValues(value: Json, variables: Readonly<Record<string, string>>, notes: Notes): Json {
  const unset = new Map<string, readonly string[]>();
  const visit = (inner: Json, path: readonly string[]): Json => {
    if (path[0]?.startsWith('x-') === true || (path[0] === 'services' && path[2] === 'environment'))
      return inner;
    if (isList(inner)) return inner.map((item, index) => visit(item, [...path, `[${index}]`]));
    if (isObject(inner))
      return Object.fromEntries(
        Object.entries(inner).map(([key, item]) => [key, visit(item, [...path, key])]),
      );
    if (typeof inner !== 'string' || !inner.includes('$')) return inner;
    const where = path.join('.').replaceAll('.[', '[');
    const read = interpolate(inner, variables);
    if (read === undefined) {
      notes.problems.push(badVariable(where));
      return inner;
    }
    for (const name of read.unset) unset.set(name, [...(unset.get(name) ?? []), where]);
    return read.text;
  };
  const whole = visit(value, []);
  for (const [name, [path = '', ...others]] of unset)
    notes.left.push({
      path,
      reason: `Nothing says what ${name} is, so nothing stands in its place${others.length > 0 ? `, nor in ${others.length} others` : ''}: give it in .env.`,
    });
  return whole;
}

function isName(name: string): boolean {
  return /^[a-z]([a-z0-9-]*[a-z0-9])?$/.test(name) && name.length <= 50;
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
