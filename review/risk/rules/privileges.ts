import { type Difference, dotted, keysOf } from '../../diff';
import { isList, type Json, textOf } from '../../synth';
import type { Risk, RiskRule } from '../risk';

/** Whether one value of an argument allows more than another. */
type Weaker = (before: Json | undefined, after: Json | undefined) => boolean;

const turnedOn: Weaker = (before, after) => isOn(after) && !isOn(before);
const turnedOff: Weaker = (before, after) => isOn(before) && !isOn(after);
const gained: Weaker = (before, after) => countOf(after) > countOf(before);
const lost: Weaker = (before, after) => countOf(after) < countOf(before);
const changed: Weaker = () => true;

/** Argument → when a change to it grants more than there was. */
const PRIVILEGES: Readonly<Record<string, Weaker>> = {
  privileged: turnedOn,
  allow_privilege_escalation: turnedOn,
  run_as_non_root: turnedOff,
  read_only_root_filesystem: turnedOff,
  run_as_user: (_, after) => textOf(after) === '0',
  run_as_group: (_, after) => textOf(after) === '0',
  seccomp_profile: (_, after) => after === undefined,
  'seccomp_profile.type': (_, after) => after === 'Unconfined',
  'capabilities.add': gained,
  'capabilities.drop': lost,
  host_network: turnedOn,
  host_pid: turnedOn,
  host_ipc: turnedOn,
  host_path: (before, after) => after !== undefined && before === undefined,
  host_port: changed,
  service_account_name: changed,
  automount_service_account_token: turnedOn,
};

/** Labels by which a namespace says what its pods may do. */
const ENFORCED = 'pod-security.kubernetes.io/enforce';
const STRICTNESS = ['privileged', 'baseline', 'restricted'];

/** Who may do more than before: pods, their accounts, people on machines. */
export const privileges: RiskRule = ({ change }) => [
  ...change.differences.flatMap((difference) => [...ofPods(difference), ...ofNamespaces(difference)]),
  ...(change.block.type.startsWith('kubernetes_') && /(role|role_binding)(_v1)?$/.test(change.block.type)
    ? [risk('changes what an account may do', true)]
    : []),
  ...ofMachines(change.block.type, change.differences),
];

function ofPods({ path, before, after }: Difference): readonly Risk[] {
  const keys = keysOf(path);
  return [keys.slice(-1).join('.'), keys.slice(-2).join('.')].flatMap((argument) => {
    const weaker = PRIVILEGES[argument];
    if (weaker === undefined) return [];
    return weaker(before, after)
      ? [risk(`grants more: ${argument}`, true)]
      : [risk(`changes privileges: ${argument}`, false)];
  });
}

function ofNamespaces({ path, before, after }: Difference): readonly Risk[] {
  if (keysOf(path).at(-1) !== ENFORCED) return [];
  const weaker = STRICTNESS.indexOf(textOf(after)) < STRICTNESS.indexOf(textOf(before));
  return [
    risk(
      weaker ? 'enforces a weaker pod security standard' : 'enforces another pod security standard',
      weaker,
    ),
  ];
}

/** Who may log in, and as what: users in cloud-init. */
function ofMachines(type: string, differences: readonly Difference[]): readonly Risk[] {
  if (!/cloudinit|_file$/.test(type)) return [];
  const users = differences
    .flatMap(({ inside }) => (inside?.kind === 'structured' ? inside.differences : []))
    .filter(({ path }) => /^(users|ssh_|chpasswd|disable_root)/.test(dotted(path)));
  return users.length === 0 ? [] : [risk('changes who may log in to the machine, or how', true)];
}

function isOn(value: Json | undefined): boolean {
  return value === true || value === 'true';
}

function countOf(value: Json | undefined): number {
  if (value === undefined) return 0;
  return isList(value) ? value.length : 1;
}

function risk(reason: string, needsApproval: boolean): Risk {
  return { level: 'privileges', reason, needsApproval };
}
