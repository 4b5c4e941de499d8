import type { Explanation, Silence } from '../provider-knowledge';
import { KNOWN_PROVIDERS } from '../providers';

const hypervisor: Silence = {
  applies: ({ stack }) => stack.name.includes('-machines-'),
  explain: ({ stack: { name } }) =>
    `The hypervisor does not answer.\n→ If it comes back, deploy again. If it is lost, set its stack aside: --skip ${name}`,
};

/** The first one that applies is used. */
const SILENCES: readonly Silence[] = [
  hypervisor,
  ...KNOWN_PROVIDERS.flatMap(({ silences = [] }) => silences),
];

/** What a stack is deployed to does not answer. */
export const noAnswer: Explanation = {
  pattern:
    /failed to (?:connect|dial)|Cannot connect to the Docker daemon|connection refused|no route to host|i\/o timeout|connection timed out|Connection reset|broken pipe|procedure interrupted while awaiting|handshake failed|no such file or directory.*libvirt-sock|no such host|could not resolve/i,
  explain: (_match, error) =>
    SILENCES.find(({ applies }) => applies(error))?.explain(error) ??
    'What the stack is deployed to does not answer.\n→ See that it runs and can be reached from here.',
};
