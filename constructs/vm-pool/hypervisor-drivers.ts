import type { Finding } from '../../core/findings';
import type { HypervisorDriver } from './hypervisor-driver';
import { libvirt, type LibvirtHost } from './libvirt';
import { proxmox, type ProxmoxNode } from './proxmox';

/** What machines run on, as one says it. */
export type HypervisorTarget = LibvirtHost | ProxmoxNode;
/** The kinds of hypervisors that have a driver. */
export type HypervisorKind = HypervisorTarget['kind'];

type Modules = {
  readonly [K in HypervisorKind]: (target: Extract<HypervisorTarget, { kind: K }>) => HypervisorDriver;
};

const HYPERVISORS: Modules = { libvirt: () => libvirt, proxmox };

/** The module that makes machines on a target. */
export function driverOf(target: HypervisorTarget): HypervisorDriver {
  return (HYPERVISORS[target.kind] as (target: HypervisorTarget) => HypervisorDriver)(target);
}

/** The problems of a target's description. Pure: needs no construct. */
export function checkHypervisor(target: HypervisorTarget, path: string): readonly Finding[] {
  return driverOf(target).check(path);
}
