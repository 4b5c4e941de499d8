import { isDeepStrictEqual } from 'node:util';
import type { Finding } from '../../core/findings';
import { type Check, demand, entry, has, quoted } from './check';
import { commands } from './check-command';
import { connections } from './check-connections';
import { pinned } from './check-identity';
import { mountsOf } from './check-mount-places';
import { containerMounts } from './check-mounts';
import { containerProbes } from './check-probes';
import { resourcesOf } from './check-resources';
import { capabilities, hostPaths, ids } from './check-security';
import { commandSecrets } from './check-secrets';
import { variables } from './check-variables';
import { type OtherContainer, otherContainersOf } from './containers';
import type { ResolvedWorkload } from './workload-spec';

/** Init containers and sidecars: each is a container as the workload's own is, and they agree on what they share. */
export const containers: Check = (workload, path) => {
  const others = otherContainersOf(workload);
  const before = (position: number): readonly ResolvedWorkload[] => [
    workload,
    ...others.slice(0, position).map(({ alone }) => alone),
  ];
  return [
    ...others.flatMap((other, position) => [
      ...named(other, [workload.name, ...others.slice(0, position).map(({ name }) => name)], path),
      ...program(other, path),
      ...volumes(other, workload, path),
      ...judged(other, `${path}${other.path}`),
      ...shared(other, before(position), path),
      ...namesakes(other, before(position), path),
    ]),
    ...ports(workload, path),
  ];
};

/** What holds for the workload's own container as well. */
function judged({ given, alone }: OtherContainer, path: string): readonly Finding[] {
  return [
    ...(given.image === undefined ? [] : pinned(given.image, `${path}.image`)),
    ...(given.user === undefined ? [] : ids({ user: given.user }, path)),
    ...capabilities(alone, path),
    ...hostPaths(alone, path),
    ...resourcesOf(alone, path),
    ...containerProbes(alone, path),
    ...variables(alone, path),
    ...containerMounts(alone, path),
    ...commands(alone, path),
    ...commandSecrets(alone, path),
    ...connections({ ...alone, connectsTo: {} }, path),
  ];
}

/** Names that begin with a letter stay in the order in which they are written. */
function named({ name, path: where }: OtherContainer, taken: readonly string[], path: string) {
  return [
    ...demand(has('serviceName', name), {
      rule: 'workload/container',
      path: `${path}${where}`,
      message: 'must have a name that begins with a letter: lower case, digits and -, at most 63 characters',
      value: quoted(name),
      advice: 'Name it after what it does: exporter, wait-for-database.',
    }),
    ...demand(!taken.includes(name), {
      rule: 'workload/container',
      path: `${path}${where}`,
      message:
        'must have a name that no other container of the pod has: the first is called like the workload',
      value: quoted(name),
      advice: 'Rename it.',
    }),
  ];
}

/** The program of the workload's own image runs already. */
function program({ given, path: where }: OtherContainer, path: string): readonly Finding[] {
  return demand(given.image !== undefined || given.command !== undefined || given.args !== undefined, {
    rule: 'workload/container',
    path: `${path}${where}`,
    message: 'must have an image, or a command of its own for that of the workload',
    value: 'neither',
    advice: "Add image, or command: ['…'].",
  });
}

function volumes({ given, path: where }: OtherContainer, workload: ResolvedWorkload, path: string) {
  const names = Object.keys(workload.volumes);
  return (given.volumes ?? []).flatMap((volume) =>
    demand(names.includes(volume), {
      rule: 'workload/container',
      path: `${path}${where}.volumes`,
      message: 'must name volumes of the workload',
      value: quoted(volume),
      advice:
        names.length > 0 ? `It has ${names.join(', ')}.` : 'It has none: scratch is shared by its path.',
    }),
  );
}

/** One process listens on a port. */
function ports({ ports: all, sidecars }: ResolvedWorkload, path: string): readonly Finding[] {
  const names = Object.keys(all);
  const claims = Object.entries(sidecars).flatMap(([name, sidecar]) =>
    (sidecar.ports ?? []).map((port) => ({ port, name, path: `${path}.sidecars.${name}.ports` })),
  );
  return claims.flatMap(({ port, path: where }, position) => {
    const duplicate = claims.slice(0, position).find((other) => other.port === port);
    return [
      ...demand(names.includes(port), {
        rule: 'workload/container',
        path: where,
        message: 'must name ports that the workload declares',
        value: quoted(port),
        advice: `Declare it there: ports: { ${port}: 9100 }. The Service and the policies follow from that.`,
      }),
      ...demand(duplicate === undefined, {
        rule: 'workload/container',
        path: where,
        message: 'must name ports on which no other sidecar listens',
        value: `${port}, as ${duplicate?.name ?? ''} already does`,
        advice: 'The containers of a pod share one network: give each a port of its own.',
      }),
    ];
  });
}

/** The same path is the same thing in every container: another file, or another mount, would need another name in the pod. */
function shared(
  { alone, path: where }: OtherContainer,
  earlier: readonly ResolvedWorkload[],
  path: string,
): readonly Finding[] {
  return (['files', 'mounts'] as const).flatMap((option) =>
    Object.entries(alone[option]).flatMap(([place, thing]) => {
      const differs = earlier.some(
        (other) => other[option][place] !== undefined && !isDeepStrictEqual(other[option][place], thing),
      );
      return demand(!differs, {
        rule: 'workload/mount-conflict',
        path: entry(`${path}${where}.${option}`, place),
        message: 'must be the same as in the other containers that have something at this path',
        value: quoted(place),
        advice: 'Give it another path here.',
      });
    }),
  );
}

/** Kubernetes names what is mounted after its path, once for the whole pod. */
function namesakes(
  { alone, path: where }: OtherContainer,
  earlier: readonly ResolvedWorkload[],
  path: string,
): readonly Finding[] {
  const taken = earlier.flatMap((other) => mountsOf(other, path));
  return mountsOf(alone, `${path}${where}`).flatMap((mount) => {
    const namesake = taken.find(({ name, path: place }) => name === mount.name && place !== mount.path);
    return demand(namesake === undefined, {
      rule: 'workload/mount-conflict',
      path: mount.from,
      message: 'must differ in more than punctuation from what another container of the pod has mounted',
      value: `${quoted(mount.path)}, beside ${quoted(namesake?.path)}`,
      advice: 'Both get the same name in Kubernetes, where - stands for what a name cannot hold: rename one.',
    });
  });
}
