import { posix } from 'node:path';
import { sentPaths } from '../../constructs/image-build';
import { type Finding, problem } from '../../core/findings';
import type { BuiltService, PlannedImage } from '../../model';
import { changedPaths, headCommit } from '../../operations/git';
import { isReleasePath } from '../../promotion';
import { type Difference, differencesFrom } from './compare-with-commit';
import { gitRepositoryOf, type ProjectContext } from './project-context';

/**
 * A finding for each source of an image that differs from the commit that is checked out, or is not in it: with git's eyes, so that
 * every clone of the commit builds the same.
 */
export async function notCommitted(
  context: ProjectContext,
  service: BuiltService,
  { build, source }: Pick<PlannedImage, 'build' | 'source'>,
): Promise<readonly Finding[]> {
  const repository = gitRepositoryOf(context);
  const folder = context.inRepository(service.props.image.context);
  const sends = sentPaths(build);
  const entries = Object.entries(source.manifest).flatMap(([part, entry]) =>
    part.startsWith('file ') ? [[posix.join(folder, part.slice('file '.length)), entry] as const] : [],
  );
  const definition =
    service.file === undefined ? [] : [[context.inRepository(service.file), undefined] as const];
  const files = new Map<string, string | undefined>([...definition, ...entries]);
  const differences = await differencesFrom(repository, await headCommit(repository), {
    files,
    folders: [folder],
    isSent: (path) => files.has(path) || sends(posix.relative(folder, path)),
  });
  return differences.map((difference) => findingOf(service.name, difference));
}

function findingOf(service: string, { path, how, detail = '' }: Difference): Finding {
  const { value, advice } = REMEDIES[how](path, detail);
  return problem({
    rule: 'release/commit',
    path,
    message: `must be committed before an image of ${service} is recorded, since the record names a commit`,
    value,
    advice,
  });
}

type Remedy = (path: string, detail: string) => Required<Pick<Finding, 'value' | 'advice'>>;

const REMEDIES: Record<Difference['how'], Remedy> = {
  changed: () => ({
    value: 'changed since the commit',
    advice: 'Commit it, then build and release. Otherwise the image cannot be rebuilt from the commit.',
  }),
  deleted: () => ({
    value: 'deleted since the commit',
    advice: 'Commit the deletion, then build and release.',
  }),
  untracked: () => ({
    value: 'not tracked by git',
    advice: 'Commit it, or add it to .dockerignore; then build and release.',
  }),
  ignored: () => ({
    value: 'ignored by git and sent to the build',
    advice: 'Add it to .dockerignore, or commit it with `git add --force`; then build and release.',
  }),
  hidden: (path) => ({
    value: 'changed since the commit, and git is told not to look at it',
    advice: `Let git see it: \`git update-index --no-assume-unchanged --no-skip-worktree ${path}\`. Commit it, then build and release.`,
  }),
  'line endings': (path) => ({
    value: 'checked out with other line endings than the commit has',
    advice: `This machine converts them (core.autocrlf or core.eol), and others build something else. Commit a .gitattributes with \`* text=auto eol=lf\`, check the file out again (\`rm ${path} && git checkout -- ${path}\`), then build and release.`,
  }),
  executable: (path) => ({
    value: 'executable here and not in the commit',
    advice: `Commit the mode: \`git update-index --chmod=+x ${path}\`. Or take it back: \`chmod -x ${path}\`. Then build and release.`,
  }),
  'not executable': (path) => ({
    value: 'executable in the commit and not here',
    advice: `Take it from the commit: \`chmod +x ${path}\`. Or commit the mode: \`git update-index --chmod=-x ${path}\`. Then build and release.`,
  }),
  pointer: (path) => ({
    value: 'a pointer of Git LFS, not the file that it stands for',
    advice: `Get the file: \`git lfs pull --include ${path}\`. Then build and release.`,
  }),
  'submodule missing': (path) => ({
    value: 'a submodule that is not checked out',
    advice: `Check it out: \`git submodule update --init ${path}\`. Or add it to .dockerignore. Then build and release.`,
  }),
  'submodule moved': (path, detail) => ({
    value: `a submodule ${detail}`,
    advice: `Commit it: \`git add ${path}\`. Or go back: \`git submodule update ${path}\`. Then build and release.`,
  }),
  'submodule unpushed': (path, detail) => ({
    value: `a submodule ${detail}, which no branch or tag of its remote is known to have`,
    advice: `Push it from there, or \`git -C ${path} fetch\` if it was pushed elsewhere: others could not build the image from the commit.`,
  }),
};

/** Other files with uncommitted changes. They may set build arguments. */
export async function uncommittedElsewhere(context: ProjectContext): Promise<readonly string[]> {
  const changed = await changedPaths(gitRepositoryOf(context), []);
  const folder = context.inRepository(context.environmentsFolder);
  return changed
    .filter(({ path, how }) => how !== 'untracked' && !isReleasePath(posix.relative(folder, path)))
    .map(({ path }) => path);
}
