import { at, items, only, textOf } from '../../../../core/json';
import { type BlockChange, dotted } from '../../../diff';
import type { Block } from '../../../synth';
import { type Risk, type RiskRule, risksOf } from '../../risk';

const risk = risksOf('exposure');

/** Whom an ingress lets into the cluster, and how. */
export const ofIngresses: RiskRule = ({ change, inProtected }) => [
  ...letsIn(change, inProtected),
  ...(losesTls(change) ? [risk('serves without TLS what had it', true)] : []),
];

function letsIn({ before, after, differences }: BlockChange, inProtected: boolean): readonly Risk[] {
  if (before === undefined) return [risk('lets the outside in', inProtected)];
  if (after === undefined) return [risk('no longer lets the outside in', inProtected)];
  // Annotations tell controllers about addresses, logins and redirects.
  return differences.some(({ path }) => /^(spec|metadata\.annotations)(\.|$)/.test(dotted(path)))
    ? [risk('lets the outside in by another way', inProtected)]
    : [];
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
