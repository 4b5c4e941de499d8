import { backendOf } from '../configured';
import type { Explanation } from '../provider-knowledge';

/** What is said of something that cannot be reached. */
export const NO_ANSWER =
  /failed to (?:connect|dial)|Cannot connect to the Docker daemon|connection refused|no route to host|i\/o timeout|connection timed out|Connection reset|broken pipe|procedure interrupted while awaiting|handshake failed|no such file or directory.*libvirt-sock|no such host|could not resolve/i;

/** Terraform reaches for the state before it looks at a provider, and names it in every later error about it. */
const OF_THE_STATE =
  /Initializing the backend(?![^]*Initializing provider plugins)|the state lock|\b(?:load|read|refresh|writ|sav|persist)\w* (?:the )?(?:remote )?state\b/i;

/** By backend: what keeps the state, and what to look at. */
const ADVICE: Readonly<Record<string, ((env: NodeJS.ProcessEnv) => string) | undefined>> = {
  pg: ({ PG_CONN_STR }) =>
    'The database of the state does not answer.\n' +
    (PG_CONN_STR === undefined
      ? '→ Set PG_CONN_STR, which says where it is: nothing else does.'
      : '→ See that it runs, and that PG_CONN_STR leads to it.'),
};

/** What keeps the state does not answer: the stack is not at fault, nor what it is deployed to. */
export const silentState: Explanation = {
  pattern: NO_ANSWER,
  applies: ({ text }) => OF_THE_STATE.test(text),
  explain: (_match, { stack, env }) => {
    const backend = backendOf(stack);
    return (
      ADVICE[backend]?.(env) ??
      `What keeps the state does not answer (${backend}).\n→ See that it runs and can be reached from here.`
    );
  },
};
