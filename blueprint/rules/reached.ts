import { type Finding, problem } from '../../findings';
import type { Environment, State } from '../../model';
import type { Blueprint } from '../blueprint';

/** A user and a password in front of a host. A user alone is no secret: `qemu+ssh://ops@rack1-a/system`. */
const PASSWORD = /^[a-z+.0-9-]+:\/\/[^/@]*:[^/@]*@/i;
const LIBVIRT = /^[a-z]+(\+[a-z0-9]+)?:\/\/[^/]*\/\S*$/;

/** What Terraform reaches things by is written down: it must be an address, and it must hold no password. */
export function reached({ project, environments }: Blueprint): readonly Finding[] {
  return [
    ...stateAddress('project.state', project.props.state),
    ...environments.flatMap((environment) => [
      ...(environment.state === undefined
        ? []
        : stateAddress(`environments.${environment.name}.state`, environment.state)),
      ...clusterAddress(environment),
      ...hypervisorAddresses(environment),
    ]),
  ];
}

function stateAddress(path: string, state: State): readonly Finding[] {
  if (state.kind === 'http') return noPassword(`${path}.address`, state.address);
  return state.kind === 's3' && state.endpoint !== undefined
    ? noPassword(`${path}.endpoint`, state.endpoint)
    : [];
}

function clusterAddress({ name, cluster: { connection } }: Environment): readonly Finding[] {
  return 'endpoint' in connection
    ? noPassword(`environments.${name}.cluster.endpoint`, connection.endpoint)
    : [];
}

function hypervisorAddresses({ name, hypervisors }: Environment): readonly Finding[] {
  const holders = new Map<string, string>();
  return Object.entries(hypervisors).flatMap(([hypervisor, { uri }]) => {
    const path = `environments.${name}.hypervisors.${hypervisor}.uri`;
    const holder = holders.get(uri);
    holders.set(uri, holder ?? hypervisor);
    return [
      ...noPassword(path, uri),
      ...libvirtUri(path, uri),
      ...(holder === undefined ? [] : [twice(path, uri, holder)]),
    ];
  });
}

function noPassword(path: string, address: string): readonly Finding[] {
  if (!PASSWORD.test(address)) return [];
  return [
    problem({
      rule: 'reached/password',
      path,
      message: 'must hold no password, since it stands in the synthesised files',
      value: address.replace(/:[^:/@]*@/, ':…@'),
      advice: 'Give the credentials to Terraform through its environment, or use a key.',
    }),
  ];
}

function libvirtUri(path: string, uri: string): readonly Finding[] {
  if (LIBVIRT.test(uri)) return [];
  return [
    problem({
      rule: 'reached/libvirt',
      path,
      message: 'must be a libvirt connection',
      value: JSON.stringify(uri),
      advice: 'Write it as `virsh -c` takes it: qemu:///system, or qemu+ssh://user@host/system.',
    }),
  ];
}

function twice(path: string, uri: string, holder: string): Finding {
  return problem({
    rule: 'reached/twice',
    path,
    message: 'must be a connection that no other hypervisor of the environment has',
    value: `${uri}, as ${holder} already has`,
    advice: 'Describe the host once: its room would be counted twice.',
  });
}
