import { relative } from 'node:path';
import { checkHypervisor } from '../../constructs/vm-pool';
import { type Finding, problem } from '../../core/findings';
import { checkAddress, plainText } from '../check-address';
import { checkCluster } from '../check-cluster';
import { checkConnection } from '../check-connection';
import { checkState } from '../check-state';
import type { ResolvedComposition } from '../composition';
import type { Environment } from '../environment';
import { type Hypervisor, targetOf } from '../hypervisor';
import { builtServices } from '../image-build';
import { withoutCredentials } from '../libvirt-uri';
import type { Project } from '../project';
import { serverOf } from '../server-of';
import type { State } from '../state';

/** What Terraform reaches things by is written down: it must be an address, and it must hold no credentials. */
export function reached({ project, environments }: ResolvedComposition): readonly Finding[] {
  return [
    ...checkState(project.props.state, 'project.state'),
    ...outOfImages(project, project.props.state, 'project.state'),
    ...environments.flatMap((environment) => [
      ...(environment.state === undefined
        ? []
        : [
            ...checkState(environment.state, `environments.${environment.name}.state`),
            ...outOfImages(project, environment.state, `environments.${environment.name}.state`),
          ]),
      ...checkCluster(environment.cluster, `environments.${environment.name}.cluster`),
      ...hypervisorAddresses(environment),
    ]),
  ];
}

/** A state in a build context would be in the image, with what it knows, and each deploy would build another one. */
function outOfImages(project: Project, state: State, path: string): readonly Finding[] {
  if (state.kind !== 'local') return [];
  const { folder } = state;
  const holder = builtServices(project).find(({ props }) => {
    const context = relative(project.props.root, props.image.context);
    return context !== '' && isIn(folder, context);
  });
  if (holder === undefined) return [];
  return [
    problem({
      rule: 'reached/folder',
      path: `${path}.folder`,
      message: `must not be in what the image of ${holder.name} is built from: it would be sent to the build`,
      value: JSON.stringify(folder),
      advice: 'Give the states a folder of their own, such as state.',
    }),
  ];
}

function isIn(folder: string, context: string): boolean {
  return folder === context || folder.startsWith(`${context}/`);
}

type Addresses = {
  readonly [K in Hypervisor['kind']]: (
    path: string,
    hypervisor: Extract<Hypervisor, { kind: K }>,
  ) => readonly Finding[];
};

const HYPERVISOR_ADDRESS: Addresses = {
  libvirt: (path, hypervisor) => checkConnection(hypervisor, `${path}.uri`),
  proxmox: (path, { endpoint }) =>
    endpoint.startsWith('http:')
      ? [plainText(`${path}.endpoint`, withoutCredentials(endpoint))]
      : checkAddress(`${path}.endpoint`, endpoint),
};

/** What is wrong with how the hosts of an environment are reached. */
export function hypervisorAddresses({
  name,
  hypervisors,
}: Pick<Environment, 'name' | 'hypervisors'>): readonly Finding[] {
  const holders = new Map<string, string>();
  return Object.entries(hypervisors).flatMap(([key, hypervisor]) => {
    const path = `environments.${name}.hypervisors.${key}`;
    const check = HYPERVISOR_ADDRESS[hypervisor.kind] as (
      path: string,
      hypervisor: Hypervisor,
    ) => readonly Finding[];
    const findings = [...check(path, hypervisor), ...checkHypervisor(targetOf(hypervisor), path)];
    // What is no address is not another one's.
    if (findings.some(({ severity }) => severity === 'error')) return findings;
    const server = serverOf(hypervisor);
    const holder = holders.get(server);
    holders.set(server, holder ?? key);
    return holder === undefined ? findings : [...findings, twice(`${path}.uri`, hypervisor.uri, holder)];
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
