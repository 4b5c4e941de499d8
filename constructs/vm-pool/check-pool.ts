import { Token } from '../cdktf';
import { type Finding, problem } from '../../core/findings';
import { checkDisks, checkSize } from './check-disks';
import { checkRanges } from './check-ranges';
import { checkRetired } from './check-retired';
import { checkSlots } from './check-slots';
import { checkCloudInit } from './cloud-init';
import type { HypervisorDriver } from './hypervisor-driver';
import { driverOf, type HypervisorTarget } from './hypervisor-drivers';
import { libvirtHost } from './libvirt';
import { checkImage } from './machine-image';
import { checkIdentity, checkName, formerNames } from './names';
import { checkNetwork, nameServersOf } from './network';
import { poolImages } from './pool-images';
import { checkPoolShape } from './pool-shape';
import type { PoolSpec } from './pool-spec';

/**
 * The problems of a pool. Pure: needs no construct, so that one report can list those of all environments.
 *
 * It sees one pool. Whether names, MACs and addresses are unique among several pools is checked where these are known, with
 * {@link slotIdentities}.
 *
 * @param path where the pool stands, for the findings.
 * @param targets what its slots run on. What one kind of hypervisor cannot do is reported once.
 */
export function checkPool(
  spec: PoolSpec,
  path: string,
  targets: readonly HypervisorTarget[] = [libvirtHost()],
): readonly Finding[] {
  const wrong = checkPoolShape(spec, path);
  // What has the wrong type cannot be judged.
  if (wrong.length > 0) return wrong;
  const drivers = driversOf(targets);
  return [
    ...checkIdentity(spec.identity, `${path}.identity`),
    ...checkName(spec.pool, path),
    ...formerNames(spec).flatMap((name, index) => checkName(name, `${path}.formerly[${index}]`)),
    ...checkCpu(spec.cpu, `${path}.cpu`),
    ...checkSize(spec.memory, `${path}.memory`),
    ...poolImages(spec, path).flatMap((named) => checkImage(named.image, named.path)),
    ...drivers.flatMap(({ limits }) => limits(spec, path)),
    ...checkDisks(spec, path),
    ...checkNetwork(spec.network, `${path}.network`),
    ...drivers.flatMap(({ networkLimits }) => networkLimits(spec.network, `${path}.network`)),
    ...checkRanges(spec, path),
    ...checkNameServers(spec, `${path}.network.dns`),
    ...checkSlots(spec, `${path}.slots`),
    ...checkRetired(spec, path),
    ...(spec.cloudInit === undefined ? [] : checkCloudInit(spec.cloudInit, `${path}.cloudInit`)),
  ];
}

/** One driver of each kind: what a kind cannot do does not depend on the host. */
function driversOf(targets: readonly HypervisorTarget[]): readonly HypervisorDriver[] {
  return [...new Map(targets.map((target) => [target.kind, target])).values()].map(driverOf);
}

/** A machine without an IPv6 address reaches no name server that has no other. */
function checkNameServers({ network, addresses6 }: PoolSpec, path: string): readonly Finding[] {
  const servers = nameServersOf(network);
  const isReached =
    addresses6 !== undefined || servers.length === 0 || servers.some((server) => !server.includes(':'));
  if (isReached) return [];
  return [
    problem({
      rule: 'vm-pool/dns',
      path,
      message: 'must have a name server by IPv4 for machines that have no IPv6 address',
      value: servers.join(', '),
      advice: 'Add one, or give the pool its addresses6.',
    }),
  ];
}

function checkCpu(cpu: number, path: string): readonly Finding[] {
  if (Token.isUnresolved(cpu) || (Number.isSafeInteger(cpu) && cpu >= 1)) return [];
  return [
    problem({
      rule: 'vm-pool/cpu',
      path,
      message: 'must be a whole number of virtual CPUs, at least 1',
      value: String(cpu),
      advice: 'A machine has whole CPUs; shares of one are for containers.',
    }),
  ];
}
