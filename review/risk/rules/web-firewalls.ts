import {
  at,
  entryOf,
  isOff,
  isOn,
  items,
  type Json,
  type JsonObject,
  only,
  textOf,
  within,
} from '../../../core/json';
import { firstOf } from '../../../core/text';
import type { Block } from '../../synth';
import { type Risk, risksOf } from '../risk';

const risk = risksOf('exposure');

/** What a firewall of the web keeps out: by its rules, and where none of them is about it. */
interface WebFirewall {
  readonly blocking: ReadonlySet<string>;
  /** Undefined where a firewall says nothing of its own. */
  readonly byDefault?: boolean;
}

const READERS: Readonly<Record<string, (args: JsonObject) => WebFirewall>> = {
  aws_wafv2_rule_group: ofAws,
  aws_wafv2_web_acl: ofAws,
  azurerm_cdn_frontdoor_firewall_policy: ofAzure,
  azurerm_web_application_firewall_policy: ofAzure,
  google_compute_security_policy: ofGoogle,
};

/** Resources that have something ask a firewall. */
const ASKING: ReadonlySet<string> = new Set(['aws_wafv2_web_acl_association']);

/** What a firewall of the web no longer keeps out. */
export function lostBlocks(
  before: Block | undefined,
  after: Block | undefined,
  inProtected: boolean,
): readonly Risk[] {
  if (before === undefined) return [];
  if (after === undefined)
    return ASKING.has(before.type) ? [risk('no longer asks a firewall who comes in', inProtected)] : [];
  const read = entryOf(READERS, after.type);
  const [old, head] = [before, after].map((block) => read?.(block.arguments));
  if (old === undefined || head === undefined) return [];
  const lost = [...old.blocking].filter((name) => !head.blocking.has(name));
  return [
    ...(old.byDefault === true && head.byDefault !== true
      ? [risk('lets in what no rule is about', inProtected)]
      : []),
    ...(lost.length === 0 ? [] : [risk(`no longer blocks by ${firstOf(lost, MOST)}`, inProtected)]),
  ];
}

/** Further ones are only counted. */
const MOST = 3;

function has(block: Json, path: readonly string[]): boolean {
  return only(within(block, path)) !== undefined;
}

/** A group of rules that others wrote acts as they say, unless it is only to count. */
function ofAws(args: JsonObject): WebFirewall {
  const blocking = items(args['rule']).filter(
    (rule) =>
      has(rule, ['action', 'block']) ||
      has(rule, ['action', 'captcha']) ||
      has(rule, ['action', 'challenge']) ||
      has(rule, ['override_action', 'none']),
  );
  return {
    blocking: new Set(blocking.map((rule) => textOf(at(rule, 'name')))),
    byDefault: has(args, ['default_action', 'block']),
  };
}

function ofAzure(args: JsonObject): WebFirewall {
  const settings = only(args['policy_settings']);
  const isOnlyReporting = [at(settings, 'mode'), args['mode']].some((mode) => textOf(mode) === 'Detection');
  const isDisabled = [at(settings, 'enabled'), args['enabled']].some(isOff);
  const rules = [...items(args['custom_rules']), ...items(args['custom_rule'])].filter(
    (rule) => textOf(at(rule, 'action')) === 'Block' && !isOff(at(rule, 'enabled')),
  );
  return isOnlyReporting || isDisabled
    ? { blocking: new Set() }
    : { blocking: new Set(['its mode', ...rules.map((rule) => textOf(at(rule, 'name')))]) };
}

/** The rule with this priority is about what no other is about. */
const LAST = '2147483647';

function ofGoogle(args: JsonObject): WebFirewall {
  const blocking = items(args['rule'])
    .filter(
      (rule) =>
        /^(deny|throttle|rate_based_ban)/.test(textOf(at(rule, 'action'))) && !isOn(at(rule, 'preview')),
    )
    .map((rule) => textOf(at(rule, 'priority')));
  return {
    blocking: new Set(
      blocking.filter((priority) => priority !== LAST).map((priority) => `the rule of ${priority}`),
    ),
    byDefault: blocking.includes(LAST),
  };
}
