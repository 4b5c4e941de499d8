import { type Repository, tryGit } from './repository';

/** How git is told to sign. */
interface GitSigning {
  /**
   * `user.signingKey`: where the key is, seen from the top of the working tree; or a public key itself, which an agent has the other half
   * of. Undefined where it is not set, or where git signs in another way than by SSH.
   */
  readonly key: string | undefined;
  /** The program that signs as `ssh-keygen -Y sign` does: `gpg.ssh.program`. */
  readonly program: string | undefined;
}

/** The key and the program by which git would sign a commit, where its `gpg.format` is `ssh`. */
export async function gitSigning(repository: Repository): Promise<GitSigning> {
  const value = async (...args: readonly string[]) => {
    const { code, stdout } = await tryGit(repository, ['config', ...args]);
    return code === 0 && stdout.trim() !== '' ? stdout.trim() : undefined;
  };
  const format = await value('--get', 'gpg.format');
  return {
    key: format === 'ssh' ? await value('--type=path', '--get', 'user.signingKey') : undefined,
    program: await value('--type=path', '--get', 'gpg.ssh.program'),
  };
}
