import { textOf } from '../../../core/json';
import { type BlockChange, type Difference, dotted, keysOf, leavesOf, renderPath } from '../../diff';
import { kindOf } from '../../workloads';
import { type Risk, type RiskRule, risksOf, type RiskContext } from '../risk';
import { ofClouds } from './privileges-of-clouds';
import { ofPods } from './privileges-of-pods';

const risk = risksOf('privileges');

/** Who may do more than before: pods, their service accounts, people on machines. */
export const privileges: RiskRule = (context) => {
  const { change, leafDifferences } = context;
  return unique([
    ...ofPods(context),
    ...leafDifferences.flatMap(ofNamespaces),
    ...ofAccounts(change),
    ...(kindOf(change.block) === undefined ? ofClouds(change) : []),
    ...ofMachines(context),
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

function ofAccounts({ block, action }: BlockChange): readonly Risk[] {
  if (!ROLES.test(block.type)) return [];
  return action === 'delete'
    ? [risk('reduces what an account may do', false)]
    : [risk('changes what an account may do', true)];
}

/** A block with many values reports each kind of privilege once. */
function unique(risks: readonly Risk[]): readonly Risk[] {
  return [...new Map(risks.map((each) => [each.reason, each])).values()];
}

/** Resources that hold cloud-init data, and the arguments that it is in. */
const TYPES = /cloudinit|_file$/;
const CLOUD_INIT: ReadonlySet<string> = new Set(['user_data', 'source_raw.data']);

/**
 * Paths in cloud-init that decide who may log in, and with which rights. Commands may do anything, and so may a file of which
 * only the position in the list is known.
 */
const LOGINS =
  /^(users|user|ssh_|chpasswd|password|disable_root|runcmd|bootcmd|write_files\[(\d+\]|\]|[^\]]*(ssh|sudoers|shadow|passwd)))/;

/** Who may log in to a machine, and with which rights. */
function ofMachines({ change: { block, before }, leafDifferences }: RiskContext): readonly Risk[] {
  if (!TYPES.test(block.type) || before === undefined || !leafDifferences.some(isOfLogins)) return [];
  return [risk('changes who may log in to the machine, or how', true)];
}

/** Cloud-init that is added, removed or in a format that we cannot parse may contain anything. */
function isOfLogins({ path, inside }: Difference): boolean {
  if (inside?.kind === 'structured')
    return leavesOf(inside.differences).some((inner) => LOGINS.test(renderPath(inner.path)));
  return CLOUD_INIT.has(dotted(path));
}
