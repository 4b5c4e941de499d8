import { NODE } from '../../constructs/cluster-node';
import type { SlotRecord } from '../../core/record';
import { outputOf, run } from '../process';
import { awaitFile, sshTo } from '../ssh';

/** A machine that is to be a node. */
export interface JoiningMachine {
  /** Its host name, which is the node's name. */
  readonly name: string;
  /**
   * What runs a shell line on it, when given as the last argument, as somebody who becomes root by `sudo` without a password:
   * `['ssh', 'ops@10.20.0.16']`. It asks nothing, and leaves the standard input to the line.
   */
  readonly shell: readonly [string, ...string[]];
}

/** `silent`: it lets nobody in, yet or any more. */
export type JoiningState = 'silent' | 'waiting' | 'joined';

const LIMIT_MS = 60_000;

/** How far a machine is. */
export function stateOf(machine: JoiningMachine): Promise<JoiningState> {
  return askAfter(':', machine);
}

/** How far a machine is that has its token: waits there a few seconds for it to join. */
export function stateSoon(machine: JoiningMachine): Promise<JoiningState> {
  return askAfter(awaitFile(NODE.certificate), machine);
}

async function askAfter(first: string, { shell: [program, ...args] }: JoiningMachine): Promise<JoiningState> {
  // Where one can't become root, nothing is known of it: then this fails as a whole.
  const line = `sudo -n sh -c '${first}; if test -e ${NODE.certificate}; then echo joined; else echo waiting; fi'`;
  const { code, stdout } = await run(program, [...args, line], { timeoutMs: LIMIT_MS });
  const state = stdout.trim();
  return code === 0 && (state === 'joined' || state === 'waiting') ? state : 'silent';
}

/** Gives a machine a token. It is on no command line, and on the machine in memory only. @throws Failure */
export async function giveToken(machine: JoiningMachine, token: string): Promise<void> {
  const place = NODE.bootstrapToken;
  // Whole or not at all: the kubelet starts as soon as it is there.
  await asRoot(machine, `umask 077 && cat >${place}.new && mv ${place}.new ${place}`, token);
}

/** Takes a token away again, used or not. @throws Failure */
export async function takeToken(machine: JoiningMachine): Promise<void> {
  await asRoot(machine, `rm -f ${NODE.bootstrapToken}`);
}

/** What the machine's own log says of why it does not join. */
export async function complaintOf({ shell: [program, ...args] }: JoiningMachine): Promise<string> {
  const line =
    'sudo -n journalctl --unit=kubelet --no-pager --output=cat --lines=15; cloud-init status --long';
  const { output } = await run(program, [...args, line], { timeoutMs: LIMIT_MS });
  return output;
}

async function asRoot(
  { shell: [program, ...args] }: JoiningMachine,
  line: string,
  input?: string,
): Promise<void> {
  await outputOf(program, [...args, `sudo -n sh -c '${line}'`], { timeoutMs: LIMIT_MS, input });
}

/** A slot's machine as SSH reaches it. @param ssh How ssh is called. Its own options win over ours. */
export function overSsh(machine: SlotRecord, ssh?: readonly [string, ...string[]]): JoiningMachine {
  return { name: machine.name, shell: sshTo(machine, ssh) };
}
