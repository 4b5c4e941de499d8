import { entryOf, items, type JsonObject, textOf, within } from '../../../core/json';
import type { Block } from '../../synth';
import { type Risk, risksOf } from '../risk';

const risk = risksOf('exposure');

/** Type → the arguments that say where a name, or a listener, leads. */
const TARGETS: Readonly<Record<string, readonly string[]>> = {
  aws_alb_listener: ['default_action.target_group_arn'],
  aws_alb_listener_rule: ['action.target_group_arn'],
  aws_lb_listener: ['default_action.target_group_arn'],
  aws_lb_listener_rule: ['action.target_group_arn'],
  aws_route53_record: ['records', 'alias.name'],
  azurerm_dns_a_record: ['records', 'target_resource_id'],
  azurerm_dns_aaaa_record: ['records', 'target_resource_id'],
  azurerm_dns_cname_record: ['record', 'target_resource_id'],
  azurerm_dns_ns_record: ['records'],
  cloudflare_dns_record: ['content'],
  cloudflare_record: ['content', 'value'],
  google_dns_record_set: ['rrdatas'],
};

/** Types of records that lead somewhere; the others only say something of a name. */
const LEADING = /^(A|AAAA|ALIAS|CNAME|MX|NS)?$/;

/** Where a name in DNS leads from now on. */
export function otherTargets(
  before: Block | undefined,
  after: Block | undefined,
  inProtected: boolean,
): readonly Risk[] {
  if (before === undefined || after === undefined || !LEADING.test(textOf(after.arguments['type'])))
    return [];
  const names = entryOf(TARGETS, after.type);
  if (names === undefined) return [];
  const [old, head] = [targetsOf(before.arguments, names), targetsOf(after.arguments, names)];
  const [come, gone] = [
    head.filter((each) => !old.includes(each)),
    old.filter((each) => !head.includes(each)),
  ];
  const name = textOf(after.arguments['name']);
  const leads = name === '' ? 'leads' : `leads ${name}`;
  if (come.length === 0)
    return gone.length === 0 ? [] : [risk(`no longer leads ${name} to ${gone.join(', ')}`, false)];
  const instead = gone.length === 0 ? 'as well' : `in place of ${gone.join(', ')}`;
  return [risk(`${leads} to ${come.join(', ')} ${instead}`, inProtected)];
}

function targetsOf(args: JsonObject, names: readonly string[]): readonly string[] {
  return names
    .flatMap((name) => items(within(args, name.split('.'))))
    .map((target) => textOf(target).replace(/\.$/, ''))
    .filter((target) => target !== '');
}
