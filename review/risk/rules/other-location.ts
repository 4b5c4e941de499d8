import { textOf } from '../../../core/json';
import { type BlockChange, dotted } from '../../diff';
import type { RiskRule } from '../risk';

/** A different state, or a different host or cluster. Terraform finds nothing there of what it has created. */
export const otherLocation: RiskRule = ({ change }) => {
  const reason = ofState(change) ?? ofProvider(change) ?? ofResource(change);
  return reason === undefined ? [] : [{ level: 'data', reason, needsApproval: true }];
};

const STATES: ReadonlySet<string> = new Set(['terraform.backend', 'terraform.cloud']);

/** A stack that stays, but whose backend is added or removed, also has its state somewhere else. */
function ofState({ block, withStack }: BlockChange): string | undefined {
  return STATES.has(block.address) && !withStack
    ? 'names another state: unless the old one is moved there, Terraform creates everything again'
    : undefined;
}

/** Provider arguments that say which host or cluster it uses. */
const LOCATIONS: ReadonlySet<string> = new Set([
  'uri',
  'host',
  'endpoint',
  'context',
  'config_context',
  'config_context_cluster',
  'config_path',
  'config_paths',
  'cluster_ca_certificate',
]);

function ofProvider({ block, differences }: BlockChange): string | undefined {
  if (block.kind !== 'provider') return undefined;
  const location = differences.map(({ path }) => dotted(path)).filter((argument) => LOCATIONS.has(argument));
  return location.length === 0
    ? undefined
    : `connects to another host or cluster (${location.join(', ')}): Terraform creates what is not there, and the old one keeps running`;
}

/** Terraform looks for a resource through the provider that is configured now, not through the one that created it. */
function ofResource({ block, before, after, differences }: BlockChange): string | undefined {
  if (block.kind !== 'resource' || before === undefined || after === undefined) return undefined;
  if (!differences.some(({ path }) => dotted(path) === 'provider')) return undefined;
  const [old, head] = [before, after].map(({ arguments: args }) => textOf(args['provider']) || 'the default');
  return `is managed by another provider configuration (${String(old)} → ${String(head)}): Terraform creates what is not there, and the old one keeps running`;
}
