import { Token } from '../cdktf';
import { declaredNames, type Finding } from '../../core/findings';
import { ownContainerOf } from './containers';
import {
  type ExecProbe,
  type GrpcProbe,
  type HttpGetProbe,
  type Probe,
  type ProbePurpose,
  readinessDelay,
  startupBudget,
  type TcpProbe,
  timingOf,
} from './probe';
import type { ResolvedWorkload } from './workload-spec';
import { wholeCommand } from './check-command';
import { type Check, demand, entry, LARGEST, quoted, wholeWithin } from './check';

/** Each probe can be asked, and a rollout waits longer than a start may take. */
export const probes: Check = (workload, path) => [
  ...containerProbes(ownContainerOf(workload), path),
  ...deadline(workload, path),
];

/** The same of any container, but for what its pod decides. */
export const containerProbes: Check = (workload, path) => [
  ...readiness(workload, `${path}.ready`),
  ...(['live', 'startup'] as const).flatMap((purpose) => {
    const probe = workload[purpose];
    return probe === undefined ? [] : probeOf(purpose, probe, workload, `${path}.${purpose}`);
  }),
  ...preStop(workload, path),
];

function readiness(workload: ResolvedWorkload, path: string): readonly Finding[] {
  const { ready } = workload;
  if (ready.kind !== 'none') return probeOf('ready', ready, workload, path);
  return demand(ready.reason.trim() !== '', {
    rule: 'workload/probe',
    path: `${path}.reason`,
    message: 'must say why there is no probe',
    value: 'empty',
    advice: 'Write the reason: it is kept beside the pods, as an annotation.',
  });
}

function probeOf(
  purpose: ProbePurpose,
  probe: Probe,
  { ports }: ResolvedWorkload,
  path: string,
): readonly Finding[] {
  const timing = timingOf(purpose, probe);
  return [
    ...target(probe, ports, path),
    ...demand(wholeWithin(timing.periodSeconds, 1) && wholeWithin(timing.timeoutSeconds, 1), {
      rule: 'workload/probe-timing',
      path,
      message: `must have a period and a timeout of whole seconds, at least 1 s and at most ${LARGEST} s`,
      value: `period ${timing.periodSeconds} s, timeout ${timing.timeoutSeconds} s`,
      advice: 'Kubernetes takes no shorter ones.',
    }),
    ...demand(wholeWithin(timing.initialDelaySeconds, 0), {
      rule: 'workload/probe-timing',
      path: `${path}.delay`,
      message: `must be whole seconds, at most ${LARGEST} s`,
      value: `${timing.initialDelaySeconds} s`,
      advice: 'Kubernetes takes no longer one.',
    }),
    ...demand(wholeWithin(timing.failureThreshold, 1), {
      rule: 'workload/probe-timing',
      path: `${path}.failures`,
      message: `must be a whole number of at least 1 and at most ${LARGEST}`,
      value: quoted(timing.failureThreshold),
      advice: 'It counts the failed runs in a row that mean failure.',
    }),
    ...demand(
      probe.successes === undefined ||
        (wholeWithin(probe.successes, 1) && (purpose === 'ready' || probe.successes === 1)),
      {
        rule: 'workload/probe-timing',
        path: `${path}.successes`,
        message:
          purpose === 'ready'
            ? `must be a whole number of at least 1 and at most ${LARGEST}`
            : 'must be 1, except for readiness',
        value: quoted(probe.successes),
        advice: 'Leave it out: one run that passes is enough.',
      },
    ),
  ];
}

/** What is asked, in a probe or before the end. */
type Target = Pick<ExecProbe, 'kind' | 'command'> | HttpGetProbe | TcpProbe | GrpcProbe;

function target(probe: Target, ports: ResolvedWorkload['ports'], path: string): readonly Finding[] {
  if (probe.kind === 'exec') return wholeCommand(probe.command, `${path}.command`, 'workload/probe');
  const names = Object.keys(ports);
  const portFindings = [
    ...demand(names.includes(probe.port), {
      rule: 'workload/probe',
      path: `${path}.port`,
      message: 'must be one of the ports that the workload declares',
      value: quoted(probe.port),
      advice:
        names.length > 0
          ? declaredNames('ports', names)
          : 'It declares none: add ports: { http: 8080 }, say.',
    }),
    ...demand((ports[probe.port]?.protocol ?? 'TCP') === 'TCP', {
      rule: 'workload/probe',
      path: `${path}.port`,
      message: 'must be a TCP port: Kubernetes has no probe for UDP and SCTP',
      value: quoted(probe.port),
      advice: 'Ask another port, or a command in the container: exec([…]).',
    }),
  ];
  if (probe.kind !== 'http-get') return portFindings;
  return [
    ...portFindings,
    ...demand(Token.isUnresolved(probe.path) || /^\/\S*$/.test(probe.path), {
      rule: 'workload/probe',
      path: `${path}.path`,
      message: 'must be an absolute URL path',
      value: quoted(probe.path),
      advice: 'Begin it with /, such as /readyz.',
    }),
    ...headers(probe.headers ?? {}, `${path}.headers`),
  ];
}

/** Servers read the name of a header in any case: of two that differ in it alone, each takes another one. */
function headers(given: Readonly<Record<string, string>>, path: string): readonly Finding[] {
  const names = Object.keys(given);
  return Object.entries(given).flatMap(([name, value], position) => {
    const twin = names.find((other) => other.toLowerCase() === name.toLowerCase());
    return [
      ...demand(/^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/.test(name) && !/[\r\n\0]/.test(value), {
        rule: 'workload/probe-header',
        path: entry(path, name),
        message: 'must be a header of HTTP: a name without spaces, and a value of one line',
        value: quoted(name),
        advice: "Write it as { Host: 'shop.example.com' }.",
      }),
      ...demand(twin === undefined || names.indexOf(twin) === position, {
        rule: 'workload/probe-header',
        path: entry(path, name),
        message: 'must be given once, in whatever case',
        value: `${quoted(name)} beside ${quoted(twin)}`,
        advice: 'Remove one of the two.',
      }),
    ];
  });
}

/** The time before the signal is a part of the time until the kill. */
function preStop(
  { preStop: action, ports, terminationGrace }: ResolvedWorkload,
  path: string,
): readonly Finding[] {
  if (action === undefined) return [];
  const where = `${path}.preStop`;
  if (action.kind !== 'sleep') return target(action, ports, where);
  const seconds = action.duration.toSeconds();
  return demand(wholeWithin(seconds, 1) && seconds < terminationGrace.toSeconds(), {
    rule: 'workload/pre-stop',
    path: `${where}.duration`,
    message: `must be whole seconds, and less than terminationGrace, which is ${terminationGrace.toString()}`,
    value: action.duration.toString(),
    advice: 'The process gets what is left of terminationGrace to end by itself: raise that, or sleep less.',
  });
}

function deadline(
  { ready, startup, sidecars, rolloutDeadline, terminationGrace }: ResolvedWorkload,
  path: string,
): readonly Finding[] {
  const times = { rolloutDeadline, terminationGrace };
  const starts = [startup, ...Object.values(sidecars).map((sidecar) => sidecar.startup)];
  const budget = Math.max(
    ready.kind === 'none' ? 0 : readinessDelay(ready),
    ...starts.map((probe) => (probe === undefined ? 0 : startupBudget(probe))),
  );
  return [
    ...(['rolloutDeadline', 'terminationGrace'] as const).flatMap((time) =>
      demand(wholeWithin(times[time].toSeconds(), 0), {
        rule: 'workload/time',
        path: `${path}.${time}`,
        message: `must be whole seconds, at most ${LARGEST} s`,
        value: times[time].toString(),
        advice: 'Kubernetes takes no longer one.',
      }),
    ),
    ...demand(rolloutDeadline.toSeconds() > Math.max(budget, 1), {
      rule: 'workload/rollout-deadline',
      path: `${path}.rolloutDeadline`,
      message: `must be longer than a pod may take to start, which is ${budget} s by its probes`,
      value: rolloutDeadline.toString(),
      advice:
        'Raise it, or lower the failures of the startup probe or the delay of the other: a slow start would fail the rollout.',
    }),
    ...demand(terminationGrace.toSeconds() >= 1, {
      rule: 'workload/termination-grace',
      path: `${path}.terminationGrace`,
      message: 'must be at least 1 s: 0 makes Kubernetes forget a pod that may still be running',
      value: terminationGrace.toString(),
      advice: 'Give the time that a request takes at most.',
    }),
  ];
}
