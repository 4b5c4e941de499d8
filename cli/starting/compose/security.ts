import { CAPABILITIES } from '../../../constructs/workload';
import type { Draft } from '../draft';
import type { Input } from '../input';
import { readHostAliases } from '../host-aliases';
import { readSysctls } from '../kernel-parameters';
import { readGroups } from '../process-options';
import { Call } from '../source';
import { carriedFrom, type ComposeContext } from './context';
import { pairsIn } from './pairs';

/** Whom the process is, and what it may do. What is more than the default is said, with its reason. */
export function readSecurity(draft: Draft, service: Input, context: ComposeContext): void {
  const user = service.at('user');
  readUser(draft, user, context);
  const isRoot = user.isThere ? draft.props['user'] instanceof Call : undefined;
  const asRoot = (input: Input): void => {
    if (isRoot === undefined) draft.props['user'] = new Call('runsAsRoot', carriedFrom(context, input));
  };
  const privileged = service.at('privileged');
  if (privileged.flag() === true) {
    draft.props['privileged'] = new Call('runsPrivileged', carriedFrom(context, privileged));
    asRoot(privileged);
  }
  const added = service.at('cap_add');
  const names = added.items().flatMap((input) => {
    const name = (input.text() ?? '').replace(/^CAP_/i, '').toUpperCase();
    if (CAPABILITIES.some((known) => known === name)) return [name];
    input.leave(
      name === 'ALL'
        ? "For all of them, write privileged: runsPrivileged('…')."
        : 'Linux has no capability of this name.',
    );
    return [];
  });
  const ofRoot = names.filter((name) => name !== 'NET_BIND_SERVICE');
  if (ofRoot.length > 0 && isRoot === false) added.leave('No user but root gets any of them.');
  else if (names.length > 0) {
    draft.props['capabilities'] = new Call('addCapabilities', names, carriedFrom(context, added));
    if (ofRoot.length > 0) asRoot(added);
  }
  // All are dropped, and the file system is read-only, unless something else is said.
  const isDropped = service
    .at('cap_drop')
    .texts()
    .some((name) => /^all$/i.test(name));
  if (isRoot === true && !isDropped && privileged.value !== true) draft.unsaid.add('rights');
  service.at('read_only').flag();
  readSysctls(
    draft,
    pairsIn(service.at('sysctls')).map(([name, value = '', input]) => [name, value, input]),
  );
  readGroups(draft, service.at('group_add').items());
  readHostAliases(
    draft,
    pairsIn(service.at('extra_hosts'), /[=:]/).map(([name, address = '', input]) => [
      bare(address),
      [name],
      input,
    ]),
  );
  for (const input of service.at('security_opt').items())
    if (!/^no-new-privileges([:=]true)?$/.test(input.text() ?? ''))
      input.leave('A profile of the machine. Pods have the seccomp profile of the runtime.');
}

/** Compose takes an IPv6 address in brackets too. */
function bare(address: string): string {
  return address.replace(/^\[(.*)\]$/, '$1');
}

/** As Kubernetes counts them. */
const MOST_USERS = 2 ** 31 - 1;

function readUser(draft: Draft, input: Input, context: ComposeContext): void {
  const text = input.text();
  if (text === undefined) return;
  const [user = '', group] = text.split(':');
  if (user === '0' || user === 'root')
    draft.props['user'] = new Call('runsAsRoot', carriedFrom(context, input));
  else if (/^\d+$/.test(user) && Number(user) <= MOST_USERS) draft.props['user'] = Number(user);
  else {
    input.leave(
      /^\d+$/.test(user)
        ? `Linux numbers its users up to ${MOST_USERS} here: what the image says is used, or 10001.`
        : 'A name that only the image knows: give its number, as `id` prints it there, or leave 10001.',
    );
    return;
  }
  if (group === undefined) {
    if (typeof draft.props['user'] === 'number') draft.unsaid.add('group');
    return;
  }
  if (/^\d+$/.test(group) && Number(group) <= MOST_USERS) draft.props['group'] = Number(group);
  else input.note('Its group is not carried over: give its number.');
}
