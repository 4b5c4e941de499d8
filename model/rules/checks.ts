import { knownTexts } from '../../constructs/not-secret';
import { demand, quoted, refuseSecrets, type SecretRefusal, wholeWithin } from '../../constructs/shape';
import { entryOf, type Json } from '../../core/json';
import type { Duration } from '../../constructs/quantities';
import type { Finding } from '../../core/findings';
import { NAME_FORM } from '../../core/kubernetes';
import { resolvePort } from '../../constructs/workload';
import type { Check, CommandCheck, HttpCheck, PodCheck, PrometheusCheck } from '../check';
import type { ResolvedComposition } from '../composition';
import type { Environment } from '../environment';
import type { Project } from '../project';
import { serviceTarget } from './connections';

/** What `slipway verify` is to ask can be asked, and answered. */
export function checks({ project, environments }: ResolvedComposition): readonly Finding[] {
  return environments.flatMap((environment) =>
    (environment.checks ?? []).flatMap((given, index) => {
      const { value: check, notSecrets } = knownTexts(given);
      const path = `environments.${environment.name}.checks[${index}]`;
      return [
        ...RULES[check.kind](check as never, path, { project, environment }),
        ...refuseSecrets(shownOf(check), path, IN_A_CHECK, notSecrets),
      ];
    }),
  );
}

const IN_A_CHECK: SecretRefusal = {
  rule: 'checks/secret',
  message: 'must not hold a secret: what a check asks is printed, and recorded in release files',
  advice: 'Let the command read it from a variable that is set where `slipway verify` runs.',
};

/** What of a check is shown as it is; the query of an address never is. */
function shownOf(check: Check): Json {
  if (check.kind === 'command') return { command: [...check.command] };
  if (check.kind === 'prometheus') return { query: check.query };
  return { contains: check.contains ?? '' };
}

interface Where {
  readonly project: Project;
  readonly environment: Environment;
}

type RulesOf = {
  readonly [K in Check['kind']]: (
    check: Extract<Check, { kind: K }>,
    path: string,
    where: Where,
  ) => readonly Finding[];
};

const RULES: RulesOf = { http, pods, command, prometheus };

function http(check: HttpCheck, path: string): readonly Finding[] {
  return [...webAddress(check.url, `${path}.url`), ...answer(check, path)];
}

function pods(check: PodCheck, path: string, { project, environment }: Where): readonly Finding[] {
  const { service, port } = check.to;
  const misdirected = serviceTarget(check.to, project.props.services, `${path}.to`);
  const declared = entryOf(service.props.ports ?? {}, port);
  return [
    ...misdirected,
    ...demand(misdirected.length > 0 || environment.notRun[service.name] === undefined, {
      rule: 'checks/service',
      path: `${path}.to`,
      message: 'must be a service that runs in this environment',
      value: service.name,
      advice: 'Ask another service, or leave the check out here.',
    }),
    ...demand(declared === undefined || resolvePort(declared).protocol === 'TCP', {
      rule: 'checks/port',
      path: `${path}.to`,
      message: 'must be a port that speaks HTTP',
      value: `${port}, a port for ${declared === undefined ? '' : resolvePort(declared).protocol}`,
      advice: 'Give a port for TCP.',
    }),
    ...demand(/^\/[!-"$-~]*$/.test(check.path ?? '/'), {
      rule: 'checks/path',
      path: `${path}.path`,
      message:
        'must begin with / and hold only what may be sent of an address: no spaces, no #, no letters beyond ASCII',
      value: quoted(check.path),
      advice: 'Write it as it stands after the host in an address: /healthz?deep=1.',
    }),
    ...answer(check, path),
  ];
}

function answer(
  { status = 200, contains, within }: Pick<HttpCheck, 'status' | 'contains' | 'within'>,
  path: string,
): readonly Finding[] {
  return [
    ...demand(wholeWithin(status, 200, 599), {
      rule: 'checks/status',
      path: `${path}.status`,
      message: 'must be the status of an answer: from 200 to 599',
      value: quoted(status),
      advice: 'Leave it out for 200.',
    }),
    ...demand(contains !== '', {
      rule: 'checks/contains',
      path: `${path}.contains`,
      message: 'must be a text that only the right answer contains',
      value: '""',
      advice: 'Leave it out if any body is good.',
    }),
    ...positive(within, `${path}.within`),
  ];
}

function command({ command: words, within }: CommandCheck, path: string): readonly Finding[] {
  return [
    ...demand(
      (words as readonly string[]).length > 0 &&
        words[0].trim() !== '' &&
        words.every((word) => !word.includes('\0')),
      {
        rule: 'checks/command',
        path: `${path}.command`,
        message: 'must be a program and its arguments',
        value: JSON.stringify(words),
        advice: "Write it as a list: ['npm', 'run', 'e2e'].",
      },
    ),
    ...positive(within, `${path}.within`),
  ];
}

function prometheus(check: PrometheusCheck, path: string): readonly Finding[] {
  const { server, query, atMost, atLeast, tokenVariable } = check;
  const isBounded = atLeast !== undefined || atMost !== undefined;
  // Not so for what is no number either.
  const inOrder = (atLeast ?? -Infinity) <= (atMost ?? Infinity);
  return [
    ...webAddress(server, `${path}.server`),
    ...demand(query.trim() !== '', {
      rule: 'checks/query',
      path: `${path}.query`,
      message: 'must be an expression of PromQL',
      value: quoted(query),
      advice: 'Try it on the page of the server first.',
    }),
    ...demand(isBounded && inOrder, {
      rule: 'checks/bounds',
      path,
      message: 'must have `atMost`, `atLeast`, or both, the least not above the most',
      value: `at least ${atLeast ?? 'anything'}, at most ${atMost ?? 'anything'}`,
      advice: 'Say which values are good.',
    }),
    ...positive(check.for, `${path}.for`),
    ...demand(tokenVariable === undefined || NAME_FORM.variable.test(tokenVariable), {
      rule: 'checks/variable',
      path: `${path}.tokenVariable`,
      message: 'must be the name of an environment variable, not a token',
      value: 'not a name',
      advice: 'Name the variable, such as PROMETHEUS_TOKEN, and set it where `slipway verify` runs.',
    }),
  ];
}

/** What it contains is not repeated: it may be a password. */
function webAddress(text: string, path: string): readonly Finding[] {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const isWeb = url !== undefined && ['http:', 'https:'].includes(url.protocol);
  return [
    ...demand(isWeb, {
      rule: 'checks/url',
      path,
      message: 'must be the address of a web page, with http:// or https://',
      value: url === undefined ? 'not an address' : url.protocol,
      advice: 'Write it as a browser has it: https://shop.example.com/healthz.',
    }),
    ...demand(url === undefined || (url.username === '' && url.password === ''), {
      rule: 'checks/url',
      path,
      message: 'must not hold a user or a password: it is printed and recorded',
      value: 'one that does',
      advice: 'Ask an address that needs none, or let a commandCheck(…) of yours sign in.',
    }),
  ];
}

/** Timers of Node cannot wait for more than 24 days: they would not wait at all. */
const LONGEST_SECONDS = 7 * 24 * 60 * 60;

function positive(time: Duration | undefined, path: string): readonly Finding[] {
  return demand(time === undefined || (time.toSeconds() > 0 && time.toSeconds() <= LONGEST_SECONDS), {
    rule: 'checks/time',
    path,
    message: 'must be longer than no time, and at most 7 days',
    value: String(time),
    advice: 'Give a time such as Duration.seconds(5), or leave it out.',
  });
}
