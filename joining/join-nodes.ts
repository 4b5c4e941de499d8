import { awaitNode, type ClusterClient, Refusal } from '../cluster';
import { Failure, until } from '../process';
import { BootstrapToken } from './bootstrap-token';
import { complaintOf, giveToken, type JoiningMachine, stateOf, takeToken } from './joining-machine';

export interface JoinOptions {
  /** How long a machine may take from its start to being a node that is ready. */
  readonly timeoutMs: number;
  /** Hears what happens, a line at a time. @default nobody */
  readonly tell?: (line: string) => void;
  /** @default the clock */
  readonly now?: () => Date;
}

/**
 * Makes machines nodes of a cluster, those that are not yet, and waits until all of them are ready. They get one token, which
 * lasts no longer than the wait, is in no file, and is taken back in any case.
 *
 * A node of the name of a machine that has yet to join is a machine that is no more: it is removed from the cluster first.
 *
 * @throws Failure that says which machine did not join, and what its log says.
 */
export async function joinNodes(
  cluster: ClusterClient,
  machines: readonly JoiningMachine[],
  options: JoinOptions,
): Promise<void> {
  const { timeoutMs, tell = () => undefined } = options;
  const waiting = (
    await Promise.all(
      machines.map(async (machine) => ((await untilUp(machine, timeoutMs)) === 'waiting' ? [machine] : [])),
    )
  ).flat();
  for (const { name } of waiting) tell(`${name} waits to join`);
  if (waiting.length > 0) await withToken(cluster, waiting, options);
  await Promise.all(machines.map(({ name }) => awaitNode(cluster, name, { timeoutMs })));
}

async function withToken(
  cluster: ClusterClient,
  machines: readonly JoiningMachine[],
  { timeoutMs, tell = () => undefined, now = () => new Date() }: JoinOptions,
): Promise<void> {
  const { core } = await cluster.apis();
  await Promise.all(machines.map(({ name }) => unlessGone(core.deleteNode({ name }))));
  const token = new BootstrapToken(new Date(now().getTime() + timeoutMs));
  await core.createNamespacedSecret({
    namespace: 'kube-system',
    // eslint-disable-next-line @typescript-eslint/no-unsafe-class-instance-assignment -- the client sends plain data alike
    body: token.toSecret(`for ${machines.map(({ name }) => name).join(', ')}`),
  });
  try {
    await Promise.all(
      machines.map(async (machine) => {
        await untilGiven(machine, token, timeoutMs);
        await untilJoined(machine, timeoutMs);
        tell(`${machine.name} has joined`);
      }),
    );
  } finally {
    // The token first: without it, what a machine keeps is of no use.
    await unlessGone(core.deleteNamespacedSecret({ namespace: 'kube-system', name: token.secretName }));
    await Promise.allSettled(machines.map(takeToken));
  }
}

/** A machine that lets one in, as it then is. */
function untilUp(machine: JoiningMachine, timeoutMs: number): Promise<'waiting' | 'joined'> {
  const ask = async () => {
    const state = await stateOf(machine);
    return state === 'silent' ? undefined : state;
  };
  return until(`${machine.name} to let us in`, ask, { timeoutMs, everyMs: 1_000 });
}

/** A machine may refuse in between: cloud-init starts the SSH server anew in the course of a first boot. */
async function untilGiven(machine: JoiningMachine, token: BootstrapToken, timeoutMs: number): Promise<void> {
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
  await until(`${machine.name} to take a token`, ask, { timeoutMs, everyMs: 1_000, explain: () => refused });
}

async function untilJoined(machine: JoiningMachine, timeoutMs: number): Promise<void> {
  const ask = async () => ((await stateOf(machine)) === 'joined' ? true : undefined);
  await until(`${machine.name} to join`, ask, {
    timeoutMs,
    everyMs: 1_000,
    explain: async () => `its log ends with:\n${await complaintOf(machine)}`,
  });
}

async function unlessGone(deletion: Promise<unknown>): Promise<void> {
  try {
    await deletion;
  } catch (error) {
    if (!(error instanceof Refusal) || error.status !== 404) throw error;
  }
}
