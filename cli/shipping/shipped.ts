import { commitsBetween, type CommitList } from '../../operations/git';
import {
  recordOf,
  type Release,
  type ReleaseChange,
  type ReleaseEvent,
  type ReleaseRecord,
} from '../../promotion';
import type { Yard } from './yard';

/** A change of a release file, and what it ships. */
export interface Shipped {
  readonly path: string;
  readonly environment: string;
  readonly service: string;
  /** What it selected before. */
  readonly before: ReleaseRecord | undefined;
  readonly after: ReleaseRecord | undefined;
  readonly events: readonly ReleaseEvent[];
  /** The commits that the new image has and the one before has not; absent where nothing else is selected. */
  readonly arrives?: CommitList;
  /** Those that are taken out: more than none where it is a way back. */
  readonly leaves?: CommitList;
}

/** What changes of release files ship: the commits are listed by the paths of the service's build context. */
export async function shippedBy(yard: Yard, changes: readonly ReleaseChange[]): Promise<readonly Shipped[]> {
  return Promise.all(
    changes.map(async ({ path, before, after }) => {
      const [old, next] = [selectedOf(before), selectedOf(after)];
      const { environment, service } = after;
      const events = after.history.slice(before?.history.length ?? 0);
      const shipped: Shipped = { path, environment, service, before: old, after: next, events };
      if (next === undefined || old?.digest === next.digest) return shipped;
      if (old === undefined || old.sample === true) return shipped;
      return {
        ...shipped,
        arrives: await commitsOf(yard, service, old, next),
        leaves: await commitsOf(yard, service, next, old),
      };
    }),
  );
}

/** The commits of a service between two of its images. */
export async function commitsOf(
  yard: Yard,
  service: string,
  from: ReleaseRecord,
  to: ReleaseRecord,
): Promise<CommitList> {
  if (from.sample === true || to.sample === true) return { unknown: 'a sample was built from no commit' };
  if (yard.repository === undefined) return { unknown: 'the project is in no git repository' };
  const found = yard.input.project.props.services.find(({ name }) => name === service);
  const paths = found === undefined ? [] : [yard.inRepository(found.props.image.context)];
  return commitsBetween(yard.repository, from.commit, to.commit, paths);
}

function selectedOf(release: Release | undefined): ReleaseRecord | undefined {
  return release?.selected ? recordOf(release, release.selected) : undefined;
}
