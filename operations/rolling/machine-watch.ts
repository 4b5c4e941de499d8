import type { SlotRecord } from '../../core/record';
import { Failure, lastLines, run, until } from '../process';
import { awaitFile, sshTo } from '../ssh';

/** Observes machines from outside. */
export interface MachineWatch {
  /** Whether a machine answers and, if it is up to date, has finished its first boot. */
  readonly isUp: (machine: SlotRecord, isCurrent: boolean) => Promise<boolean>;
  /** Waits for the end of a machine's first boot. @throws Failure if the boot reports errors, or takes too long */
  readonly firstBoot: (machine: SlotRecord) => Promise<void>;
}

interface SshWatchOptions {
  /** The ssh command, with any options of your own. @default ssh */
  readonly ssh?: readonly [string, ...string[]];
  /** How long a first boot may take. */
  readonly timeoutMs: number;
  /** @default 2000 */
  readonly everyMs?: number;
  /** Stops waiting when aborted. @default never */
  readonly stop?: AbortSignal;
}

const ASK = 'cat /var/lib/cloud/data/instance-id; cloud-init status';
/** cloud-init writes this file when it has finished. */
const ASK_PATIENTLY = `${awaitFile('/run/cloud-init/result.json')}; ${ASK}`;
const ASK_MORE = 'cloud-init status --long';
const ASK_LIMIT_MS = 40_000;

/** What a machine reports about itself. */
interface MachineReport {
  readonly instance: string;
  /** `running`, `done`, `error`, … as cloud-init says it; empty if the machine has no cloud-init. */
  readonly status: string;
}

/** Asks machines over SSH as their first user, through the host if there is no other route. */
export function sshWatch({ ssh = ['ssh'], timeoutMs, everyMs = 2_000, stop }: SshWatchOptions): MachineWatch {
  const on = async (machine: SlotRecord, line: string) => {
    const [program, ...args] = sshTo(machine, ssh);
    return run(program, [...args, line], { timeoutMs: ASK_LIMIT_MS });
  };
  const ask = async (machine: SlotRecord, line = ASK): Promise<MachineReport | string> => {
    const { code, output, stdout } = await on(machine, line);
    // 255 is ssh's own exit code; cloud-init's codes come with a status.
    if (code === undefined || code === 255) return lastLines(output, 1) || 'no answer';
    const [instance = ''] = stdout.split('\n');
    return { instance: instance.trim(), status: /^status: (\S+)/m.exec(stdout)?.[1] ?? '' };
  };
  return {
    isUp: async (machine, isCurrent) => {
      const report = await ask(machine);
      if (typeof report === 'string') return false;
      return !isCurrent || (report.instance === machine.instanceId && report.status === 'done');
    },
    firstBoot: async (machine) => {
      let last = '';
      await until(
        `the first boot of ${machine.name}`,
        async () => {
          const report = await ask(machine, ASK_PATIENTLY);
          last =
            typeof report === 'string' ? report : `it is ${report.instance}, cloud-init is ${report.status}`;
          if (typeof report === 'string' || report.instance !== machine.instanceId) return undefined;
          if (report.status === 'error') throw new Failure(await whyFailed(machine));
          return report.status === 'done' ? true : undefined;
        },
        { timeoutMs, everyMs, stop, explain: () => `${sshTo(machine).at(-1) ?? ''}: ${last}` },
      );
    },
  };

  async function whyFailed(machine: SlotRecord): Promise<string> {
    const { output } = await on(machine, ASK_MORE);
    return `the first boot of ${machine.name} ended in errors:\n${lastLines(output, 25)}`;
  }
}
