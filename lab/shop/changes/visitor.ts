import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { type Cluster, environmentIn, inCluster } from '../../cluster';

/** What somebody was answered: HTTP status, or `none` → how often. */
export type Answers = Readonly<Record<string, number>>;

/** Somebody who asks for a page again and again, in the cluster's network. */
export interface Visitor {
  /** So far. */
  readonly answers: Answers;
  /** Goes away. */
  leave(): Promise<void>;
}

/** The longest that a visit may last, should nobody end it. */
const LIMIT_S = 3_600;
const PATIENCE_S = 20;
const ASK = `end=$(($(date +%s) + ${LIMIT_S}))
while [ "$(date +%s)" -lt "$end" ]; do
  curl --silent --output /dev/null --max-time ${PATIENCE_S} --write-out '%{http_code}\\n' "$0" || true
  sleep 0.5
done`;

/** Visits a page until one leaves. */
export function visit(cluster: Cluster, url: string): Visitor {
  const [program, ...args] = inCluster(cluster, ['sh', '-c', ASK, url]);
  const child = spawn(program, args, { env: environmentIn(cluster), stdio: ['ignore', 'pipe', 'ignore'] });
  const answers: Record<string, number> = {};
  createInterface({ input: child.stdout }).on('line', (line) => {
    const answer = line === '000' ? 'none' : line;
    answers[answer] = (answers[answer] ?? 0) + 1;
  });
  const ended = new Promise<void>((resolve) =>
    child.once('close', () => {
      resolve();
    }),
  );
  return {
    answers,
    leave: async () => {
      child.kill();
      await ended;
    },
  };
}
