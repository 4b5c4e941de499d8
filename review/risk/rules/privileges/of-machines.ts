import { type Change, type Difference, dotted, renderPath } from '../../../diff';
import type { Risk } from '../../risk';

/** Resources that hold cloud-init, and the arguments that it stands in. */
const TYPES = /cloudinit|_file$/;
const CLOUD_INIT: ReadonlySet<string> = new Set(['user_data', 'source_raw.data']);

/** What cloud-init says of who may log in, and as what. */
const LOGINS =
  /^(users|user|ssh_|chpasswd|password|disable_root|write_files\[[^\]]*(ssh|sudoers|shadow|passwd))/;

/** Who may log in to a machine, and as what. */
export function ofMachines({ block, differences }: Change): readonly Risk[] {
  if (!TYPES.test(block.type) || !differences.some(isOfLogins)) return [];
  return [
    {
      level: 'privileges',
      reason: 'changes who may log in to the machine, or how',
      needsApproval: true,
    },
  ];
}

/** Cloud-init that comes, goes or is in no form that is read here may say anything. */
function isOfLogins({ path, inside }: Difference): boolean {
  if (inside?.kind === 'structured')
    return inside.differences.some((inner) => LOGINS.test(renderPath(inner.path)));
  return CLOUD_INIT.has(dotted(path));
}
