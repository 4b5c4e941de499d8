import { Refusal } from './refusal';

/** An unsuccessful response of the API server. */
interface RefusedAnswer {
  readonly status: number;
  readonly body: string;
}

const FORBIDDEN =
  /User "(?<user>[^"]*)" cannot (?<verb>\w+) resource "(?<resource>[^"]+)" in API group "(?<group>[^"]*)"(?: in the namespace "(?<namespace>[^"]+)")?/;

/**
 * A readable refusal. @param credentials what is known about the credentials that were sent, never the credentials themselves
 */
export function explainRefusal(cluster: string, answer: RefusedAnswer, credentials?: string): Refusal {
  const said = saidBy(answer.body);
  const explain = EXPLAINED[answer.status];
  const message =
    explain === undefined
      ? `the cluster ${cluster} answered ${answer.status}: ${said}`
      : explain(cluster, said, credentials);
  return new Refusal(message, answer.status, said);
}

const EXPLAINED: Readonly<
  Partial<Record<number, (cluster: string, said: string, credentials?: string) => string>>
> = {
  401: (cluster, _said, credentials) =>
    `the cluster ${cluster} does not know the credentials (401)${credentials === undefined ? '' : `: ${credentials}`}\n` +
    '    → Get new ones: sign in again, or set a token that has not expired. `kubectl auth whoami` shows who you are to it.',
  403: (cluster, said) => `the cluster ${cluster} forbids it: ${said}\n    → ${grant(said)}`,
};

function grant(said: string): string {
  const { user, verb, resource, group, namespace } = FORBIDDEN.exec(said)?.groups ?? {};
  if (resource === undefined) return 'Use credentials that may do this, or have their permissions widened.';
  const role = namespace === undefined ? 'a ClusterRole' : `a Role in the namespace ${namespace}`;
  return `Grant ${String(user)} ${role} with apiGroups ["${String(group)}"], resources ["${resource}"], verbs ["${String(verb)}"].`;
}

/** The message of a Status object and its causes; otherwise the beginning of what some proxy in between answered. */
function saidBy(body: string): string {
  try {
    const { message, details } = JSON.parse(body) as Status;
    const causes = (details?.causes ?? []).flatMap((cause) => cause.message ?? []);
    if (message !== undefined)
      return [message, ...causes.filter((cause) => !message.includes(cause))].join(' ');
  } catch {
    // Not JSON, so not from the API server itself.
  }
  return body.replaceAll(/\s+/g, ' ').trim().slice(0, 200);
}

interface Status {
  readonly message?: string;
  readonly details?: { readonly causes?: readonly { readonly message?: string }[] };
}
