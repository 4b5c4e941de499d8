import { type Change, dotted } from '../../diff';
import { holdsData } from '../holds-data';
import { isDestroyed, type Risk, type RiskRule } from '../risk';

/** Data that may be lost, or that Terraform would no longer find. */
export const data: RiskRule = (situation) => {
  const { before, deed, withStack } = situation.change;
  if (before === undefined) return [];
  if (deed === 'forget' && holdsData(before))
    return [
      risk('leaves the state: its data stays where it is, and nothing looks after it from then on', false),
    ];
  if (isDestroyed(situation) && !withStack) return lost(situation.change, before);
  return [...looksElsewhere(situation.change), ...otherClaims(situation.change)];
};

function lost({ deed }: Change, before: NonNullable<Change['before']>): readonly Risk[] {
  const how = deed === 'delete' ? 'is destroyed' : 'is destroyed and made anew';
  if (before.type === 'kubernetes_namespace_v1')
    return [risk(`${how}, with everything in the namespace, claims included`)];
  if (holdsData(before)) return [risk(`${how}, and the data that it holds with it`)];
  if (before.type === 'docker_registry_image' && before.arguments['keep_remotely'] !== true)
    return [risk(`${how}: the provider deletes the image from the registry, where others may still run it`)];
  return [];
}

/** Arguments of providers that say which world they look at. */
const WORLDS: ReadonlySet<string> = new Set([
  'uri',
  'host',
  'endpoint',
  'config_context',
  'config_path',
  'config_paths',
  'cluster_ca_certificate',
]);

/** The state, or the place that the provider looks at: in another one, Terraform finds nothing of what it made. */
function looksElsewhere({ block, differences }: Change): readonly Risk[] {
  if (block.address === 'terraform.backend' && differences.length > 0)
    return [
      risk('names another state: unless the old one is moved there, Terraform makes everything once more'),
    ];
  const world = differences.map(({ path }) => dotted(path)).filter((argument) => WORLDS.has(argument));
  if (block.kind !== 'provider' || world.length === 0) return [];
  return [
    risk(
      `looks somewhere else (${world.join(', ')}): what is not there, Terraform makes, and the old runs on`,
    ),
  ];
}

/** Pods that mount another claim than before: what they wrote is not in it. */
function otherClaims({ differences }: Change): readonly Risk[] {
  const claims = differences.filter(
    ({ path, before }) =>
      before !== undefined && /\.volume\.persistent_volume_claim(\.claim_name)?$/.test(dotted(path)),
  );
  return claims.length === 0
    ? []
    : [risk('mounts another claim, or none: what it wrote so far is not there')];
}

function risk(reason: string, needsApproval = true): Risk {
  return { level: 'data', reason, needsApproval };
}
