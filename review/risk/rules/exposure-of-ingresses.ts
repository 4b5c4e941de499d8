import { at, items, type Json, only, textOf, within } from '../../../core/json';
import { firstOf } from '../../../core/text';
import { type BlockChange, dotted } from '../../diff';
import { publication } from '../../network';
import { judgedBlock } from '../../judged-block';
import type { Block } from '../../synth';
import { type Risk, type RiskContext, type RiskRule, risksOf } from '../risk';
import { ofAnnotations } from './exposure-by-annotations';

const risk = risksOf('exposure');

/** Whom an ingress lets into the cluster, and how. */
export const ofIngresses: RiskRule = ({ change, stacks, names, inProtected }) => [
  ...(losesTls(change) ? [risk('serves without TLS what had it', true)] : []),
  ...letsIn(change, inProtected, (leads) => isSamePort(leads, change, stacks, names)),
];

function letsIn(
  { before, after, differences }: BlockChange,
  inProtected: boolean,
  isSame: (leads: Leads) => boolean,
): readonly Risk[] {
  const [old, head] = [routesOf(before), routesOf(after)];
  if (before === undefined)
    return [
      risk(`lets the outside in${placesOf([...head.keys()])}`, inProtected),
      ...ofAnnotations(undefined, after, inProtected),
    ];
  if (after === undefined)
    return [risk(`no longer lets the outside in${placesOf([...old.keys()])}`, inProtected)];
  const added = [...head.keys()].filter((route) => !old.has(route));
  const removed = [...old.keys()].filter((route) => !head.has(route));
  const published = publication(before, after);
  const told = [
    ...(published === undefined ? [] : [risk(published, inProtected)]),
    ...(added.length === 0 ? [] : [risk(`lets the outside in${placesOf(added)} as well`, inProtected)]),
    ...(removed.length === 0 ? [] : [risk(`no longer lets the outside in${placesOf(removed)}`, inProtected)]),
  ];
  const all = [
    ...told,
    ...ofAnnotations(before, after, inProtected),
    ...leadsElsewhere(old, head, inProtected, isSame),
  ];
  const rest = differences.flatMap(
    ({ path }) => /^spec\.(?!rule|tls)([a-z_]+)/.exec(dotted(path))?.[1] ?? [],
  );
  if (rest.length > 0)
    all.push(risk(`changes how clients outside are let in (${[...new Set(rest)].join(', ')})`, inProtected));
  if (all.length > 0 || losesTls({ before, after })) return all;
  // What an annotation means was told above.
  const isOfTls = differences.every(({ path }) => path[0] !== 'spec' || dotted(path).startsWith('spec.tls'));
  if (isOfTls && gainsTls(before, after)) return [risk('serves with TLS what had none', false)];
  const [was, is] = [before, after].map(certificatesOf);
  if (isOfTls && was !== is)
    return [risk(`serves with another certificate (${String(is)} in place of ${String(was)})`, inProtected)];
  return differences.some(({ path }) => dotted(path).startsWith('spec'))
    ? [risk('changes how clients outside are let in', inProtected)]
    : [];
}

/** What is served from another service than before. */
function leadsElsewhere(
  old: Routes,
  head: Routes,
  inProtected: boolean,
  isSame: (leads: Leads) => boolean,
): readonly Risk[] {
  const moved = [...head].filter(([route, to]) => old.has(route) && old.get(route) !== to);
  const words = moved.map(([route, to]) => `${route} to ${to}`);
  const sameService = moved.every(([route, to]) => isSame([old.get(route) ?? '', to]));
  return words.length === 0
    ? []
    : [risk(`leads ${firstOf(words, MOST_ROUTES)} from now on`, inProtected && !sameService)];
}

/** Where a route leads, as `service:port`, before and after. */
type Leads = readonly [before: string, after: string];

/** Whether the service that a route leads to calls both ports by the same name: then it is the port that has another number. */
function isSamePort(
  [before, after]: Leads,
  { before: block }: BlockChange,
  stacks: RiskContext['stacks'],
  names: RiskContext['names'],
): boolean {
  const [name = '', old] = before.split(':');
  const [other, head] = after.split(':');
  const [, stack] = stacks;
  if (name !== other || block === undefined || stack === undefined) return false;
  const namespace = textOf(within(block.arguments, ['metadata', 'namespace'])) || 'default';
  const [address = ''] = names.declared({ kind: 'Service', namespace, name }, stack.name);
  const [was, is] = [old, head].map((number, side) => {
    const service = stacks[side]?.blocks.get(address);
    const ports = items(within(service && judgedBlock(service).arguments, ['spec', 'port']));
    return textOf(
      at(
        ports.find((port) => textOf(at(port, 'port')) === number),
        'name',
      ),
    );
  });
  return was !== '' && was === is;
}

/** Further routes are only counted. */
const MOST_ROUTES = 5;

function placesOf(routes: readonly string[]): string {
  return routes.length === 0 ? '' : ` at ${firstOf(routes, MOST_ROUTES)}`;
}

/** Host and path → the service to which they lead. */
type Routes = ReadonlyMap<string, string>;

/** The hosts and paths that are served: `shop.example.com/`. */
function routesOf(block: Block | undefined): Routes {
  const spec = only(block?.arguments['spec']);
  const routes = items(at(spec, 'rule')).flatMap((rule) => {
    const host = textOf(at(rule, 'host')) || 'any host';
    const paths = items(at(only(at(rule, 'http')), 'path'));
    if (paths.length === 0) return [[`${host}/`, ''] as const];
    return paths.map(
      (path) => [`${host}${textOf(at(path, 'path')) || '/'}`, serviceOf(at(path, 'backend'))] as const,
    );
  });
  const rest = ['default_backend', 'backend'].map((key) => at(spec, key)).find((each) => each !== undefined);
  const known = new Map(routes);
  if (rest !== undefined && !known.has('any host/')) known.set('any host/', serviceOf(rest));
  return known;
}

function serviceOf(backend: Json | undefined): string {
  const service = only(at(only(backend), 'service'));
  const name = textOf(at(service, 'name')) || textOf(at(only(backend), 'service_name'));
  const port = only(at(service, 'port'));
  const by = [at(port, 'name'), at(port, 'number'), at(only(backend), 'service_port')]
    .map(textOf)
    .find((text) => text !== '');
  return by === undefined ? name : `${name}:${by}`;
}

/** The Secrets with its certificates. */
function certificatesOf({ arguments: args }: Block): string {
  const names = items(at(only(args['spec']), 'tls')).map(
    (tls) => textOf(at(tls, 'secret_name')) || 'the default',
  );
  return [...new Set(names)].sort().join(', ');
}

/** Whether a host that is still served loses TLS. */
function losesTls({ before, after }: Pick<BlockChange, 'before' | 'after'>): boolean {
  if (before === undefined || after === undefined) return false;
  const [had, has, served] = [tlsOf(before), tlsOf(after), hostsOf(before)];
  return [...hostsOf(after)].some(
    (host) => isAmong(had, host) && !isAmong(has, host) && isAmong(served, host),
  );
}

function gainsTls(before: Block, after: Block): boolean {
  const [had, has] = [tlsOf(before), tlsOf(after)];
  return [...hostsOf(after)].some((host) => !isAmong(had, host) && isAmong(has, host));
}

function hostsOf({ arguments: args }: Block): ReadonlySet<string> {
  return new Set(items(at(only(args['spec']), 'rule')).map((rule) => textOf(at(rule, 'host'))));
}

/** The hosts that are served with TLS; every one, written `*`, by an entry that names none. */
function tlsOf({ arguments: args }: Block): ReadonlySet<string> {
  const hosts = items(at(only(args['spec']), 'tls')).flatMap((tls) => {
    const named = items(at(tls, 'hosts')).map(textOf);
    return named.length === 0 ? ['*'] : named;
  });
  return new Set(hosts);
}

/** Whether a host is one of these, or below a wildcard among them. */
function isAmong(hosts: ReadonlySet<string>, host: string): boolean {
  return hosts.has('*') || hosts.has(host) || hosts.has(`*${host.slice(host.indexOf('.'))}`);
}
