import { basename } from 'node:path';
import { backendOf } from '../configured';
import type { Explanation } from '../provider-knowledge';
import { terraformCommand, terraformTitle } from '../terraform-program';

/** What Terraform's message says below `Lock Info`. */
interface Holder {
  readonly id?: string;
  readonly who?: string;
  readonly since?: string;
}

/** The program that holds a lock, or may. */
interface Program {
  readonly command: string;
  /** What may go on after a deploy. */
  readonly killed: string;
}

/** By backend: who holds the lock, and how that ends. */
const ADVICE: Readonly<Record<string, ((holder: Holder, program: Program) => string) | undefined>> = {
  local: ({ who, since }, { command, killed }) =>
    `${who ?? 'Somebody'} works on this state${since === undefined ? '' : ` since ${since}`}.\n` +
    `→ Wait for it. ${killed}: \`pgrep -a ${basename(command)}\` shows it. The lock ends with it: there is nothing to unlock.`,
  // Terraform knows only that it is locked, and names itself.
  pg: (_holder, { killed }) =>
    'Another run works on this state. The database knows who it is: `Who` and `Created` below are those of this run.\n' +
    `→ Wait for it. ${killed}. The lock ends with its connection: there is nothing to unlock. Who is connected, and since when:\n` +
    `  psql "$PG_CONN_STR" -c "SELECT a.pid, a.client_addr, a.backend_start FROM pg_locks l JOIN pg_stat_activity a USING (pid) WHERE l.locktype = 'advisory'"`,
};

function byUnlocking({ id, who, since }: Holder, { command, killed }: Program): string {
  return (
    `${who ?? 'Somebody'} works on this state${since === undefined ? '' : ` since ${since}`}, or did so and was cut off.\n` +
    `→ Wait for it. ${killed}. Only if that run is dead: ${command} force-unlock ${id ?? '<id>'}, in the stack’s folder.`
  );
}

/** Another run works on the state. */
export const stateLock: Explanation = {
  pattern: /Error acquiring the state lock/,
  explain: (_match, { stack, text, env }) => {
    const value = (name: string) => new RegExp(`^\\s*${name}:\\s+(\\S.*)$`, 'm').exec(text)?.[1];
    const holder = { id: value('ID'), who: value('Who'), since: secondsOf(value('Created')) };
    const program = {
      command: terraformCommand(env),
      killed: `After a deploy was killed, its ${terraformTitle(env)} still works to its end`,
    };
    return (ADVICE[backendOf(stack)] ?? byUnlocking)(holder, program);
  },
};

/** Without the fractions of a second that Go prints. */
function secondsOf(time: string | undefined): string | undefined {
  return time?.replace(/\.\d+/, '').replace(/ \+0000 UTC$/, ' UTC');
}
