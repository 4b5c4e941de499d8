import { type Finding, problem } from '../core/findings';
import { locationIn } from '../core/json-file';
import { by } from '../core/text';
import type { Pipeline } from './pipeline';
import type { ReleaseRecord } from './release';

/** A record, and where it is written. */
interface Located {
  readonly record: ReleaseRecord;
  readonly path: string;
  readonly index: number;
}

/**
 * What breaks the identity of a service's images: a build is not reproducible, so the first digest that was recorded
 * for a source hash is the one that ships, except for what was rebuilt for a reason; and all that is recorded of a digest is the
 * same wherever it is recorded.
 */
export function identityFindings(pipeline: Pipeline, service: string): readonly Finding[] {
  const bySource = new Map<string, Located>();
  const byDigest = new Map<string, Located>();
  return recordsOf(pipeline, service).flatMap((located) => {
    const { digest, sourceHash, sample, rebuild } = located.record;
    const same = firstOf(byDigest, digest, located);
    // What a sample was built from is made up: it takes no source hash from a real image. A rebuild is another image by intent.
    const twin = sample || rebuild !== undefined ? located : firstOf(bySource, sourceHash, located);
    return [...originFindings(located, same), ...digestFindings(located, twin)];
  });
}

/** Every record of a service in the project's environments, by the time at which it was written. */
function recordsOf({ stages, releases }: Pipeline, service: string): readonly Located[] {
  return stages
    .flatMap(({ name }) => {
      const { path = '', release } = releases.find(name, service) ?? {};
      return (release?.records ?? []).map((record, index) => ({
        record,
        path,
        index,
      }));
    })
    .sort(by(({ record }) => record.recordedAt));
}

function firstOf(known: Map<string, Located>, key: string, located: Located): Located {
  const first = known.get(key) ?? located;
  known.set(key, first);
  return first;
}

/** The facts of an image that its digest determines, as text. */
const ORIGIN = {
  sourceHash: ({ sourceHash }) => sourceHash,
  commit: ({ commit }) => commit,
  platforms: ({ platforms }) => [...platforms].sort().join(', '),
  rebuild: ({ rebuild }) => rebuild ?? 'no rebuild',
  sample: ({ sample }) => String(sample ?? false),
} satisfies Partial<Record<keyof ReleaseRecord, (record: ReleaseRecord) => string>>;

function originFindings({ record, path, index }: Located, first: Located): readonly Finding[] {
  return Object.entries(ORIGIN)
    .filter(([, fact]) => fact(record) !== fact(first.record))
    .map(([name, fact]) =>
      problem({
        rule: 'promotion/one-origin',
        path: locationIn(path, 'records', index, name),
        message: `must be ${fact(first.record)}, as ${locationIn(first.path, 'records', first.index)} says of this digest`,
        value: fact(record),
        advice: 'Copy the record as it is from one environment to the next; only recordedAt is its own.',
      }),
    );
}

function digestFindings({ record, path, index }: Located, first: Located): readonly Finding[] {
  if (record.digest === first.record.digest) return [];
  return [
    problem({
      rule: 'promotion/one-digest',
      path: locationIn(path, 'records', index, 'digest'),
      message: `must be ${first.record.digest}, which ${locationIn(first.path, 'records', first.index)} recorded first for the same source hash`,
      value: record.digest,
      advice:
        'Ship the digest that was recorded first, and take this record out: two builds of one source are two images, and only one of them was tested.',
    }),
  ];
}
