import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { type Cluster, environmentIn, inCluster, kubeconfigOf } from '../../../lab';
import { TYPESCRIPT } from '../../support/run-typescript';

/** What came of a call of cluster/. */
interface Came {
  readonly result?: unknown;
  readonly failure?: string;
  /** What it told meanwhile. */
  readonly told: readonly string[];
}

/** Calls of cluster/ from the cluster's network, in one process of its own: where the tests run, the cluster can't be reached. */
export interface ClusterCalls {
  call(name: string, ...args: readonly unknown[]): Promise<Came>;
  end(): void;
}

const TOP = join(__dirname, '../../..');
const LIMIT_MS = 240_000;

/** The process ends with its input, and so with this one. */
export function clusterCalls(cluster: Cluster): ClusterCalls {
  const script = join(__dirname, 'cluster-call.ts');
  const node = [process.execPath, '-C', 'slipway-source', ...TYPESCRIPT];
  const [program, ...args] = inCluster(cluster, [...node, script, kubeconfigOf(cluster), 'lab']);
  const child = spawn(program, args, {
    cwd: TOP,
    env: environmentIn(cluster),
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const answers = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return {
    call: async (...call) => {
      child.stdin.write(`${JSON.stringify(call)}\n`);
      const answer = await withinLimit(answers.next(), call[0]);
      if (answer.done === true) throw new Error(`the process ended in ${call[0]}`);
      return JSON.parse(answer.value) as Came;
    },
    end: () => {
      child.stdin.end();
    },
  };
}

async function withinLimit<T>(work: Promise<T>, name: string): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      reject(new Error(`${name} did not end within ${LIMIT_MS / 1000} s`));
    }, LIMIT_MS);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
