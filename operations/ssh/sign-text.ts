import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { NotSsh, unarmored } from '../../core/ssh-signatures';
import { Failure, lastLines, run, withTemporaryFolder } from '../process';

/** What signs, and with what. */
interface SigningKey {
  /** The path of a private key, or of a public one whose other half an agent has; or such a public key itself, as git takes it. */
  readonly key: string;
  /** What a path that is not absolute begins at. */
  readonly folder: string;
  /** @default 'ssh-keygen' */
  readonly program?: string;
  /** Where the agent is, and what asks for a passphrase on a screen. */
  readonly env: NodeJS.ProcessEnv;
}

const PROGRAM_HINT =
  "Install OpenSSH's ssh-keygen, or name another program that signs as it does: `git config gpg.ssh.program`. Then run the command again; nothing was written.";

/** A security key waits for a touch, an agent for a confirmation. */
const TIMEOUT_MS = 60_000;

/**
 * Signs a text for a purpose as git signs a commit, so that agents, security keys and git's own signing programs work. It never asks on
 * the terminal for a passphrase.
 *
 * @param namespace what it is for
 * @returns the signature on one line
 * @throws Failure where it is not signed, with what the program says
 */
export async function signText(text: string, namespace: string, signingKey: SigningKey): Promise<string> {
  const { program = 'ssh-keygen' } = signingKey;
  try {
    return await withTemporaryFolder('slipway-sign-', (folder) =>
      signIn(folder, text, namespace, { ...signingKey, program }),
    );
  } catch (error) {
    if (error instanceof NotSsh)
      throw new Failure(`${program} wrote no signature: ${error.message}\n${PROGRAM_HINT}`);
    throw error;
  }
}

async function signIn(
  folder: string,
  text: string,
  namespace: string,
  { key, folder: cwd, program, env }: Required<SigningKey>,
): Promise<string> {
  const file = join(folder, 'event');
  writeFileSync(file, text);
  const given = keyArguments(key, folder);
  const { code, output } = await run(program, ['-Y', 'sign', '-n', namespace, ...given, file], {
    timeoutMs: TIMEOUT_MS,
    cwd,
    env: { ...env, LC_ALL: 'C' },
  }).catch((error: unknown) => {
    if (!(error instanceof Failure)) throw error;
    throw new Failure(`the event could not be signed: ${error.message}\n${PROGRAM_HINT}`);
  });
  if (code !== 0)
    throw new Failure(
      [
        code === undefined
          ? `the event was not signed within ${TIMEOUT_MS / 1000} s: an agent or a security key may wait for somebody`
          : `the event could not be signed with ${key}:`,
        ...(output.trim() === '' ? [] : [lastLines(output.replaceAll('\r', ''), 5).replaceAll(folder, '')]),
        'A key with a passphrase must be in an agent: `ssh-add <key>`. Then run the command again; nothing was written.',
      ].join('\n'),
    );
  if (!existsSync(`${file}.sig`)) throw new NotSsh('there is no file of it');
  return unarmored(readFileSync(`${file}.sig`, 'utf8'));
}

/** A key itself goes into a file, and an agent must have its other half. */
function keyArguments(key: string, folder: string): readonly string[] {
  const literal = key.startsWith('key::') ? key.slice('key::'.length) : key;
  if (!/^(ssh|ecdsa|sk)-\S+ /.test(literal)) return ['-f', key];
  const file = join(folder, 'key.pub');
  writeFileSync(file, `${literal}\n`);
  return ['-f', file, '-U'];
}
