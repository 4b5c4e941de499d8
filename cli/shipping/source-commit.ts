import { posix } from 'node:path';
import { type Finding, problem } from '../../core/findings';
import type { PlannedImage, Service } from '../../model';
import { changedPaths } from '../../operations/git';
import { isReleasePath } from '../../promotion';
import { repositoryOf, type Yard } from './yard';

/** Why the commit that is checked out does not hold what an image was built from. Empty where it does. */
export async function notCommitted(
  yard: Yard,
  service: Service,
  { source }: PlannedImage,
): Promise<readonly Finding[]> {
  const repository = repositoryOf(yard);
  const context = yard.inRepository(service.props.image.context);
  const described = service.file === undefined ? [] : [yard.inRepository(service.file)];
  const sent = new Set([
    ...Object.keys(source.manifest)
      .filter((entry) => entry.startsWith('file '))
      .map((entry) => posix.join(context, entry.slice('file '.length))),
    ...described,
  ]);
  const changed = await changedPaths(repository, [context, ...described], { ignored: true });
  return changed
    .filter(({ path, how }) => how === 'deleted' || sent.has(path) || isFolderOf(path, sent))
    .map(({ path, how }) =>
      problem({
        rule: 'release/commit',
        path,
        message: `must be committed before an image of ${service.name} is recorded as built from a commit`,
        value: HOW[how],
        advice: ADVICE[how],
      }),
    );
}

const HOW = {
  changed: 'changed since',
  deleted: 'deleted since',
  untracked: 'in no commit',
  ignored: 'ignored by git, and yet sent to the build',
} as const;

const ADVICE: Record<keyof typeof HOW, string> = {
  changed: 'Commit it, then build and release: nobody could rebuild the image from the commit.',
  deleted: 'Commit that, then build and release: the commit still has it.',
  untracked: 'Commit it, or name it in .dockerignore; then build and release.',
  ignored: 'Name it in .dockerignore, or commit it with `git add --force`; then build and release.',
};

/** Git names an ignored folder as a whole. */
function isFolderOf(path: string, files: ReadonlySet<string>): boolean {
  return path.endsWith('/') && [...files].some((file) => file.startsWith(path));
}

/** The rest of the working tree that is not committed: build arguments may stand in it. */
export async function elsewhereChanged(yard: Yard): Promise<readonly string[]> {
  const changed = await changedPaths(repositoryOf(yard), []);
  const folder = yard.inRepository(yard.directory);
  return changed
    .filter(({ path, how }) => how !== 'untracked' && !isReleasePath(posix.relative(folder, path)))
    .map(({ path }) => path);
}
