import fs from 'node:fs';
import { instantOf, promoteImage, releaseImage, updateReleases } from '../../promotion';
import { digestOf, hex } from './support';

// node update-in-process.ts <folder> promote <n>: promotes all services, and is killed before its nth change of the disk.
// node update-in-process.ts <folder> release <name> <times>: releases that many images of api, one after the other.
const [directory = '', act = '', argument = '', times = '1'] = process.argv.slice(2);

const ENVIRONMENTS = [{ name: 'dev' }, { name: 'staging', after: 'dev' }];
const SERVICES = ['api', 'web'];
const attribution = () => ({ at: instantOf(new Date()), by: `process ${process.pid}` });

const ACTS: Record<string, () => Promise<void>> = {
  promote: async () => {
    dieBefore(Number(argument));
    await updateReleases(directory, (releases) => {
      const pipeline = { stages: ENVIRONMENTS, services: SERVICES, releases };
      const steps = SERVICES.map((service) =>
        promoteImage(pipeline, { service, from: 'dev', to: 'staging' }, attribution()),
      );
      return {
        releases: steps.flatMap(({ release }) => release ?? []),
        findings: steps.flatMap(({ findings }) => findings),
      };
    });
  },
  release: async () => {
    for (let turn = 0; turn < Number(times); turn += 1) {
      const name = `${argument} ${turn}`;
      await updateReleases(directory, (releases) => {
        const pipeline = { stages: ENVIRONMENTS, services: SERVICES, releases };
        const image = {
          digest: digestOf(name),
          sourceHash: hex(`source of ${name}`),
          commit: hex(name).slice(0, 40),
          platforms: ['linux/amd64'],
        };
        const { release, findings } = releaseImage(
          pipeline,
          { environment: 'dev', service: 'api' },
          image,
          attribution(),
        );
        return { releases: release === undefined ? [] : [release], findings };
      });
    }
  },
};

/** Kills this process before it changes the disk for the nth time. */
function dieBefore(nth: number): void {
  let count = 0;
  for (const name of ['mkdtempSync', 'writeFileSync', 'renameSync', 'rmSync', 'rmdirSync'] as const) {
    const real = fs[name] as (...args: unknown[]) => unknown;
    Object.assign(fs, {
      [name]: (...args: unknown[]) => {
        count += 1;
        if (count === nth) process.kill(process.pid, 'SIGKILL');
        return real(...args);
      },
    });
  }
}

void ACTS[act]?.();
