import { type Pipeline, type Release, Releases } from 'slipway';
import { at, digestOf, eventOf, recordOf, releaseOf } from './support';

/** Three environments in a line. */
export const STAGES = [
  { name: 'dev' },
  { name: 'staging', after: 'dev' },
  { name: 'prod', after: 'staging' },
];

/** What happened to a service in an environment: `+two` selects it, `!two` verifies it, `-one` restores it; at the minutes that are given. */
export function history(environment: string, service: string, ...steps: readonly string[]): Release {
  const events = steps.map((step) => {
    const [what = '', minute = '0'] = step.split('@');
    const kinds = { '+': 'selected', '!': 'verified', '-': 'restored' } as const;
    const kind = kinds[what.charAt(0) as keyof typeof kinds];
    return { kind, name: `${service} ${what.slice(1)}`, minute: Number(minute) };
  });
  const names = [...new Set(events.map(({ name }) => name))];
  const selected = events.findLast(({ kind }) => kind !== 'verified');
  return releaseOf({
    ...{ environment, service, selected: selected === undefined ? null : digestOf(selected.name) },
    records: names.map((name) => recordOf(name, events.find((event) => event.name === name)?.minute)),
    history: events.map(({ kind, name, minute }) => eventOf(kind, name, minute)),
  });
}

/** A pipeline in which api and web are the group checkout. */
export const pipelineOf = (releases: readonly Release[], more: Partial<Pipeline> = {}): Pipeline => ({
  stages: STAGES,
  services: ['api', 'web'],
  groups: { checkout: ['api', 'web'] },
  releases: Releases.of(releases),
  ...more,
});

export const withAll = (pipeline: Pipeline, releases: readonly Release[]): Pipeline => ({
  ...pipeline,
  releases: releases.reduce((all, release) => all.with(release), pipeline.releases),
});
export const byAda = (minute: number, more: object = {}) => ({ at: at(minute), by: 'Ada', ...more });

/** What each service selects now. */
export const moved = (releases: readonly Release[]) =>
  Object.fromEntries(releases.map(({ service, selected }) => [service, selected]));
