import { execFile, type ExecFileException } from 'node:child_process';
import { Failure } from '../process';
import type { Credentials } from './credentials';

/** Long enough for a helper that asks a cloud. */
const TIMEOUT_MS = 30_000;
/** What helpers say of a registry that they know nothing of: no failure, Docker goes on anonymously. */
const UNKNOWN = /credentials not found/i;

/** Asks one of Docker's helper programs. Its output is a secret: no message holds it. */
export async function credentialHelper(
  helper: string,
  registry: string,
  env?: NodeJS.ProcessEnv,
): Promise<Credentials | undefined> {
  const program = `docker-credential-${helper}`;
  const failure = (what: string): Failure =>
    new Failure(
      `Docker keeps the credentials of ${registry} with \`${program}\`, which ${what}\n` +
        `    → Sign in again (\`docker login ${registry}\`), or correct Docker's config.json.`,
    );
  const { error, stdout } = await ask(program, registry, env);
  if (error !== null) {
    if (error.code === 'ENOENT') throw failure('is not on the PATH');
    if (UNKNOWN.test(stdout)) return undefined;
    throw failure(
      error.killed === true
        ? `was ended after ${TIMEOUT_MS / 1000} s`
        : `failed with code ${String(error.code)}`,
    );
  }
  const { Username: username, Secret: password } = answerIn(stdout);
  if (username === undefined || password === undefined) throw failure('printed no credentials');
  return username === '<token>' ? { identityToken: password } : { username, password };
}

interface Asked {
  readonly error: ExecFileException | null;
  readonly stdout: string;
}

function ask(program: string, registry: string, env?: NodeJS.ProcessEnv): Promise<Asked> {
  return new Promise((resolve) => {
    const child = execFile(program, ['get'], { timeout: TIMEOUT_MS, env }, (error, stdout) => {
      resolve({ error, stdout });
    });
    // One that does not read what it is asked is no reason to crash: its exit code says what is wrong.
    child.stdin?.on('error', () => undefined);
    child.stdin?.end(registry);
  });
}

function answerIn(stdout: string): { readonly Username?: string; readonly Secret?: string } {
  try {
    return (JSON.parse(stdout) ?? {}) as { readonly Username?: string; readonly Secret?: string };
  } catch {
    return {};
  }
}
