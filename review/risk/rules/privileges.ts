import { at, only, textOf, within } from '../../../core/json';
import { type BlockChange, type Difference, dotted, keysOf, leavesOf, renderPath } from '../../diff';
import { kindOf } from '../../workloads';
import { type Risk, type RiskRule, risksOf, type RiskContext } from '../risk';
import { ofClouds } from './privileges-of-clouds';
import { ofPods } from './privileges-of-pods';
import { ofRoles } from './privileges-of-roles';
import { ofWebhooks } from './privileges-of-webhooks';

const risk = risksOf('privileges');

/** Who may do more than before: pods, their service accounts, people on machines. */
export const privileges: RiskRule = (context) => {
  const { change, leafDifferences } = context;
  return unique([
    ...ofPods(context),
    ...(kindOf(change.block) === 'Namespace' ? leafDifferences.flatMap(ofNamespaces) : []),
    ...ofRoles(change),
    ...ofAccounts(change),
    ...ofWebhooks(change),
    ...(kindOf(change.block) === undefined ? ofClouds(change) : []),
    ...ofMachines(context),
  ]);
};

/** Namespace labels that set what its pods may do. Without one, the cluster decides, which allows everything unless it is told otherwise. */
const ENFORCED = 'pod-security.kubernetes.io/enforce';
const STRICTNESS = ['privileged', 'baseline', 'restricted'];

function ofNamespaces({ path, before, after }: Difference): readonly Risk[] {
  if (keysOf(path).at(-1) !== ENFORCED) return [];
  const [old, head] = [before, after].map((value) => STRICTNESS.indexOf(textOf(value)));
  if (before === undefined)
    return head === 0 ? [risk('lets its pods do everything (pod security standard privileged)', true)] : [];
  const weaker = (head ?? 0) < (old ?? 0);
  return [
    risk(
      weaker ? 'enforces a weaker pod security standard' : 'enforces a stricter pod security standard',
      weaker,
    ),
  ];
}

/** Annotations by which an account of the cluster gets the rights of one in a cloud. */
const CLOUD_ACCOUNTS: ReadonlySet<string> = new Set([
  'eks.amazonaws.com/role-arn',
  'iam.gke.io/gcp-service-account',
  'azure.workload.identity/client-id',
]);

function ofAccounts({ block, before, after }: BlockChange): readonly Risk[] {
  if (kindOf(block) !== 'ServiceAccount') return [];
  const [old, head] = [before, after].map((each) =>
    only(within(each?.arguments, ['metadata', 'annotations'])),
  );
  return [...CLOUD_ACCOUNTS].flatMap((name) => {
    const [was, is] = [textOf(at(old, name)), textOf(at(head, name))];
    if (was === is) return [];
    return is === ''
      ? [risk(`no longer has the rights of ${was} in the cloud`, false)]
      : [risk(`gets the rights of ${is} in the cloud`, true)];
  });
}

/** A block with many values reports each kind of privilege once. */
function unique(risks: readonly Risk[]): readonly Risk[] {
  return [...new Map(risks.map((each) => [each.reason, each])).values()];
}

/** Resources that hold cloud-init data, and the arguments that it is in. */
const TYPES =
  /cloudinit|_file$|^aws_(instance|launch_template|launch_configuration)$|^azurerm_.*virtual_machine|^google_compute_instance(_template)?$|^hcloud_server$|^openstack_compute_instance_v2$|^digitalocean_droplet$/;
const CLOUD_INIT: ReadonlySet<string> = new Set([
  'user_data',
  'user_data_base64',
  'custom_data',
  'metadata_startup_script',
  'source_raw.data',
]);

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
  if (!CLOUD_INIT.has(dotted(path))) return false;
  if (inside?.kind === 'structured')
    return leavesOf(inside.differences).some((inner) => LOGINS.test(renderPath(inner.path)));
  return true;
}
