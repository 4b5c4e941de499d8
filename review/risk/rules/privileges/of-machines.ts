import { type Difference, dotted, leavesOf, renderPath } from '../../../diff';
import { type Risk, risksOf, type Situation } from '../../risk';

/** Resources that hold cloud-init, and the arguments that it stands in. */
const TYPES = /cloudinit|_file$/;
const CLOUD_INIT: ReadonlySet<string> = new Set(['user_data', 'source_raw.data']);

/**
 * What cloud-init says of who may log in, and as what. Commands may say anything of it, and so may a file of which only its
 * place in the list is known.
 */
const LOGINS =
  /^(users|user|ssh_|chpasswd|password|disable_root|runcmd|bootcmd|write_files\[(\d+\]|\]|[^\]]*(ssh|sudoers|shadow|passwd)))/;

const risk = risksOf('privileges');

/** Who may log in to a machine, and as what. */
export function ofMachines({ change: { block, before }, leaves }: Situation): readonly Risk[] {
  if (!TYPES.test(block.type) || before === undefined || !leaves.some(isOfLogins)) return [];
  return [risk('changes who may log in to the machine, or how', true)];
}

/** Cloud-init that comes, goes or is in no form that is read here may say anything. */
function isOfLogins({ path, inside }: Difference): boolean {
  if (inside?.kind === 'structured')
    return leavesOf(inside.differences).some((inner) => LOGINS.test(renderPath(inner.path)));
  return CLOUD_INIT.has(dotted(path));
}
