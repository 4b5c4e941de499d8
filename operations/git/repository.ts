import { Failure, lastLines, type ProgramOutcome, run } from '../process';

const TIMEOUT_MS = 60_000;

/** A git repository, through the git program. Works in a worktree and in a folder below its top. */
export interface Repository {
  /** The top of its working tree, absolute. */
  readonly top: string;
  /** Where git keeps what it knows of this working tree, absolute: no status shows what is in there. */
  readonly gitFolder: string;
  /** Whether its history was cut off when it was cloned. */
  readonly isShallow: boolean;
  readonly env: NodeJS.ProcessEnv;
}

/**
 * The repository that a folder is in.
 * @param env what git may read: the identity of the committer, where its files are
 * @throws Failure where there is none, or no git
 */
export async function openRepository(folder: string, env: NodeJS.ProcessEnv): Promise<Repository> {
  const spoken = { ...env, LC_ALL: 'C', GIT_OPTIONAL_LOCKS: '0', GIT_TERMINAL_PROMPT: '0' };
  const { code, stdout, output } = await run(
    'git',
    ['rev-parse', '--show-toplevel', '--absolute-git-dir', '--is-shallow-repository'],
    { cwd: folder, env: spoken, timeoutMs: TIMEOUT_MS },
  );
  if (code !== 0) throw new Failure(`${folder} is in no git repository: ${lastLines(output, 3)}`);
  const [top = '', gitFolder = '', shallow = ''] = stdout.trimEnd().split('\n');
  return { top, gitFolder, isShallow: shallow === 'true', env: spoken };
}

/** What git prints. @throws Failure with what it said, where it fails */
export async function git(
  repository: Repository,
  args: readonly string[],
  env: NodeJS.ProcessEnv = {},
): Promise<string> {
  const { code, stdout, output } = await tryGit(repository, args, env);
  if (code === 0) return stdout;
  throw new Failure(`\`git ${args.join(' ')}\` failed:\n${lastLines(output, 20)}`);
}

/** What git does, whatever that is. */
export function tryGit(
  { top, env }: Repository,
  args: readonly string[],
  more: NodeJS.ProcessEnv = {},
): Promise<ProgramOutcome> {
  return run('git', args, { cwd: top, env: { ...env, ...more }, timeoutMs: TIMEOUT_MS });
}

/** The whole id of the commit that is checked out. @throws Failure where nothing was committed yet */
export async function headCommit(repository: Repository): Promise<string> {
  const { code, stdout } = await tryGit(repository, ['rev-parse', '--verify', '--quiet', 'HEAD^{commit}']);
  if (code !== 0) throw new Failure(`${repository.top} has no commit yet: commit the project first`);
  return stdout.trim();
}

/** Who git says commits, as `Ada <ada@example.com>`; undefined where it was never told. */
export async function userOf(repository: Repository): Promise<string | undefined> {
  const value = async (key: string) => {
    const { code, stdout } = await tryGit(repository, ['config', '--get', key]);
    return code === 0 ? stdout.trim() : '';
  };
  const [name, email] = [await value('user.name'), await value('user.email')];
  const text = [name, email === '' ? '' : `<${email}>`].filter((part) => part !== '').join(' ');
  return text === '' ? undefined : text;
}
