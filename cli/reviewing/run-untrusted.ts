import { visible } from '../../core/text';
import { Failure, lastLines, run } from '../../operations/process';
import { withTemporaryFolder } from './temporary-folder';

/** The environment variables that say where programs are, and how to reach a registry. */
const PASSED_ON = [
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

/** A minimal environment for a trusted program. It has no HOME. */
export function minimalEnvironment(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const passed = PASSED_ON.flatMap((name) => (env[name] === undefined ? [] : [[name, env[name]] as const]));
  return { ...Object.fromEntries(passed), CHECKPOINT_DISABLE: '1', DISABLE_VERSION_CHECK: '1' };
}

/** The same for untrusted code: without the credentials in the URLs of proxies and registries. */
export function untrustedEnvironment(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const variables = Object.entries(minimalEnvironment(env)).map(
    ([name, value]) => [name, URL_VARIABLE.test(name) ? value?.replace(CREDENTIALS, '$1') : value] as const,
  );
  return Object.fromEntries(variables);
}

const URL_VARIABLE = /(proxy|registry)$/i;
const CREDENTIALS = /^([a-z]+:\/\/)?[^/]*@/i;

interface UntrustedOptions {
  /** The program, as messages name it. */
  readonly what: string;
  /** The working directory. */
  readonly folder: string;
  /** Our own environment; the program gets only a part of it. */
  readonly env: NodeJS.ProcessEnv;
  /** Variables that it gets besides. @default none */
  readonly also?: Readonly<Record<string, string>>;
  readonly timeoutMs: number;
}

/**
 * Runs a program that may be untrusted code, with a minimal environment and an empty home.
 * @throws Failure with the last lines that it printed, where it fails or takes too long
 */
export async function runUntrusted(
  program: string,
  args: readonly string[],
  { what, folder, env, also, timeoutMs }: UntrustedOptions,
): Promise<void> {
  const { code, output } = await withTemporaryFolder('slipway-home-', (home) =>
    run(program, args, {
      cwd: folder,
      env: { ...untrustedEnvironment(env), ...also, HOME: home },
      timeoutMs,
    }),
  );
  if (code === 0) return;
  const how = code === undefined ? `was stopped after ${timeoutMs / 1000} s` : `failed with code ${code}`;
  throw new Failure(`${what} ${how}:\n${harmless(lastLines(output, 25))}`);
}

/** The output of untrusted code, as text that no terminal and no CI interprets. */
function harmless(output: string): string {
  return output
    .split(/\r?\n/)
    .map((line) => `  | ${visible(line).replace(/##(?=\[|vso)/g, '# #')}`)
    .join('\n');
}
