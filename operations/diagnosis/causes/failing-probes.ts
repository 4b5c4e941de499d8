import { type Cause, type Evidence, eventsAbout, unreadyPods } from '../evidence';
import { crashes } from './crashed-containers';

const PROBE = /^(?<probe>Readiness|Liveness|Startup) probe (?:failed|errored[^:]*): (?<answer>.*)$/s;

const ADVICE: Readonly<Record<string, string>> = {
  Readiness: 'The container runs, but does not take traffic: see what it waits for, and its `ready` probe.',
  Liveness: 'It is restarted over and over: see why it hangs, or give a slow start a `startup` probe.',
  Startup: 'It takes longer to start than its `startup` probe allows, or never does.',
};

const MEANINGS: readonly (readonly [pattern: RegExp, hint: string])[] = [
  [
    /connection refused/,
    ' Nothing listens on the port: does it listen on all addresses, not only on localhost?',
  ],
  [/statuscode: 404/, ' The path of the probe is not known to it.'],
  [/Timeout|deadline exceeded/, ' It accepts the connection and does not answer in time.'],
];

/** Running pods whose probes fail, with the answer of the last probe. */
export function failingProbes(evidence: Evidence): readonly Cause[] {
  return unreadyPods(evidence).flatMap((pod) => {
    if (crashes(evidence, pod)) return [];
    const seen = new Set<string>();
    return eventsAbout(evidence, 'Pod', pod.metadata?.name, 'Unhealthy').flatMap(
      ({ message }): readonly Cause[] => {
        const { probe, answer = '' } = PROBE.exec(message ?? '')?.groups ?? {};
        if (probe === undefined || seen.has(probe)) return [];
        seen.add(probe);
        const hint = MEANINGS.find(([pattern]) => pattern.test(answer))?.[1] ?? '';
        return [
          {
            pod: pod.metadata?.name,
            what: `its ${probe.toLowerCase()} probe fails`,
            details: answer.split('\n'),
            advice: `${ADVICE[probe] ?? ''}${hint}`,
          },
        ];
      },
    );
  });
}
