import { refuseIfAny } from '../../core/findings';
import { Failure } from '../process';
import type { EnvironmentDisk } from './environment-disks';
import { checkShrunk, type DiskReport, isToGrow } from './growth';
import { observeDisk } from './observe-disk';
import type { VirshContext } from './virsh';

interface GrowOptions extends VirshContext {
  /** The environment's name, for findings. */
  readonly environment: string;
  /** Only checks, and grows nothing. */
  readonly dryRun: boolean;
  /** Called for each disk that has grown. */
  readonly tell: (message: string) => void;
}

/**
 * Checks disks on their hosts, and grows those that are smaller than declared. Returns the state found before growing. Nothing
 * is grown unless every host answered and no disk would have to shrink.
 *
 * @throws InvalidInput listing every disk that is declared smaller than it is.
 * @throws Failure listing every host that failed.
 */
export async function growDisks(
  disks: readonly EnvironmentDisk[],
  { environment, dryRun, tell, ...here }: GrowOptions,
): Promise<readonly DiskReport[]> {
  const reports = await hostByHost(disks, async (disk) => ({ disk, found: await observeDisk(disk, here) }));
  refuseIfAny(checkShrunk(reports, environment), 'nothing was grown');
  if (dryRun) return reports;
  const toGrow = reports.filter(isToGrow).map((report) => ({ ...report, host: report.disk.host }));
  await hostByHost(toGrow, async ({ disk, found }) => {
    if (found.kind !== 'there') return;
    await found.grow();
    const now = await observeDisk(disk, here);
    if (isToGrow({ disk, found: now }))
      throw new Failure(`${disk.id} was grown, but is not larger than before`);
    tell(`${disk.id} has grown to ${disk.size.toString()}`);
  });
  return reports;
}

/** All hosts in parallel; on each host one disk after the other. */
async function hostByHost<D extends { readonly host: string }, T>(
  disks: readonly D[],
  work: (disk: D) => Promise<T>,
): Promise<readonly T[]> {
  const hosts = [...new Set(disks.map(({ host }) => host))];
  const results = await Promise.allSettled(
    hosts.map(async (host) => {
      const done: T[] = [];
      for (const disk of disks) if (disk.host === host) done.push(await work(disk));
      return done;
    }),
  );
  const failures = results.flatMap((result, index) =>
    result.status === 'rejected' ? [messageOf(result.reason, hosts[index] ?? '')] : [],
  );
  if (failures.length > 0) throw new Failure(failures.join('\n'));
  return results.flatMap((result) => (result.status === 'fulfilled' ? result.value : []));
}

/** Anything but a Failure is a defect: rethrow it with its stack trace. */
function messageOf(reason: unknown, host: string): string {
  if (reason instanceof Failure) return `${host}: ${reason.message}`;
  throw reason;
}
