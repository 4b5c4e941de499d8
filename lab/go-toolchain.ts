import { spawnSync } from 'node:child_process';

/** A program of the lab could not be built here: what failed, and what to do about it. */
export class ProgramUnavailable extends Error {
  override readonly name = 'ProgramUnavailable';
}

/** There is no `go` on the PATH, so nothing can be built on this machine. */
export class GoMissing extends ProgramUnavailable {
  constructor() {
    super('there is no `go` on the PATH.\n→ Install Go 1.25 or later: https://go.dev/doc/install');
  }
}

/** Runs `go` and returns what it printed. @throws ProgramUnavailable with advice, if it fails */
export function runGo(
  args: readonly string[],
  {
    cwd,
    env,
    timeoutMs,
  }: { readonly cwd: string; readonly env: NodeJS.ProcessEnv; readonly timeoutMs: number },
): string {
  const { status, error, stdout, stderr } = spawnSync('go', args, {
    cwd,
    // For the same bytes on every machine: no C compiler, and none of the user's workspace files.
    env: { ...env, CGO_ENABLED: '0', GOWORK: 'off' },
    stdio: ['ignore', 'pipe', 'pipe'],
    encoding: 'utf8',
    timeout: timeoutMs,
    killSignal: 'SIGKILL',
  });
  if (status === 0) return stdout;
  const trouble: NodeJS.ErrnoException | undefined = error;
  const code = trouble?.code;
  if (code === 'ENOENT') throw new GoMissing();
  const failure = code === 'ETIMEDOUT' ? `took longer than ${timeoutMs / 1000} s and was ended` : 'failed';
  throw new ProgramUnavailable(
    `\`go ${args[0] ?? ''}\` ${failure} in ${cwd}:\n${stderr.trim()}\n→ ${adviceFor(stderr)}`,
    { cause: error },
  );
}

const ADVICE: readonly { readonly sign: RegExp; readonly advice: string }[] = [
  {
    sign: /requires go >=|unknown (directive|block type): tool/,
    advice: 'Install the Go version that the go.mod asks for, or let Go fetch it: GOTOOLCHAIN=auto.',
  },
  {
    sign: /SECURITY ERROR|checksum mismatch/,
    advice: 'What the proxy serves is not what go.sum pins. Do not go on before you know why.',
  },
  {
    sign: /40[34] |410 Gone|Forbidden|disabled by GOPROXY/,
    advice: 'The module proxy refuses this version. Point GOPROXY at one that serves it (`go env GOPROXY`).',
  },
  {
    sign: /no such host|connection refused|network is unreachable|i\/o timeout|TLS handshake timeout/,
    advice: 'The module proxy cannot be reached. Check the network and `go env GOPROXY`, then run it again.',
  },
];

function adviceFor(output: string): string {
  const known = ADVICE.find(({ sign }) => sign.test(output));
  return known?.advice ?? 'Run the same command by hand there to see more.';
}
