import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { Cluster } from './cluster';
import { environmentIn, inCluster } from './inside';

/** Answer → how often it came. */
export type Answers = Readonly<Record<string, number>>;

/** A visitor who requests a page again and again, in the cluster's network. */
export interface Visitor {
  /** The answers so far. */
  readonly answers: Answers;
  /** Ends the visit. */
  leave(): Promise<void>;
}

/** What a visitor records of an answer: its HTTP status, or the only line of the page. */
export type Kept = 'status' | 'page';

/** Recorded when no answer came in time. */
export const NO_ANSWER = 'no answer';

/** The longest that a visit lasts if nobody ends it. */
const LIMIT_S = 3_600;
const PAUSE_S = 0.3;
const KEEP: Readonly<Record<Kept, string>> = {
  status: `--output /dev/null --write-out '%{http_code}'`,
  page: '',
};

/** Visits a page until told to leave. */
export function visit(
  cluster: Cluster,
  url: string,
  { keep, patienceS }: { readonly keep: Kept; readonly patienceS: number },
): Visitor {
  const asking = `end=$(($(date +%s) + ${LIMIT_S}))
while [ "$(date +%s)" -lt "$end" ]; do
  answer=$(curl --silent --max-time ${patienceS} ${KEEP[keep]} "$0") || answer='${NO_ANSWER}'
  echo "$answer"
  sleep ${PAUSE_S}
done`;
  const [program, ...args] = inCluster(cluster, ['sh', '-c', asking, url]);
  const child = spawn(program, args, { env: environmentIn(cluster), stdio: ['ignore', 'pipe', 'ignore'] });
  const answers: Record<string, number> = {};
  createInterface({ input: child.stdout }).on('line', (line) => {
    answers[line] = (answers[line] ?? 0) + 1;
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
