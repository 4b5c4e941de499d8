import { CLUSTER_NEEDS, clusterIn, clusterStatus, clusterUp, connectHosts } from '../cluster';
import { processesOf } from '../enclosure';
import { buildGoProgram } from '../go-program';
import { labHome } from '../home';
import { buildDebianImage } from '../image';
import { libvirtProvider, providersIn } from '../terraform-providers';
import { hostIn, hostsIn, MACHINES_NEED, machinesStatus, powerOn } from '../machines';
import { installPackages, missingOf, obstacle, type Provided, refuseWithout } from '../requirements';
import type { Steps } from '../steps';
import { clusterTable, hostsTable } from './tables';

const HOSTS = ['a', 'b'];

export interface UpOptions {
  readonly install: boolean;
}

/** The whole lab. */
export async function up(steps: Steps, options: UpOptions): Promise<void> {
  await prepare(steps, options, { ...MACHINES_NEED, ...CLUSTER_NEEDS });
  const machines = await startMachines(steps);
  await startCluster(steps);
  const cluster = await clusterStatus(clusterIn(labHome()));
  const text = [machinesText(machines), '', clusterTable(cluster)].join('\n');
  steps.result(text, { ...machines, cluster });
}

/** Two libvirt hosts, and what a stack of machines needs on them. Existing parts stay as they are. */
export async function upMachines(steps: Steps, options: UpOptions): Promise<void> {
  await prepare(steps, options, MACHINES_NEED);
  const machines = await startMachines(steps);
  steps.result(machinesText(machines), machines);
}

/** The control plane with its first node, the registry and the Docker engine. Existing parts stay as they are. */
export async function upCluster(steps: Steps, options: UpOptions): Promise<void> {
  await prepare(steps, options, CLUSTER_NEEDS);
  await startCluster(steps);
  const cluster = await clusterStatus(clusterIn(labHome()));
  steps.result(clusterTable(cluster), { cluster });
}

async function prepare(steps: Steps, { install }: UpOptions, needed: Provided): Promise<void> {
  const missing = install && obstacle() === undefined ? missingOf(needed) : [];
  if (missing.length > 0) await steps.step(`install ${missing.join(', ')}`, () => installPackages(missing));
  await steps.step('what this machine has', () => {
    refuseWithout(needed);
  });
}

async function startMachines(steps: Steps) {
  const provider = await steps.step('the libvirt provider', () => buildGoProgram(libvirtProvider));
  const image = await steps.step('the Debian image (two minutes, once)', () => buildDebianImage());
  const home = labHome();
  for (const name of HOSTS) await steps.step(`host ${name}`, () => powerOn(hostIn(home, name)));
  if (processesOf(clusterIn(home)) !== undefined) await connect(steps, home);
  return { hosts: await machinesStatus(home), image, providers: providersIn(provider) };
}

async function startCluster(steps: Steps): Promise<void> {
  const home = labHome();
  await clusterUp(clusterIn(home), steps);
  if (hostsIn(home).length > 0) await connect(steps, home);
}

function connect(steps: Steps, home: string): Promise<void> {
  return steps.step("the hosts in the cluster's network", () => connectHosts(clusterIn(home), hostsIn(home)));
}

function machinesText({ hosts, image, providers }: Awaited<ReturnType<typeof startMachines>>): string {
  return [
    hostsTable(hosts),
    '',
    `image      ${image.path}`,
    `digest     ${image.digest}`,
    `providers  ${providers}`,
  ].join('\n');
}
