import { configValue, type Repository } from './repository';

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
  const isSsh = (await configValue(repository, 'gpg.format')) === 'ssh';
  return {
    key: isSsh ? await configValue(repository, 'user.signingKey', 'path') : undefined,
    program: await configValue(repository, 'gpg.ssh.program', 'path'),
  };
}
