import { entryOf, isList, isOff, isOn, items, type Json, textOf, within } from '../../../core/json';
import { type BlockChange, type Difference, keysOf, type Path, type PathStep } from '../../diff';
import type { Block } from '../../synth';
import { containersOf, kindOf, podSpec, podSpecPath } from '../../workloads';
import { type Risk, risksOf, type RiskContext } from '../risk';
import { grantsMore } from './privilege-words';

const risk = risksOf('privileges');

/** Whether a value allows more than the previous one. `comes`: its whole container or workload is new, so there was none. */
type Grants = (before: Json | undefined, after: Json | undefined, comes: boolean) => boolean;

const turnedOn: Grants = (before, after) => isOn(after) && !isOn(before);
const turnedOff: Grants = (before, after, comes) => (comes ? isOff(after) : isOn(before) && !isOn(after));
/** Kubernetes treats it as enabled by default. */
const onUnlessOff: Grants = (before, after, comes) => !isOff(after) && (comes || isOff(before));
const toRoot: Grants = (_before, after) => textOf(after) === '0';
/** Without a user, the image decides, and it may be root. */
const toAnyUser: Grants = (before, after) =>
  textOf(after) === '0' || (textOf(after) === '' && !['', '0'].includes(textOf(before)));
const offUnlessOn: Grants = (before, after) => isOff(before) && !isOff(after);
const hasRoot: Grants = (_before, after) => items(after).map(textOf).includes('0');
const gained: Grants = (before, after) => lengthOf(after) > lengthOf(before);
const lost: Grants = (before, after) => lengthOf(after) < lengthOf(before);
const given: Grants = (_before, after) => after !== undefined;
const changed: Grants = (_before, _after, comes) => !comes;
/** Without a name, it is the namespace's own account. */
const accountIn = (name: Json | undefined): string => textOf(name) || 'default';
const toNamed: Grants = (_before, after, comes) => !comes && accountIn(after) !== 'default';

/** Argument → when a change to it grants more than before. */
const PRIVILEGES: Readonly<Record<string, Grants>> = {
  app_armor: (_before, after) => textOf(after) === 'unconfined',
  privileged: turnedOn,
  allow_privilege_escalation: onUnlessOff,
  run_as_non_root: turnedOff,
  read_only_root_filesystem: turnedOff,
  run_as_user: toAnyUser,
  run_as_group: toRoot,
  fs_group: toRoot,
  supplemental_groups: hasRoot,
  host_users: offUnlessOn,
  share_process_namespace: turnedOn,
  proc_mount: (_before, after) => textOf(after) === 'Unmasked',
  'sysctl.name': given,
  runtime_class_name: changed,
  'app_armor_profile.type': (_before, after) => textOf(after) === 'Unconfined',
  'seccomp_profile.type': (_before, after) => after === undefined || after === 'Unconfined',
  'capabilities.add': gained,
  'capabilities.drop': lost,
  host_network: turnedOn,
  host_pid: turnedOn,
  host_ipc: turnedOn,
  'host_path.path': given,
  host_port: given,
  mount_propagation: (_before, after) => textOf(after) === 'Bidirectional',
  service_account_name: toNamed,
  'service_account_token.path': given,
  automount_service_account_token: onUnlessOff,
};

/** What pods may do on their node and in the cluster. */
export function ofPods({ change, leafDifferences }: RiskContext): readonly Risk[] {
  const isNew = change.action === 'create';
  return leafDifferences.flatMap((leaf) => {
    const argument = privilegeOf(leaf.path, change.block);
    if (argument === undefined) return [];
    const container = wayOfContainer(leaf, change.differences);
    // With a removed container, its privileges and its restrictions go, too.
    if (container === 'goes') return [];
    if (argument === 'service_account_name' && accountIn(leaf.before) === accountIn(leaf.after)) return [];
    const comes = isNew || container === 'comes';
    const [before, after] = INHERITED.has(argument)
      ? inForce(leaf, argument, change)
      : [leaf.before, leaf.after];
    if (entryOf(PRIVILEGES, argument)?.(before, after, comes) === true)
      return [risk(grantsMore(argument), true)];
    return comes ? [] : [risk(`changes privileges: ${argument}`, false)];
  });
}

/** What a container takes from its pod where it says nothing. What is no boolean: the provider sends those all the same. */
const INHERITED: ReadonlySet<string> = new Set(['run_as_user', 'seccomp_profile.type']);

/** The values that are in force: a container's own, or else its pod's; a pod's only where a container says nothing. */
function inForce(
  { path, before, after }: Difference,
  argument: string,
  { before: old, after: head }: BlockChange,
): readonly [Json | undefined, Json | undefined] {
  const keys = ['security_context', ...argument.split('.')];
  const said = (value: Json | undefined): boolean => textOf(value) !== '';
  const ofPod = (block: Block | undefined): Json | undefined =>
    block === undefined ? undefined : within(podSpec(block), keys);
  if (path.some((step) => CONTAINERS.has(step)))
    return [said(before) ? before : ofPod(old), said(after) ? after : ofPod(head)];
  const isOverruled = head !== undefined && containersOf(head).every(({ json }) => said(within(json, keys)));
  return isOverruled ? [before, before] : [before, after];
}

/** The privilege that a path sets; undefined for a label or a file that merely has the same name. */
function privilegeOf(path: Path, block: Block): string | undefined {
  const keys = keysOf(path);
  if (keys.at(-1)?.startsWith(APP_ARMOR) === true) return 'app_armor';
  const start = kindOf(block) === 'ServiceAccount' ? [] : podSpecPath(block);
  if (start === undefined || start.some((key, place) => keys[place] !== key)) return undefined;
  return [keys.slice(-1).join('.'), keys.slice(-2).join('.')].find((argument) =>
    Object.hasOwn(PRIVILEGES, argument),
  );
}

/** An annotation for each container, in place of the field that came later. */
const APP_ARMOR = 'container.apparmor.security.beta.kubernetes.io/';

const CONTAINERS: ReadonlySet<PathStep> = new Set(['container', 'init_container']);

/** Whether a value is added or removed together with its whole container. */
function wayOfContainer(
  { path, before, after }: Difference,
  differences: readonly Difference[],
): 'comes' | 'goes' | undefined {
  const key = path.findIndex((step) => CONTAINERS.has(step));
  // A container is a list item, unless it is the only one and written as a single block.
  const end = key + (typeof path[key + 1] === 'string' ? 1 : 2);
  const isWhole =
    key !== -1 && differences.some(({ path: whole }) => whole.length <= end && startsWith(path, whole));
  if (!isWhole) return undefined;
  return before === undefined ? 'comes' : after === undefined ? 'goes' : undefined;
}

function startsWith(path: Path, start: Path): boolean {
  return JSON.stringify(path.slice(0, start.length)) === JSON.stringify(start);
}

function lengthOf(value: Json | undefined): number {
  if (value === undefined) return 0;
  return isList(value) ? value.length : 1;
}
