import { until } from '../../operations/process';
import { endOfLog, processesOf } from '../enclosure';
import { CLUSTER_DOMAIN, GATEWAY, REGISTRY } from '../network';
import { type Cluster, clusterLogPath, CONTROL_PLANE, partLogPath } from './cluster';
import { httpStatus } from './http';
import { runInCluster } from './inside';
import type { Part } from './parts';

/** As long as a part may take on a busy machine. Only bounds the wait for one that never starts. */
const START_TIMEOUT_MS = 300_000;

type Question = (cluster: Cluster) => Promise<boolean>;

/** The parts that others depend on, and the request that shows that each works. */
const QUESTIONS = {
  docker: succeeds('docker', 'version'),
  registry: serves(`http://${REGISTRY}/v2/`, 200),
  'kube-apiserver': succeeds('kubectl', 'get', '--raw', '/readyz'),
  // The API server's answer may be from before it was restarted.
  kubelet: both(
    serves('http://127.0.0.1:10248/healthz', 200),
    succeeds('kubectl', 'wait', '--for=condition=Ready', '--timeout=1s', `node/${CONTROL_PLANE}`),
  ),
  coredns: succeeds('getent', 'hosts', `kubernetes.default.svc.${CLUSTER_DOMAIN}`),
  'state-database': succeeds('/usr/lib/postgresql/15/bin/pg_isready', '--quiet', '--host=127.0.0.1'),
  ingress: serves(`http://${GATEWAY}/`, 404),
} satisfies Partial<Record<Part, Question>>;

export type Answering = keyof typeof QUESTIONS;
export const ANSWERING = Object.keys(QUESTIONS) as readonly Answering[];

/** Whether a part works. */
export async function answersNow(cluster: Cluster, part: Answering): Promise<boolean> {
  return processesOf(cluster) !== undefined && (await QUESTIONS[part](cluster));
}

/** Waits until a part works. @throws Failure with the last lines of its log, if it does not. */
export async function untilAnswers(cluster: Cluster, part: Answering): Promise<void> {
  await until(`${part} of the cluster`, async () => ((await answersNow(cluster, part)) ? true : undefined), {
    timeoutMs: START_TIMEOUT_MS,
    explain: () =>
      processesOf(cluster) === undefined
        ? `The cluster has ended: ${endOfLog(clusterLogPath(cluster))}`
        : endOfLog(partLogPath(cluster, part)),
  });
}

function succeeds(...command: readonly string[]): Question {
  return async (cluster) => (await runInCluster(cluster, command, { timeoutMs: 30_000 })).code === 0;
}

function serves(url: string, status: number): Question {
  return async (cluster) => (await httpStatus(cluster, url)) === status;
}

function both(one: Question, other: Question): Question {
  return async (cluster) => (await one(cluster)) && (await other(cluster));
}
