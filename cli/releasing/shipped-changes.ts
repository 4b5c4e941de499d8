import { isDeepStrictEqual } from 'node:util';
import { commitsBetween, type CommitList } from '../../operations/git';
import { builtServices } from '../../model';
import {
  type LeftByRollback,
  recordOf,
  type Release,
  type ReleaseChange,
  type ReleaseEvent,
  type ReleaseRecord,
  rollbacksFrom,
  type Shortcut,
  shortcutInto,
} from '../../promotion';
import type { ProjectContext } from './project-context';

/** A change of a release file, and the commits that it ships. */
export interface ShippedChange {
  readonly path: string;
  readonly environment: string;
  readonly service: string;
  /** What was selected before. */
  readonly before: ReleaseRecord | undefined;
  readonly after: ReleaseRecord | undefined;
  /** Those that are new, or are signed now. */
  readonly events: readonly ReleaseEvent[];
  /** The rollbacks by which environments left the new image, and which a person overrode. @default none */
  readonly rolledBack?: readonly LeftByRollback[];
  /** For a hotfix, where it was verified and what it skips; absent for others. */
  readonly hotfix?: Shortcut;
  /** The commits in the new image that are not in the one before; absent where the selection does not change. */
  readonly arrives?: CommitList;
  /** The commits that the change reverts, as a rollback does; absent where the selection does not change. */
  readonly leaves?: CommitList;
}

/** What changes of release files ship. The commits are found by the paths of the service's build context. */
export async function shippedChanges(
  context: ProjectContext,
  changes: readonly ReleaseChange[],
): Promise<readonly ShippedChange[]> {
  return Promise.all(
    changes.map(async ({ path, before, after }) => {
      const [old, next] = [selectedRecord(before), selectedRecord(after)];
      const { environment, service } = after;
      const events = after.history.filter(
        (event, position) => !isDeepStrictEqual(event, before?.history[position]),
      );
      const setAside =
        next !== undefined && events.some(({ overrides = [] }) => overrides.includes('rolledBack'))
          ? rollbacksFrom(context.pipeline(), service, next.digest)
          : [];
      const hotfix =
        next !== undefined && events.some(({ overrides = [] }) => overrides.includes('skip'))
          ? shortcutInto(context.pipeline(), after, next.digest)
          : undefined;
      const shipped: ShippedChange = {
        path,
        environment,
        service,
        before: old,
        after: next,
        events,
        rolledBack: setAside.length > 0 ? setAside : undefined,
        hotfix,
      };
      if (next === undefined || old?.digest === next.digest) return shipped;
      if (old === undefined || old.sample === true) return shipped;
      return {
        ...shipped,
        arrives: await commitsBetweenImages(context, service, old, next),
        leaves: await commitsBetweenImages(context, service, next, old),
      };
    }),
  );
}

/** The commits of a service between two of its images. */
export async function commitsBetweenImages(
  context: ProjectContext,
  service: string,
  from: ReleaseRecord,
  to: ReleaseRecord,
): Promise<CommitList> {
  if (from.sample === true || to.sample === true) return { unknown: 'a sample is not built from a commit' };
  if (context.repository === undefined) return { unknown: 'the project is not in a git repository' };
  const found = builtServices(context.input.project).find(({ name }) => name === service);
  const paths = found === undefined ? [] : [context.inRepository(found.props.image.context)];
  return commitsBetween(context.repository, from.commit, to.commit, paths);
}

function selectedRecord(release: Release | undefined): ReleaseRecord | undefined {
  return release?.selected ? recordOf(release, release.selected) : undefined;
}
