import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Failure, outputOf } from '../../operations/process';
import { minimalEnvironment, runUntrusted } from './run-untrusted';

const INSTALL_MS = 10 * 60_000;
const SYNTH_MS = 10 * 60_000;

/**
 * Synthesises the project in a folder into its cdktf.out, with the command in its cdktf.json, as `cdktf synth` does. That may
 * be untrusted code: it runs with a minimal environment and an empty home.
 * @param options.install installs the dependencies first, without running their scripts
 * @param options.checkTypes whether `slipway/synth` also checks types
 * @throws Failure with the last lines that it printed
 */
export async function synthesiseFolder(
  folder: string,
  env: NodeJS.ProcessEnv,
  { install, checkTypes }: { readonly install: boolean; readonly checkTypes: boolean },
): Promise<void> {
  if (install) {
    const args = ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
    // npm runs no untrusted code here, and finds its registry and the credentials for it in the home folder.
    const trusted = { ...minimalEnvironment(env), HOME: env['HOME'] };
    await outputOf('npm', args, { cwd: folder, env: trusted, timeoutMs: INSTALL_MS });
  }
  const app = appOf(folder);
  const also: Record<string, string> = checkTypes ? {} : { SLIPWAY_TYPES: 'unchecked' };
  await runUntrusted('sh', ['-c', app], { what: `\`${app}\``, folder, env, also, timeoutMs: SYNTH_MS });
}

/** The command that synthesises, from cdktf.json. @throws Failure where a folder is not a project */
export function appOf(folder: string): string {
  const path = join(folder, 'cdktf.json');
  if (!existsSync(path)) throw new Failure(`${folder} is not a project: it has no cdktf.json`);
  const { app } = parse(path);
  if (typeof app === 'string') return app;
  throw new Failure(`${path} must have \`app\`, the command that synthesises`);
}

function parse(path: string): { readonly app?: unknown } {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as { readonly app?: unknown };
  } catch {
    throw new Failure(`${path} is not JSON`);
  }
}
