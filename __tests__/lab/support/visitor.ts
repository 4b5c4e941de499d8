import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { type Cluster, environmentIn, inCluster, until } from '../../../lab';

/** Somebody who asks for a page without a break, from the cluster's network. */
export interface Visitor {
  /** Waits for this answer: the proxies of a node learn of a new pod a moment after it is ready. */
  untilAnswered(answer: string): Promise<void>;
  /** Goes away. Returns what answered, each different answer with how often it came. */
  leave(): Promise<Readonly<Record<string, number>>>;
}

/** The longest that a visit may last, should nobody end it. */
const LIMIT_S = 300;
const ASK = `end=$(($(date +%s) + ${LIMIT_S}))
while [ "$(date +%s)" -lt "$end" ]; do
  curl --silent --max-time 2 "$0" || echo 'no answer'
  sleep 0.2
done`;

export function visit(cluster: Cluster, url: string): Visitor {
  const [program, ...args] = inCluster(cluster, ['sh', '-c', ASK, url]);
  const child = spawn(program, args, {
    env: environmentIn(cluster),
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const answers: Record<string, number> = {};
  createInterface({ input: child.stdout }).on('line', (answer) => {
    answers[answer] = (answers[answer] ?? 0) + 1;
  });
  const ended = new Promise<void>((resolve) =>
    child.once('close', () => {
      resolve();
    }),
  );
  return {
    untilAnswered: async (answer) => {
      await until(`the answer "${answer}"`, () => Promise.resolve(answer in answers ? true : undefined), {
        timeoutMs: 30_000,
        explain: () => Object.keys(answers).join(', '),
      });
    },
    leave: async () => {
      child.kill();
      await ended;
      return answers;
    },
  };
}
