import { Failure, lastLines, type ProgramOutcome, run } from '../process';

const TIMEOUT_MS = 60_000;

/** A git repository, accessed through the git program. Works in worktrees and in subfolders. */
export interface Repository {
  /** The absolute path of the top of the working tree. */
  readonly top: string;
  /** The absolute path of git's own folder for this working tree. `git status` never lists files in it. */
  readonly gitFolder: string;
  /** Whether this is a shallow clone. */
  readonly isShallow: boolean;
  readonly env: NodeJS.ProcessEnv;
}

/**
 * The repository that contains a folder.
 * @param env git's environment: the committer's identity, where git's files are
 * @throws Failure if the folder is in no repository, or git is missing
 */
export async function openRepository(folder: string, env: NodeJS.ProcessEnv): Promise<Repository> {
  const spoken = { ...env, LC_ALL: 'C', GIT_OPTIONAL_LOCKS: '0', GIT_TERMINAL_PROMPT: '0' };
  const { code, stdout, output } = await run(
    'git',
    ['rev-parse', '--show-toplevel', '--absolute-git-dir', '--is-shallow-repository'],
    { cwd: folder, env: spoken, timeoutMs: TIMEOUT_MS },
  );
  if (code !== 0) throw new Failure(`${folder} is not in a git repository: ${lastLines(output, 3)}`);
  const [top = '', gitFolder = '', shallow = ''] = stdout.trimEnd().split('\n');
  return { top, gitFolder, isShallow: shallow === 'true', env: spoken };
}

/**
 * Git's standard output.
 * @param input what git reads from its standard input
 * @throws Failure with git's message, if git fails
 */
export async function git(
  repository: Repository,
  args: readonly string[],
  env: NodeJS.ProcessEnv = {},
  input = '',
): Promise<string> {
  const { code, stdout, output } = await tryGit(repository, args, env, input);
  if (code === 0) return stdout;
  throw new Failure(`\`git ${args.join(' ')}\` failed:\n${lastLines(output, 20)}`);
}

/** The outcome of a git command, whether it succeeds or fails. */
export function tryGit(
  { top, env }: Repository,
  args: readonly string[],
  more: NodeJS.ProcessEnv = {},
  input = '',
): Promise<ProgramOutcome> {
  return run('git', args, { cwd: top, env: { ...env, ...more }, timeoutMs: TIMEOUT_MS, input });
}

/** The full id of the checked-out commit. @throws Failure if there is no commit yet */
export async function headCommit(repository: Repository): Promise<string> {
  const { code, stdout } = await tryGit(repository, ['rev-parse', '--verify', '--quiet', 'HEAD^{commit}']);
  if (code !== 0) throw new Failure(`${repository.top} has no commit yet: commit the project first`);
  return stdout.trim();
}

/** The committer that git would use, as `Ada <ada@example.com>`; undefined if it is not configured. */
export async function userOf(repository: Repository): Promise<string | undefined> {
  const [name, email] = [
    await configValue(repository, 'user.name'),
    await configValue(repository, 'user.email'),
  ];
  const text = [name, email && `<${email}>`].filter((part) => part !== undefined).join(' ');
  return text === '' ? undefined : text;
}

/** What git's configuration says; undefined where it says nothing. @param type how git reads it @default as text */
export async function configValue(
  repository: Repository,
  key: string,
  type?: 'bool' | 'path',
): Promise<string | undefined> {
  const as = type === undefined ? [] : [`--type=${type}`];
  const { code, stdout } = await tryGit(repository, ['config', ...as, '--get', key]);
  return code === 0 && stdout.trim() !== '' ? stdout.trim() : undefined;
}
