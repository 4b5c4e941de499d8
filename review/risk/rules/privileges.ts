import { textOf } from '../../../core/json';
import { type BlockChange, type Difference, keysOf } from '../../diff';
import { type Risk, type RiskRule, risksOf } from '../risk';
import { ofMachines } from './privileges/of-machines';
import { ofPods } from './privileges/of-pods';

const risk = risksOf('privileges');

/** Who may do more than before: pods, their service accounts, people on machines. */
export const privileges: RiskRule = (situation) => {
  const { change, leaves } = situation;
  return unique([
    ...ofPods(situation),
    ...leaves.flatMap(ofNamespaces),
    ...ofAccounts(change),
    ...ofMachines(situation),
  ]);
};

/** Namespace labels that set what its pods may do. */
const ENFORCED = 'pod-security.kubernetes.io/enforce';
const STRICTNESS = ['privileged', 'baseline', 'restricted'];

function ofNamespaces({ path, before, after }: Difference): readonly Risk[] {
  if (keysOf(path).at(-1) !== ENFORCED || before === undefined) return [];
  const weaker = STRICTNESS.indexOf(textOf(after)) < STRICTNESS.indexOf(textOf(before));
  return [
    risk(
      weaker ? 'enforces a weaker pod security standard' : 'enforces another pod security standard',
      weaker,
    ),
  ];
}

const ROLES = /^kubernetes_(cluster_)?role(_binding)?(_v1)?$/;

function ofAccounts({ block, deed }: BlockChange): readonly Risk[] {
  if (!ROLES.test(block.type)) return [];
  return deed === 'delete'
    ? [risk('reduces what an account may do', false)]
    : [risk('changes what an account may do', true)];
}

/** A block with many values reports each kind of privilege once. */
function unique(risks: readonly Risk[]): readonly Risk[] {
  return [...new Map(risks.map((each) => [each.reason, each])).values()];
}
