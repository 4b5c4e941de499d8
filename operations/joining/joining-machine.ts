import { NODE } from '../../constructs/cluster-node';
import type { SlotRecord } from '../../core/record';
import { outputOf, run } from '../process';
import { awaitFile, sshTo } from '../ssh';

/** A machine that should become a node. */
export interface JoiningMachine {
  /** Its host name, which is also the node's name. */
  readonly name: string;
  /**
   * The command that runs a shell line on the machine when the line is appended as the last argument, such as `['ssh',
   * 'ops@10.20.0.16']`. The user must be able to become root with `sudo` without a password. The command must not prompt, and
   * must leave standard input to the line.
   */
  readonly shell: readonly [string, ...string[]];
}

/** `silent`: it does not accept logins, not yet or no longer. */
type JoiningState = 'silent' | 'waiting' | 'joined';

const LIMIT_MS = 60_000;

/** How far a machine has got. */
export function stateOf(machine: JoiningMachine): Promise<JoiningState> {
  return askAfter(':', machine);
}

/** How far a machine with a token has got. Waits on the machine a few seconds for it to join. */
export function stateSoon(machine: JoiningMachine): Promise<JoiningState> {
  return askAfter(awaitFile(NODE.certificate), machine);
}

async function askAfter(first: string, { shell: [program, ...args] }: JoiningMachine): Promise<JoiningState> {
  // Without root we learn nothing about the machine: make the whole line fail.
  const line = `sudo -n sh -c '${first}; if test -e ${NODE.certificate}; then echo joined; else echo waiting; fi'`;
  const { code, stdout } = await run(program, [...args, line], { timeoutMs: LIMIT_MS });
  const state = stdout.trim();
  return code === 0 && (state === 'joined' || state === 'waiting') ? state : 'silent';
}

/** Gives a machine a token. The token is on no command line, and on the machine only in memory. @throws Failure */
export async function giveToken(machine: JoiningMachine, token: string): Promise<void> {
  const place = NODE.bootstrapToken;
  // Written atomically: the kubelet starts as soon as the file exists.
  await asRoot(machine, `umask 077 && cat >${place}.new && mv ${place}.new ${place}`, token);
}

/** Removes a token from a machine, used or not. @throws Failure */
export async function takeToken(machine: JoiningMachine): Promise<void> {
  await asRoot(machine, `rm -f ${NODE.bootstrapToken}`);
}

/** What the machine's log says about why it does not join. */
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

/** A slot's machine, reached over SSH. @param ssh The ssh command. Its own options take precedence over ours. */
export function overSsh(machine: SlotRecord, ssh?: readonly [string, ...string[]]): JoiningMachine {
  return { name: machine.name, shell: sshTo(machine, ssh) };
}
