import { at, items, only, textOf } from '../../../core/json';
import { firstOf } from '../../../core/text';
import { type BlockChange, dotted } from '../../diff';
import { publication } from '../../network';
import type { Block } from '../../synth';
import { type Risk, type RiskRule, risksOf } from '../risk';

const risk = risksOf('exposure');

/** Whom an ingress lets into the cluster, and how. */
export const ofIngresses: RiskRule = ({ change, inProtected }) => [
  ...letsIn(change, inProtected),
  ...(losesTls(change) ? [risk('serves without TLS what had it', true)] : []),
];

function letsIn({ before, after, differences }: BlockChange, inProtected: boolean): readonly Risk[] {
  const [old, head] = [routesOf(before), routesOf(after)];
  if (before === undefined) return [risk(`lets the outside in${placesOf(head)}`, inProtected)];
  if (after === undefined) return [risk(`no longer lets the outside in${placesOf(old)}`, inProtected)];
  const added = head.filter((route) => !old.includes(route));
  const removed = old.filter((route) => !head.includes(route));
  const published = publication(before, after);
  const told = [
    ...(published === undefined ? [] : [risk(published, inProtected)]),
    ...(added.length === 0 ? [] : [risk(`lets the outside in${placesOf(added)} as well`, inProtected)]),
    ...(removed.length === 0 ? [] : [risk(`no longer lets the outside in${placesOf(removed)}`, inProtected)]),
  ];
  if (told.length > 0) return told;
  // Annotations tell controllers about addresses, logins and redirects.
  return differences.some(({ path }) => /^(spec|metadata\.annotations)(\.|$)/.test(dotted(path)))
    ? [risk('changes how clients outside are let in', inProtected)]
    : [];
}

/** Further routes are only counted. */
const MOST_ROUTES = 5;

function placesOf(routes: readonly string[]): string {
  return routes.length === 0 ? '' : ` at ${firstOf(routes, MOST_ROUTES)}`;
}

/** The hosts and paths that are served: `shop.example.com/`. */
function routesOf(block: Block | undefined): readonly string[] {
  const spec = only(block?.arguments['spec']);
  const routes = items(at(spec, 'rule')).flatMap((rule) => {
    const host = textOf(at(rule, 'host')) || 'any host';
    const paths = items(at(only(at(rule, 'http')), 'path')).map((path) => textOf(at(path, 'path')) || '/');
    return (paths.length === 0 ? ['/'] : paths).map((path) => `${host}${path}`);
  });
  const isDefault = ['default_backend', 'backend'].some((key) => at(spec, key) !== undefined);
  return [...new Set([...routes, ...(isDefault ? ['any host/'] : [])])];
}

/** Whether a host that is still served loses TLS. */
function losesTls({ before, after }: BlockChange): boolean {
  if (before === undefined || after === undefined) return false;
  const safe = hostsWithTls(after);
  const served = hostsOf(after);
  return [...hostsWithTls(before)].some((host) => served.has(host) && !safe.has(host));
}

function hostsOf({ arguments: args }: Block): ReadonlySet<string> {
  return new Set(items(at(only(args['spec']), 'rule')).map((rule) => textOf(at(rule, 'host'))));
}

function hostsWithTls({ arguments: args }: Block): ReadonlySet<string> {
  return new Set(items(at(only(args['spec']), 'tls')).flatMap((tls) => items(at(tls, 'hosts')).map(textOf)));
}
