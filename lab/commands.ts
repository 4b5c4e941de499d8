import { spawn } from 'node:child_process';
import { buildGoProgram } from './go-program';
import { labHome } from './home';
import { buildDebianImage } from './image';
import { libvirtProvider, providersIn } from './libvirt-provider';
import {
  hostIn,
  inNetworkOf,
  type HostStatus,
  installPackages,
  machinesDown,
  machinesStatus,
  missingPackages,
  obstacle,
  powerOn,
  refuseUnlessReady,
  uriOf,
} from './machines';
import type { Steps } from './steps';

const HOSTS = ['a', 'b'];

/** Two libvirt hosts, and what a stack of machines for them needs. What is there already stays as it is. */
export async function upMachines(steps: Steps, { install }: { readonly install: boolean }): Promise<void> {
  const missing = install && obstacle() === undefined ? missingPackages() : [];
  if (missing.length > 0) await steps.step(`install ${missing.join(', ')}`, () => installPackages(missing));
  await steps.step('what this machine has', refuseUnlessReady);
  const provider = await steps.step('the libvirt provider', () => buildGoProgram(libvirtProvider));
  const image = await steps.step('the Debian image (two minutes, once)', () => buildDebianImage());
  const home = labHome();
  for (const name of HOSTS) await steps.step(`host ${name}`, () => powerOn(hostIn(home, name)));

  const hosts = await machinesStatus(home);
  const text = [
    table(hosts),
    '',
    `image      ${image.path}`,
    `digest     ${image.digest}`,
    `providers  ${providersIn(provider)}`,
  ];
  steps.result(text.join('\n'), { hosts, image, providers: providersIn(provider) });
}

export async function down(steps: Steps): Promise<void> {
  await steps.step('remove the hosts, and look for anything left', () => machinesDown(labHome()));
  steps.result('Nothing is left: no process, namespace, mount, interface, machine or file.', { left: [] });
}

export async function status(steps: Steps): Promise<void> {
  const hosts = await machinesStatus(labHome());
  steps.result(hosts.length === 0 ? 'The lab is down.' : table(hosts), { hosts });
}

function table(hosts: readonly HostStatus[]): string {
  return hosts
    .flatMap(({ name, power, uri, machines, diskBytes }) => [
      `host ${name}     ${power}, ${machines.length} machines, ${Math.ceil(diskBytes / 2 ** 20)} MiB on disk`,
      `  uri      ${uri}`,
      ...machines.map((machine) => `  machine  ${machine}`),
    ])
    .join('\n');
}

/** A shell in a host's network, where `virsh` means this host. Ends when the person ends it. */
export function shell(name: string): Promise<void> {
  const host = hostIn(labHome(), name);
  const [program, ...args] = inNetworkOf(host, [process.env.SHELL ?? '/bin/sh']);
  const env = { ...process.env, LIBVIRT_DEFAULT_URI: uriOf(host) };
  return new Promise((resolve, reject) => {
    spawn(program, args, { stdio: 'inherit', env })
      .on('error', reject)
      .on('exit', () => {
        resolve();
      });
  });
}
