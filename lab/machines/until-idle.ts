import { outputOf, until } from '../../operations/process';
import { adminUriOf, type Host } from './host';

const LIMIT_MS = 180_000;

/**
 * Waits until a host's libvirt has no client and nothing to do. It goes on with what a client asked for that has been killed, so
 * what the host has may still change.
 */
export async function untilIdle(host: Host): Promise<void> {
  let seen = '';
  await until(
    `libvirt on host ${host.name} to be idle`,
    async () => {
      seen = `${await ask(host, 'server-clients-info')}${await ask(host, 'server-threadpool-info')}`;
      return isIdle(seen) ? true : undefined;
    },
    { timeoutMs: LIMIT_MS, everyMs: 100, explain: () => seen },
  );
}

function isIdle(printed: string): boolean {
  const number = (name: string) => Number(new RegExp(`^${name} *: (\\d+)$`, 'm').exec(printed)?.[1]);
  return (
    number('nclients') === 0 && number('jobQueueDepth') === 0 && number('freeWorkers') === number('nWorkers')
  );
}

function ask(host: Host, question: string): Promise<string> {
  return outputOf('virt-admin', ['--connect', adminUriOf(host), question, 'libvirtd'], { timeoutMs: 60_000 });
}
