import { entryOf } from '../../../core/json';

/** What an argument that grants more lets happen. */
const MEANINGS: Readonly<Record<string, string>> = {
  allow_privilege_escalation: 'its programs may become root',
  app_armor: 'it may do what the profile of its runtime keeps it from',
  'app_armor_profile.type': 'it may do what the profile of its runtime keeps it from',
  automount_service_account_token: 'its pods get a token for the cluster',
  'capabilities.add': 'rights of root, one by one',
  'capabilities.drop': 'it keeps rights of root that it gave up',
  fs_group: 'its files belong to the group of root',
  host_ipc: 'it sees the memory that processes of its node share',
  host_network: 'it has the network of its node, and no policy applies to it',
  'host_path.path': 'it reads or writes files of its node',
  host_pid: 'it sees and stops processes of its node',
  host_port: 'every address that reaches its node reaches it',
  host_users: 'root in it is root of its node',
  image_tag_mutability: 'a tag may be pushed again, and mean another image',
  'metadata_options.http_tokens': 'programs that fetch addresses for others get its credentials',
  mount_propagation: 'what it mounts is mounted on its node',
  privileged: 'it may do everything on its node',
  proc_mount: 'it sees what the kernel hides from containers',
  read_only_root_filesystem: 'it may change its own programs',
  run_as_group: 'it runs in the group of root',
  run_as_non_root: 'it may run as root',
  run_as_user: 'it may run as root',
  runtime_class_name: 'another runtime keeps it from its node',
  'seccomp_profile.type': 'it may make every call to the kernel',
  service_account_name: 'it has the rights of that account',
  'service_account_token.path': 'its pods get a token',
  share_process_namespace: 'its containers see and stop each other',
  supplemental_groups: 'it belongs to the group of root',
  'sysctl.name': 'it sets parameters of the kernel',
};

/** That more is granted by an argument: `grants more: privileged (it may do everything on its node)`. */
export function grantsMore(argument: string): string {
  const meaning = entryOf(MEANINGS, argument);
  return `grants more: ${argument}${meaning === undefined ? '' : ` (${meaning})`}`;
}
