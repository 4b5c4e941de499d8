import { spawnSync } from 'node:child_process';

/** A program of the lab that could not be made here: what failed, and what to do about it. */
export class ProgramUnavailable extends Error {
  override readonly name = 'ProgramUnavailable';
}

/** No `go` on the PATH: there is nothing to try on this machine. */
export class GoMissing extends ProgramUnavailable {
  constructor() {
    super('there is no `go` on the PATH.\n→ Install Go 1.25 or later: https://go.dev/doc/install');
  }
}

/** Runs `go` with the arguments given and returns what it printed; fails with advice. */
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
    // The same bytes on every machine: no C compiler, and no workspace file of the user.
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
