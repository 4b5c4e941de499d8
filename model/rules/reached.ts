import { isAbsolute } from 'node:path';
import { checkHypervisor } from '../../constructs/vm-pool';
import { type Finding, problem } from '../../core/findings';
import type { ResolvedComposition } from '../composition';
import type { Environment } from '../environment';
import { type Hypervisor, targetOf } from '../hypervisor';
import { parseQemuUri, withoutCredentials } from '../libvirt-uri';
import { serverOf } from '../same-host';
import type { State } from '../state';

/** What Terraform reaches things by is written down: it must be an address, and it must hold no credentials. */
export function reached({ project, environments }: ResolvedComposition): readonly Finding[] {
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
  if (state.kind === 'http') return bareAddress(`${path}.address`, state.address);
  if (state.kind === 's3' && state.endpoint !== undefined)
    return bareAddress(`${path}.endpoint`, state.endpoint);
  if (state.kind === 'local') return insideProject(`${path}.folder`, state.folder);
  return [];
}

function insideProject(path: string, folder: string): readonly Finding[] {
  if (folder !== '' && !isAbsolute(folder) && !folder.split('/').includes('..')) return [];
  return [
    problem({
      rule: 'reached/folder',
      path,
      message: 'must be a folder inside the project, relative to it',
      value: JSON.stringify(folder),
      advice: 'Give a name such as state, or keep the state where all reach it.',
    }),
  ];
}

function clusterAddress({ name, cluster }: Environment): readonly Finding[] {
  const { connection } = cluster;
  if (connection.kind === 'kubeconfig') {
    return connection.context === '' ? [noContext(`environments.${name}.cluster.context`)] : [];
  }
  return bareAddress(`environments.${name}.cluster.endpoint`, connection.endpoint);
}

function noContext(path: string): Finding {
  return problem({
    rule: 'reached/context',
    path,
    message: 'must be the name of a context of the kubeconfig',
    value: '""',
    advice: 'Name it: without one, whatever context happens to be current would be deployed to.',
  });
}

/** An address of http or https: nobody in front of the host, and nothing asked for, since either may be a secret. */
function bareAddress(path: string, address: string): readonly Finding[] {
  const hidden = withoutCredentials(address);
  if (hidden !== address) return [credentials(path, hidden)];
  if (/^https?:\/\/[^/\s]+(\/\S*)?$/.test(address)) return [];
  return [
    problem({
      rule: 'reached/address',
      path,
      message: 'must be the address of an HTTP server',
      value: JSON.stringify(address),
      advice: 'Write it with its scheme: https://state.example.com/shop.',
    }),
  ];
}

type Addresses = {
  readonly [K in Hypervisor['kind']]: (
    path: string,
    hypervisor: Extract<Hypervisor, { kind: K }>,
  ) => readonly Finding[];
};

const HYPERVISOR_ADDRESS: Addresses = {
  libvirt: (path, { uri }) => {
    const parts = parseQemuUri(uri);
    if (parts === undefined) return [noLibvirt(`${path}.uri`, withoutCredentials(uri))];
    return parts.hasPassword ? [credentials(`${path}.uri`, withoutCredentials(uri))] : [];
  },
  proxmox: (path, { endpoint }) =>
    endpoint.startsWith('http:')
      ? [plainText(`${path}.endpoint`, withoutCredentials(endpoint))]
      : bareAddress(`${path}.endpoint`, endpoint),
};

function hypervisorAddresses({ name, hypervisors }: Environment): readonly Finding[] {
  const holders = new Map<string, string>();
  return Object.entries(hypervisors).flatMap(([key, hypervisor]) => {
    const path = `environments.${name}.hypervisors.${key}`;
    const check = HYPERVISOR_ADDRESS[hypervisor.kind] as (
      path: string,
      hypervisor: Hypervisor,
    ) => readonly Finding[];
    const findings = [...check(path, hypervisor), ...checkHypervisor(targetOf(hypervisor), path)];
    if (findings.length > 0) return findings;
    const server = serverOf(hypervisor);
    const holder = holders.get(server);
    holders.set(server, holder ?? key);
    return holder === undefined ? [] : [twice(`${path}.uri`, hypervisor.uri, holder)];
  });
}

function credentials(path: string, value: string): Finding {
  return problem({
    rule: 'reached/credentials',
    path,
    message: 'must hold no credentials, since it stands in the synthesised files',
    value,
    advice: 'Give them to Terraform through its environment, or use a key.',
  });
}

function plainText(path: string, value: string): Finding {
  return problem({
    rule: 'reached/plain-text',
    path,
    message: 'must be reached by https, since the token goes over it',
    value,
    advice:
      'Write it with https, and give the API a certificate that the machines which run Terraform trust.',
  });
}

function noLibvirt(path: string, uri: string): Finding {
  return problem({
    rule: 'reached/libvirt',
    path,
    message: 'must be a libvirt connection',
    value: JSON.stringify(uri),
    advice: 'Write it as `virsh -c` takes it: qemu:///system, or qemu+ssh://user@host/system.',
  });
}

function twice(path: string, uri: string, holder: string): Finding {
  return problem({
    rule: 'reached/twice',
    path,
    message: 'must be a server that no other hypervisor of the environment is',
    value: `${uri}, which ${holder} is already`,
    advice: 'Describe the host once: its room would be counted twice.',
  });
}
