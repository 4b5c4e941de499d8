import { clearSecretsIn } from '../../../core/secrets';
import type { Protocol } from '../../../constructs/workload';
import type { Draft } from '../draft';
import { holdsSecret } from '../held-secrets';
import type { Input } from '../input';
import { durationOf } from '../quantities';
import { Call, callWith, type Source } from '../source';

/**
 * The name of a port that a probe or a Service gives by name or by number.
 * @param unlisted what it is where the container does not list it
 */
export function portOf(
  draft: Draft,
  input: Input,
  unlisted: { readonly protocol?: Protocol; readonly name?: string | undefined } = {},
): string | undefined {
  const text = input.text();
  if (text === undefined) return draft.portAt();
  const known = draft.ports.has(text)
    ? text
    : [...draft.ofOthers].find((name) => String(draft.ports.get(name)?.container) === text);
  if (known !== undefined && draft.ofOthers.has(known)) {
    input.leave(`Another container listens on ${known}: what asks here, asks the container itself.`);
    return undefined;
  }
  if (known !== undefined) return known;
  const number = Number(text);
  if (Number.isInteger(number) && number > 0 && number <= 65_535) {
    const { name, ...rest } = unlisted;
    return draft.port(number, { ...rest, ...(name === undefined ? {} : { name }) });
  }
  input.leave('The container has no port of this name.');
  return undefined;
}

/** What asks whether a container is ready, lives or has started. */
export function probeOf(draft: Draft, input: Input, purpose: 'ready' | 'live' | 'startup'): Call | undefined {
  if (!input.isThere) return undefined;
  const seconds = (key: string): Call | undefined => {
    const number = input.at(key).number();
    return number === undefined || number === 0 ? undefined : durationOf(number);
  };
  const successes = input.at('successThreshold').number();
  const options = {
    delay: seconds('initialDelaySeconds'),
    period:
      seconds('periodSeconds') ?? (purpose === 'startup' ? new Call('Duration.seconds', 10) : undefined),
    timeout: seconds('timeoutSeconds'),
    // The API server takes 0 for what is not said.
    failures: input.at('failureThreshold').number() || (purpose === 'startup' ? 3 : undefined),
    successes: successes === 1 ? undefined : successes || undefined,
  };
  const number = (key: string, usual: number): number => input.at(key).number() ?? usual;
  const repeated = purpose === 'startup' ? number('failureThreshold', 3) : number('successThreshold', 1) - 1;
  // A container that does not live yet keeps no rollout waiting.
  if (purpose !== 'live')
    draft.startsWithin = Math.max(
      draft.startsWithin,
      number('initialDelaySeconds', 0) + number('periodSeconds', 10) * repeated,
    );
  input.at('terminationGracePeriodSeconds').leave('The workload has one, terminationGrace.');
  const [http, tcp, grpc, exec] = ['httpGet', 'tcpSocket', 'grpc', 'exec'].map((key) => input.at(key)) as [
    Input,
    Input,
    Input,
    Input,
  ];
  if (http.isThere) return asked(draft, http, options);
  if (exec.isThere) {
    const command = exec.at('command').texts();
    if (!holdsSecret(command) && command.length > 0) return callWith('exec', [[...command]], options);
    exec.leave(
      command.length === 0
        ? 'It has no command.'
        : 'It holds a secret, which everyone who may look at the pods reads.',
    );
    return undefined;
  }
  if (grpc.isThere) {
    const port = portOf(draft, grpc.at('port'));
    const service = grpc.at('service').text();
    return port === undefined
      ? undefined
      : callWith('grpc', [port], { ...options, service: service === '' ? undefined : service });
  }
  const port = tcp.isThere ? portOf(draft, tcp.at('port')) : undefined;
  tcp.at('host').leave('A probe asks the pod itself.');
  return port === undefined ? undefined : callWith('tcp', [port], options);
}

/** `httpGet('http', '/readyz')`. */
export function asked(
  draft: Draft,
  http: Input,
  options: Readonly<Record<string, Source | undefined>> = {},
): Call | undefined {
  const port = portOf(draft, http.at('port'));
  const path = http.at('path').text() ?? '/';
  http.at('host').leave('A probe asks the pod itself.');
  const headers = new Map<string, string>();
  for (const header of http.at('httpHeaders').items()) {
    const [name = '', value = ''] = [header.at('name').text(), header.at('value').text()];
    if (clearSecretsIn({ [name]: value }, '').length > 0) header.leave('It looks like a secret.');
    else if (headers.has(name)) header.leave('A probe sends one header of a name.');
    else headers.set(name, value);
  }
  if (port === undefined) return undefined;
  const all = { ...options, headers: headers.size === 0 ? undefined : Object.fromEntries(headers) };
  return callWith(
    http.at('scheme').text() === 'HTTPS' ? 'https' : 'httpGet',
    [port, path.startsWith('/') ? path : `/${path}`],
    all,
  );
}
