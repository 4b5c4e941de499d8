import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { withLock, writeAtomically } from '../core/files';
import { type Finding, refuseIfAny } from '../core/findings';
import { readReleases } from './read-releases';
import type { Release, ReleaseEvent } from './release';
import { type Releases } from './releases';
import { renderRelease } from './render-release';

/** A release file that changes. */
export interface ReleaseChange {
  /** As messages name it: `environments/dev/releases/api.json`. */
  readonly path: string;
  /** Undefined where the file is new. */
  readonly before: Release | undefined;
  /** What the file holds from now on. */
  readonly after: Release;
}

/** What an update makes of the releases that it is shown: each that is to be written, or why nothing is. */
export type ReleaseUpdate = (releases: Releases) => {
  readonly releases: readonly Release[];
  readonly findings: readonly Finding[];
};

/** What is still done to the releases that an update gives, before they are compared and written: they are signed. */
export type FinishReleases = (updated: readonly Release[], releases: Releases) => Promise<readonly Release[]>;

/** How an update is carried out. */
export interface UpdateOptions {
  /** False only says what would change. @default true */
  readonly write?: boolean;
  /** @default nothing more */
  readonly finish?: FinishReleases;
}

/**
 * Reads the releases, updates them and writes the result, under a lock: no run loses what another has just recorded. Each file is written whole or not at all, and one that is unchanged is left alone.
 *
 * @returns the files that change
 * @throws InvalidInput with everything that blocks it; then nothing was written. Locked where another run takes long.
 * @example
 * const target = { environment: 'dev', service: 'api' };
 * await updateReleases(join(__dirname, 'environments'), (releases) => {
 *   const { release, findings } = verifyImage({ ...pipeline, releases }, target, {
 *     at: instantOf(new Date()),
 *     by: 'Ada',
 *   });
 *   return { releases: release ? [release] : [], findings };
 * });
 */
export async function updateReleases(
  directory: string,
  update: ReleaseUpdate,
  { write = true, finish = (updated) => Promise.resolve(updated) }: UpdateOptions = {},
): Promise<readonly ReleaseChange[]> {
  if (!write) return changesOf(readReleases(directory), update, finish);
  return withLock(join(directory, '.lock'), async () => {
    const changes = await changesOf(readReleases(directory), update, finish);
    for (const { after } of changes) {
      const folder = join(directory, after.environment, 'releases');
      removeDrafts(folder, after.service);
      writeAtomically(join(folder, `${after.service}.json`), renderRelease(after));
    }
    return changes;
  });
}

async function changesOf(
  releases: Releases,
  update: ReleaseUpdate,
  finish: FinishReleases,
): Promise<readonly ReleaseChange[]> {
  const result = update(releases);
  refuseIfAny(result.findings, 'nothing was written');
  const finished = await finish(result.releases, releases);
  return finished.flatMap((after): ReleaseChange[] => {
    const path = releases.pathOf(after.environment, after.service);
    const before = releases.releaseOf(after.environment, after.service);
    if (before === undefined) return [{ path, before, after }];
    if (renderRelease(before) === renderRelease(after)) return [];
    assertGrown(before, after, path);
    return [{ path, before, after }];
  });
}

/** A defect of ours, not of the input: no step takes away what was recorded. */
function assertGrown(before: Release, after: Release, path: string): void {
  const isGrown =
    isDeepStrictEqual(after.records.slice(0, before.records.length), before.records) &&
    isDeepStrictEqual(
      after.history.slice(0, before.history.length).map(unsigned),
      before.history.map(unsigned),
    );
  if (!isGrown) throw new Error(`An update of ${path} changes what is recorded.`);
}

/** A person may sign again what is recorded. */
function unsigned(event: ReleaseEvent): ReleaseEvent {
  const { signature: _, ...rest } = event;
  return rest;
}

/** What a killed run left half written. Under the lock, no run that lives has one. */
function removeDrafts(folder: string, service: string): void {
  if (!existsSync(folder)) return;
  const drafts = readdirSync(folder).filter(
    (name) => name.startsWith(`.${service}.json.`) && name.endsWith('.tmp'),
  );
  for (const name of drafts) rmSync(join(folder, name), { force: true });
}
