import { awaitNode, type ClusterClient, ifFound, removeNode, unreadyNodes } from '../cluster';
import { Failure, until } from '../process';
import { BootstrapToken } from './bootstrap-token';
import {
  complaintOf,
  giveToken,
  type JoiningMachine,
  stateOf,
  stateSoon,
  takeToken,
} from './joining-machine';

interface JoinOptions {
  /** How long a machine may take from its start until its node is ready. */
  readonly timeoutMs: number;
  /** Called with one line of progress at a time. @default nobody */
  readonly tell?: (line: string) => void;
  /** Stops waiting when aborted; the token is revoked all the same. @default never */
  readonly stop?: AbortSignal;
  /** @default the clock */
  readonly now?: () => Date;
}

/** The cluster declares a node unready after 40 s without a heartbeat. */
const STALE_NODE_MS = 120_000;

/**
 * Joins machines to a cluster, unless they are nodes already, and waits until all of them are ready. They share one token. It
 * expires with the wait, is never written to disk, and is revoked in any case.
 *
 * If a node has the name of a machine that has yet to join, it belongs to a machine that no longer exists, and is removed
 * first.
 *
 * @throws Failure that says which machine did not join, with the end of its log
 */
export async function joinNodes(
  cluster: ClusterClient,
  machines: readonly JoiningMachine[],
  options: JoinOptions,
): Promise<void> {
  const { timeoutMs, tell = () => undefined, stop } = options;
  const waiting = (
    await Promise.all(
      machines.map(async (machine) => ((await untilUp(machine, options)) === 'waiting' ? [machine] : [])),
    )
  ).flat();
  for (const { name } of waiting) tell(`${name} waits to join`);
  if (waiting.length > 0) await withToken(cluster, waiting, options);
  await Promise.all(machines.map(({ name }) => awaitNode(cluster, name, { timeoutMs, stop })));
}

async function withToken(
  cluster: ClusterClient,
  machines: readonly JoiningMachine[],
  options: JoinOptions,
): Promise<void> {
  const { timeoutMs, tell = () => undefined, now = () => new Date(), stop } = options;
  const { core } = await cluster.apis();
  for (const { name } of machines) await untilSilent(cluster, name, stop);
  await Promise.all(machines.map(({ name }) => removeNode(cluster, name)));
  const token = new BootstrapToken(new Date(now().getTime() + timeoutMs));
  await core.createNamespacedSecret({
    namespace: 'kube-system',
    // eslint-disable-next-line @typescript-eslint/no-unsafe-class-instance-assignment -- the client sends plain data alike
    body: token.toSecret(`for ${machines.map(({ name }) => name).join(', ')}`),
  });
  try {
    const joined = await Promise.allSettled(
      machines.map(async (machine) => {
        await untilGiven(machine, token, options);
        await untilJoined(machine, options);
        tell(`${machine.name} has joined`);
      }),
    );
    for (const result of joined) if (result.status === 'rejected') throw result.reason as Error;
  } finally {
    await takeBack();
  }

  /**
   * Revokes the token first: without it, the copies on the machines are useless. An error here does not hide an earlier one.
   */
  async function takeBack(): Promise<void> {
    const { secretName: name } = token;
    const removal = async () => {
      try {
        await ifFound(core.deleteNamespacedSecret({ namespace: 'kube-system', name }));
        return true;
      } catch (error) {
        if (!(error instanceof Failure)) throw error;
        return undefined;
      }
    };
    const [removed] = await Promise.allSettled([
      until(`the secret ${name} to be removed`, removal, { timeoutMs: 30_000, everyMs: 2_000 }),
      ...machines.map(takeToken),
    ]);
    if (removed.status === 'rejected')
      tell(
        `${name} in kube-system could not be removed; it is of no use after ${token.expiresAt.toISOString()}`,
      );
  }
}

/**
 * The previous machine may have been a node of this name, which the cluster still takes for ready for a while. A node that
 * stays ready belongs to another machine that is in use: it is not removed.
 */
async function untilSilent(cluster: ClusterClient, name: string, stop?: AbortSignal): Promise<void> {
  const ask = async () => ((await unreadyNodes(cluster, [name])).length > 0 ? true : undefined);
  await until(`the node ${name}, whose machine has yet to join, to be no longer ready`, ask, {
    timeoutMs: STALE_NODE_MS,
    everyMs: 2_000,
    stop,
  });
}

/** Waits until the machine accepts logins, and returns its state. */
function untilUp(machine: JoiningMachine, { timeoutMs, stop }: JoinOptions): Promise<'waiting' | 'joined'> {
  const ask = async () => {
    const state = await stateOf(machine);
    return state === 'silent' ? undefined : state;
  };
  return until(`${machine.name} to accept SSH logins`, ask, { timeoutMs, everyMs: 1_000, stop });
}

/** A machine may refuse logins for a moment: cloud-init restarts the SSH server during first boot. */
async function untilGiven(
  machine: JoiningMachine,
  token: BootstrapToken,
  { timeoutMs, stop }: JoinOptions,
): Promise<void> {
  let refused = '';
  const ask = async () => {
    try {
      await giveToken(machine, token.reveal());
      return true;
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      refused = error.message;
      return undefined;
    }
  };
  await until(`${machine.name} to take a token`, ask, {
    timeoutMs,
    everyMs: 1_000,
    stop,
    explain: () => refused,
  });
}

async function untilJoined(machine: JoiningMachine, { timeoutMs, stop }: JoinOptions): Promise<void> {
  const ask = async () => ((await stateSoon(machine)) === 'joined' ? true : undefined);
  await until(`${machine.name} to join`, ask, {
    timeoutMs,
    everyMs: 1_000,
    stop,
    explain: async () => `its log ends with:\n${await complaintOf(machine)}`,
  });
}
