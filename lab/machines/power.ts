import { join } from 'node:path';
import { run, until } from '../../operations/process';
import { endOfLog, oneStart, type PowerOptions, settledProcessesOf, start } from '../enclosure';
import { type Host, hostLogPath, uriOf } from './host';
import { layOut } from './host-files';

const INIT = join(__dirname, 'host-init.sh');
const START_TIMEOUT_MS = 180_000;

/** Starts a host unless it runs, and waits until its libvirt answers. Its machines start with it. */
export function powerOn(host: Host, { tied = false }: PowerOptions = {}): Promise<void> {
  return oneStart(host, async () => {
    if ((await settledProcessesOf(host)) === undefined) {
      layOut(host);
      start(host, { init: ['bash', INIT, host.folder, host.name], log: hostLogPath(host), tied });
    }
    await until(`libvirt on host ${host.name}`, async () => ((await answers(host)) ? true : undefined), {
      timeoutMs: START_TIMEOUT_MS,
      explain: () => endOfLog(hostLogPath(host)),
    });
  });
}

/** Whether the host's libvirt answers. */
export async function answers(host: Host): Promise<boolean> {
  const { code } = await run('virsh', ['--connect', uriOf(host), 'version'], { timeoutMs: 30_000 });
  return code === 0;
}
