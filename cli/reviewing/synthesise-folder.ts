import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Failure, outputOf } from '../../operations/process';
import { knownEnvironment, runBare } from './run-bare';

const INSTALL_MS = 10 * 60_000;
const SYNTH_MS = 10 * 60_000;

/**
 * Synthesises the project in a folder into its cdktf.out, by what its cdktf.json says, as `cdktf synth` does. The code
 * that runs may be a stranger's: it gets no environment but what it needs, and an empty home.
 * @param options.install installs its dependencies first, with no script of theirs run
 * @throws Failure with the last lines that it printed
 */
export async function synthesiseFolder(
  folder: string,
  env: NodeJS.ProcessEnv,
  { install }: { readonly install: boolean },
): Promise<void> {
  if (install) {
    const args = ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
    // npm knows its registry, and how to log in there, from the home of whoever runs this. It runs nobody's code.
    const known = { ...knownEnvironment(env), HOME: env['HOME'] };
    await outputOf('npm', args, { cwd: folder, env: known, timeoutMs: INSTALL_MS });
  }
  const app = appOf(folder);
  await runBare('sh', ['-c', app], { what: `\`${app}\``, folder, env, timeoutMs: SYNTH_MS });
}

/** The command that synthesises, from cdktf.json. */
function appOf(folder: string): string {
  const path = join(folder, 'cdktf.json');
  if (!existsSync(path)) throw new Failure(`${folder} is no project: there is no cdktf.json`);
  const { app } = parse(path);
  if (typeof app === 'string') return app;
  throw new Failure(`${path} must name its app, the command that synthesises`);
}

function parse(path: string): { readonly app?: unknown } {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as { readonly app?: unknown };
  } catch {
    throw new Failure(`${path} is not JSON`);
  }
}
