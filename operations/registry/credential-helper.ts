import { execFile, type ExecFileException } from 'node:child_process';
import { Failure } from '../process';
import type { Credentials } from './credentials';

/** Long enough for a helper that calls a cloud API. */
const TIMEOUT_MS = 30_000;
/** The answer of helpers that have no credentials for a registry. Not an error: Docker continues anonymously. */
const UNKNOWN = /credentials not found/i;

/** Runs one of Docker's credential helpers. Its output is secret, so no message quotes it. */
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
    // A helper that exits without reading its input must not crash us: its exit code says what is wrong.
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
