import { backendOf } from '../configured';
import type { Explanation } from '../provider-knowledge';

/** What Terraform's message says below `Lock Info`. */
interface Holder {
  readonly id?: string;
  readonly who?: string;
  readonly since?: string;
}

const KILLED = 'After a deploy was killed, its Terraform still works to its end';

/** By backend: who holds the lock, and how that ends. */
const ADVICE: Readonly<Record<string, ((holder: Holder) => string) | undefined>> = {
  local: ({ who, since }) =>
    `${who ?? 'Somebody'} works on this state${since === undefined ? '' : ` since ${since}`}.\n` +
    `→ Wait for it. ${KILLED}: \`pgrep -a terraform\` shows it. The lock ends with it: there is nothing to unlock.`,
  // Terraform knows only that it is locked, and names itself.
  pg: () =>
    'Another run works on this state. The database knows who it is: `Who` and `Created` below are those of this run.\n' +
    `→ Wait for it. ${KILLED}. The lock ends with its connection: there is nothing to unlock. Who is connected, and since when:\n` +
    `  psql "$PG_CONN_STR" -c "SELECT a.pid, a.client_addr, a.backend_start FROM pg_locks l JOIN pg_stat_activity a USING (pid) WHERE l.locktype = 'advisory'"`,
};

function byUnlocking({ id, who, since }: Holder): string {
  return (
    `${who ?? 'Somebody'} works on this state${since === undefined ? '' : ` since ${since}`}, or did so and was cut off.\n` +
    `→ Wait for it. ${KILLED}. Only if that run is dead: terraform force-unlock ${id ?? '<id>'}, in the stack’s folder.`
  );
}

/** Another run works on the state. */
export const stateLock: Explanation = {
  pattern: /Error acquiring the state lock/,
  explain: (_match, { stack, text }) => {
    const value = (name: string) => new RegExp(`^\\s*${name}:\\s+(\\S.*)$`, 'm').exec(text)?.[1];
    const holder = { id: value('ID'), who: value('Who'), since: secondsOf(value('Created')) };
    return (ADVICE[backendOf(stack)] ?? byUnlocking)(holder);
  },
};

/** Without the fractions of a second that Go prints. */
function secondsOf(time: string | undefined): string | undefined {
  return time?.replace(/\.\d+/, '').replace(/ \+0000 UTC$/, ' UTC');
}
