import type { Hypervisor } from '../../model';
import { Call, importsOf, render, WIDTH } from '../starting';
import type { Addition } from './addition';
import type { EnvironmentFile } from './project';
import type { ProjectPlaces } from './project-places';
import { propertyOf } from './registration';

/** A physical server, as `slipway add host` is told of it. */
export interface HostProps {
  readonly cores: number;
  readonly memoryGibibytes: number;
  /** @default that of another host of the environment, with this one's name in it */
  readonly uri?: string;
  /** @default none */
  readonly failureDomain?: string;
}

/**
 * A new host of an environment, connected to as those that it has.
 *
 * @param places where the project says what it has; undefined where no TypeScript can be read
 */
export function addHost(
  environment: EnvironmentFile,
  name: string,
  host: Call,
  places: ProjectPlaces | undefined,
): Addition {
  const imports = [...new Set(importsOf(host))];
  const isDone = places !== undefined && declared(places, environment.name, name, host, imports);
  const lines = [
    `import { ${imports.join(', ')} } from 'slipway';`,
    `  hypervisors: { …, ${render({ [name]: host }, 0).slice(2, -2)} },`,
  ];
  return {
    files: {},
    changed: places?.sources.changed ?? {},
    byHand: isDone ? [] : [{ file: environment.file, where: '`hypervisors`', lines }],
  };
}

function declared(
  places: ProjectPlaces,
  environment: string,
  name: string,
  host: Call,
  imports: readonly string[],
): boolean {
  const found = places.environment(environment);
  if (found === undefined) return false;
  const isThere = found.node.properties.some((property) => property.name?.getText() === 'hypervisors');
  const hosts = places.sources.object(places.sources.property(found, 'hypervisors'));
  if (isThere && hosts === undefined) return false;
  const source =
    hosts === undefined
      ? found.source.withProperty(found.node, `hypervisors: ${render({ [name]: host }, 0, WIDTH)}`)
      : hosts.source.withProperty(hosts.node, propertyOf(name, host));
  return places.sources.put(source.withImport(imports, 'slipway'));
}

/** `libvirt({ … })`, or `proxmox({ … })` where the other hosts are that. */
export function hostOf(others: Readonly<Record<string, Hypervisor>>, name: string, props: HostProps): Call {
  const size = {
    cores: props.cores,
    memory: new Call('Size.gibibytes', props.memoryGibibytes),
    failureDomain: props.failureDomain,
  };
  const [like] = Object.entries(others);
  if (like?.[1].kind === 'proxmox') {
    const { endpoint, datastore, fileDatastore, cpuType, guestAgent, sshUser } = like[1];
    const node = { endpoint, node: name, datastore, fileDatastore, cpuType, guestAgent, sshUser };
    return new Call('proxmox', { ...node, ...size });
  }
  const [other = '', hypervisor] = like ?? [];
  const uri =
    hypervisor?.uri.includes(other) === true
      ? hypervisor.uri.replaceAll(other, name)
      : `qemu+ssh://root@${name}/system`;
  return new Call('libvirt', { uri: props.uri ?? uri, storagePool: like?.[1].storagePool, ...size });
}
