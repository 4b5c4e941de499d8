import { Failure, lastLines, run } from '../../operations/process';
import { visible } from '../../review';
import { withTemporaryFolder } from './temporary-folder';

/** What of our environment tells where programs are, and how to reach a registry. */
const KNOWN = [
  'PATH',
  'LANG',
  'LC_ALL',
  'TMPDIR',
  'TZ',
  'HTTP_PROXY',
  'HTTPS_PROXY',
  'NO_PROXY',
  'http_proxy',
  'https_proxy',
  'no_proxy',
  'NODE_EXTRA_CA_CERTS',
  'npm_config_registry',
  'NPM_CONFIG_REGISTRY',
  'npm_config_cache',
];

/** The environment of a program that is nobody's code. It names no home. */
export function knownEnvironment(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const known = KNOWN.flatMap((name) => (env[name] === undefined ? [] : [[name, env[name]] as const]));
  return { ...Object.fromEntries(known), CHECKPOINT_DISABLE: '1', DISABLE_VERSION_CHECK: '1' };
}

/** What a stranger's code may know of it: no address of a proxy or a registry says how to log in there. */
function bareEnvironment(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const bare = Object.entries(knownEnvironment(env)).map(
    ([name, value]) => [name, ADDRESS.test(name) ? value?.replace(LOGIN, '$1') : value] as const,
  );
  return Object.fromEntries(bare);
}

const ADDRESS = /(proxy|registry)$/i;
const LOGIN = /^([a-z]+:\/\/)?[^/]*@/i;

interface BareOptions {
  /** How a person calls it, in a message. */
  readonly what: string;
  /** Its working directory. */
  readonly folder: string;
  /** Our own environment, most of which it does not get. */
  readonly env: NodeJS.ProcessEnv;
  readonly timeoutMs: number;
}

/**
 * Runs what may be a stranger's code, with a bare environment and an empty home.
 * @throws Failure with the last lines that it printed, when it fails or takes too long
 */
export async function runBare(
  program: string,
  args: readonly string[],
  { what, folder, env, timeoutMs }: BareOptions,
): Promise<void> {
  const { code, output } = await withTemporaryFolder('slipway-home-', (home) =>
    run(program, args, { cwd: folder, env: { ...bareEnvironment(env), HOME: home }, timeoutMs }),
  );
  if (code === 0) return;
  const how = code === undefined ? `was ended after ${timeoutMs / 1000} s` : `failed with code ${code}`;
  throw new Failure(`${what} ${how}:\n${harmless(lastLines(output, 25))}`);
}

/** What a stranger's code printed: as text that acts on no terminal, and is a command to no CI. */
function harmless(output: string): string {
  return output
    .split(/\r?\n/)
    .map((line) => `  | ${visible(line).replace(/##(?=\[|vso)/g, '# #')}`)
    .join('\n');
}
