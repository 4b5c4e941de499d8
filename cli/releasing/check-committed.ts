import { posix } from 'node:path';
import { type Finding, problem } from '../../core/findings';
import type { BuiltService, PlannedImage } from '../../model';
import { changedPaths } from '../../operations/git';
import { isReleasePath } from '../../promotion';
import { gitRepositoryOf, type ProjectContext } from './project-context';

/** A finding for each source of an image that differs from the commit that is checked out, or is not in it. */
export async function notCommitted(
  context: ProjectContext,
  service: BuiltService,
  { source }: PlannedImage,
): Promise<readonly Finding[]> {
  const folder = context.inRepository(service.props.image.context);
  const definition = service.file === undefined ? [] : [context.inRepository(service.file)];
  const sent = new Set([
    ...Object.keys(source.manifest)
      .filter((entry) => entry.startsWith('file '))
      .map((entry) => posix.join(folder, entry.slice('file '.length))),
    ...definition,
  ]);
  const changed = await changedPaths(gitRepositoryOf(context), [folder, ...definition], { ignored: true });
  return changed
    .filter(({ path, how }) => how === 'deleted' || sent.has(path) || isFolderWith(path, sent))
    .map(({ path, how }) =>
      problem({
        rule: 'release/commit',
        path,
        message: `must be committed before an image of ${service.name} is recorded, since the record names a commit`,
        value: HOW[how],
        advice: ADVICE[how],
      }),
    );
}

const HOW = {
  changed: 'changed since the commit',
  deleted: 'deleted since the commit',
  untracked: 'not tracked by git',
  ignored: 'ignored by git and sent to the build',
} as const;

const ADVICE: Record<keyof typeof HOW, string> = {
  changed: 'Commit it, then build and release. Otherwise the image cannot be rebuilt from the commit.',
  deleted: 'Commit the deletion, then build and release.',
  untracked: 'Commit it, or add it to .dockerignore; then build and release.',
  ignored: 'Add it to .dockerignore, or commit it with `git add --force`; then build and release.',
};

/** Whether an ignored folder, which git lists as a whole, has one of the files. */
function isFolderWith(path: string, files: ReadonlySet<string>): boolean {
  return path.endsWith('/') && [...files].some((file) => file.startsWith(path));
}

/** Other files with uncommitted changes. They may set build arguments. */
export async function uncommittedElsewhere(context: ProjectContext): Promise<readonly string[]> {
  const changed = await changedPaths(gitRepositoryOf(context), []);
  const folder = context.inRepository(context.environmentsFolder);
  return changed
    .filter(({ path, how }) => how !== 'untracked' && !isReleasePath(posix.relative(folder, path)))
    .map(({ path }) => path);
}
