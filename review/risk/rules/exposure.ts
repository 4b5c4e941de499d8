import { type Change, dotted } from '../../diff';
import { at, type Block, isObject, items, only } from '../../synth';
import type { Risk, RiskRule, Situation } from '../risk';

/** Who can reach what. */
export const exposure: RiskRule = (situation) => JUDGES[situation.change.block.type]?.(situation) ?? [];

const JUDGES: Readonly<Record<string, RiskRule>> = {
  kubernetes_ingress_v1: ({ change, inProtected }) => [
    ...whatItDoes(change, 'the outside', inProtected),
    ...(losesTls(change) ? [risk('serves without TLS what had it', true)] : []),
  ],
  kubernetes_service_v1: ({ change, inProtected }) => {
    const [old, young] = [serviceType(change.before), serviceType(change.after)];
    if (young !== old && PUBLIC.has(young ?? ''))
      return [risk(`is reached from outside the cluster, as ${String(young)}`, inProtected)];
    const ports = change.differences.some(({ path }) => dotted(path).startsWith('spec.port'));
    return ports ? [risk('answers on other ports', false)] : [];
  },
  kubernetes_network_policy_v1: (situation) => networkPolicy(situation),
  libvirt_network: ({ change }) =>
    change.differences.length === 0 ? [] : [risk('is another network', change.environment !== null)],
};

const PUBLIC: ReadonlySet<string> = new Set(['LoadBalancer', 'NodePort']);

function networkPolicy({ change }: Situation): readonly Risk[] {
  const { before, after } = change;
  if (before !== undefined && deniesAll(before) && (after === undefined || !deniesAll(after)))
    return [risk('no longer denies what no other policy allows', true)];
  if (after === undefined) return [risk('closes the connections that it allowed', false)];
  if (before === undefined)
    return [risk(deniesAll(after) ? 'denies what no other policy allows' : 'opens a connection', false)];
  return change.differences.length === 0 ? [] : [risk('allows other connections', false)];
}

/** A policy for every pod that allows nothing. */
function deniesAll({ arguments: args }: Block): boolean {
  const spec = only(args['spec']);
  const selector = only(at(spec, 'pod_selector'));
  const everyPod = selector === undefined || (isObject(selector) && Object.keys(selector).length === 0);
  return everyPod && [...items(at(spec, 'ingress')), ...items(at(spec, 'egress'))].length === 0;
}

function whatItDoes(
  { before, after, differences }: Change,
  whom: string,
  inProtected: boolean,
): readonly Risk[] {
  if (before === undefined) return [risk(`lets ${whom} in`, inProtected)];
  if (after === undefined) return [risk(`no longer lets ${whom} in`, inProtected)];
  return differences.some(({ path }) => dotted(path).startsWith('spec'))
    ? [risk(`lets ${whom} in by another way`, inProtected)]
    : [];
}

function losesTls({ before, after }: Change): boolean {
  const has = (block: Block | undefined): boolean =>
    items(at(only(block?.arguments['spec']), 'tls')).length > 0;
  return after !== undefined && has(before) && !has(after);
}

function serviceType(block: Block | undefined): string | undefined {
  const type = at(only(block?.arguments['spec']), 'type');
  return typeof type === 'string' ? type : undefined;
}

function risk(reason: string, needsApproval: boolean): Risk {
  return { level: 'exposure', reason, needsApproval };
}
