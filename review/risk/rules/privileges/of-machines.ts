import { type Difference, dotted, leavesOf, renderPath } from '../../../diff';
import { type Risk, risksOf, type Situation } from '../../risk';

/** Resources that hold cloud-init data, and the arguments that it is in. */
const TYPES = /cloudinit|_file$/;
const CLOUD_INIT: ReadonlySet<string> = new Set(['user_data', 'source_raw.data']);

/**
 * Paths in cloud-init that decide who may log in, and with which rights. Commands may do anything, and so may a file of which
 * only the position in the list is known.
 */
const LOGINS =
  /^(users|user|ssh_|chpasswd|password|disable_root|runcmd|bootcmd|write_files\[(\d+\]|\]|[^\]]*(ssh|sudoers|shadow|passwd)))/;

const risk = risksOf('privileges');

/** Who may log in to a machine, and with which rights. */
export function ofMachines({ change: { block, before }, leaves }: Situation): readonly Risk[] {
  if (!TYPES.test(block.type) || before === undefined || !leaves.some(isOfLogins)) return [];
  return [risk('changes who may log in to the machine, or how', true)];
}

/** Cloud-init that is added, removed or in a format that we cannot parse may contain anything. */
function isOfLogins({ path, inside }: Difference): boolean {
  if (inside?.kind === 'structured')
    return leavesOf(inside.differences).some((inner) => LOGINS.test(renderPath(inner.path)));
  return CLOUD_INIT.has(dotted(path));
}
