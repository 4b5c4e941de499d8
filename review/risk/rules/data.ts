import { type Difference, dotted } from '../../diff';
import { type Block, isOn } from '../../synth';
import { kindOf } from '../../workloads';
import { holdsData } from '../holds-data';
import { knowledgeOf } from '../replacement';
import { isDestroyed, type Risk, type RiskRule, type Situation } from '../risk';

/** Data that may be lost, or that Terraform or the pods would no longer find. */
export const data: RiskRule = (situation) => {
  const { before, deed, withStack } = situation.change;
  if (before === undefined) return [];
  if (deed === 'forget') return holdsData(before) ? [forgotten(situation)] : [];
  if (isDestroyed(situation)) return withStack ? left(situation, before) : lost(situation, before);
  return otherClaims(situation.leaves);
};

function forgotten({ goesTo }: Situation): Risk {
  if (goesTo?.imported === true)
    return goesTo.sameWorld
      ? risk(`leaves this state for that of ${goesTo.stack}: its data stays where it is`, false)
      : risk(
          `leaves this state for that of ${goesTo.stack}, which looks somewhere else: the data is not there`,
        );
  return risk('leaves the state: its data stays where it is, and nothing looks after it from then on', false);
}

function left({ goesTo }: Situation, before: Block): readonly Risk[] {
  if (!holdsData(before) && !isNamespace(before)) return [];
  const from = 'is declared no longer, with its whole stack: its data stays, and nothing looks after it';
  return [risk(goesTo === undefined ? from : `${from}: ${goesTo.stack} does not know of it`)];
}

function lost(situation: Situation, before: Block): readonly Risk[] {
  const how = howDestroyed(situation);
  if (isNamespace(before)) return [risk(`${how}, with everything in the namespace, claims included`)];
  if (holdsData(before)) return [risk(`${how}, and the data that it holds with it`)];
  if (before.type === 'docker_registry_image' && !isOn(before.arguments['keep_remotely']))
    return [risk(`${how}: the provider deletes the image from the registry, where others may still run it`)];
  if (before.kind === 'resource' && knowledgeOf(before.type) === undefined)
    return [risk(`${how}, and whatever it holds: Slipway does not know ${before.type}`)];
  return [];
}

function howDestroyed({ change: { deed }, goesTo }: Situation): string {
  if (goesTo !== undefined) return `is destroyed here and made anew in ${goesTo.stack}`;
  return deed === 'delete' ? 'is destroyed' : 'is destroyed and made anew';
}

function isNamespace(block: Block): boolean {
  return kindOf(block) === 'Namespace';
}

/** Pods that mount another claim than before: what they wrote is not in it. */
function otherClaims(leaves: readonly Difference[]): readonly Risk[] {
  const named = leaves.filter(({ path }) =>
    dotted(path).endsWith('.volume.persistent_volume_claim.claim_name'),
  );
  // The same claim may be mounted by a volume of another name.
  const come = named.map(({ after }) => after);
  return named.some(({ before }) => before !== undefined && !come.includes(before))
    ? [risk('mounts another claim, or none: what it wrote so far is not there')]
    : [];
}

function risk(reason: string, needsApproval = true): Risk {
  return { level: 'data', reason, needsApproval };
}
