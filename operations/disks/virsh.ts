import { type LibvirtTransport, type LibvirtUri, parseLibvirtUri } from '../../model';
import { Failure, outputOf, type ProgramOutcome, run } from '../process';

const LIMIT_MS = 60_000;

/** Where commands run, and whose home `~` stands for. */
export interface VirshContext {
  readonly env: NodeJS.ProcessEnv;
  readonly home: string;
}

/** Runs `virsh` commands on a libvirt host, with English output. */
export class Virsh {
  /** @param uri The host's libvirt URI, as the provider uses it. */
  constructor(
    private readonly uri: string,
    private readonly here: VirshContext,
  ) {}

  /** @throws Failure with the output of `virsh`, if it fails or takes more than a minute. */
  outputOf(...args: readonly string[]): Promise<string> {
    const [program, ...rest] = this.command(args);
    return outputOf(program, rest, this.options());
  }

  run(...args: readonly string[]): Promise<ProgramOutcome> {
    const [program, ...rest] = this.command(args);
    return run(program, rest, this.options());
  }

  /** The same command as a line to paste into a shell. */
  lineOf(...args: readonly string[]): string {
    return this.command(args).map(quoted).join(' ');
  }

  private command(args: readonly string[]): Command {
    return virshCommand(this.uri, args, this.here.home);
  }

  private options() {
    return { timeoutMs: LIMIT_MS, env: { ...this.here.env, LC_ALL: 'C' } };
  }
}

type Command = readonly [string, ...string[]];
type Reach = (uri: LibvirtUri, args: readonly string[], home: string) => Command;

/**
 * How to run a host's `virsh`. Over SSH we run the one on the host: the local libvirt does not read the provider's `knownhosts`
 * option, and need not be installed.
 */
const REACH: Readonly<Record<LibvirtTransport, Reach>> = {
  unix: (uri, args) => virsh(onSocket(uri), args),
  ssh: (uri, args, home) => {
    const { keyfile, knownhosts, no_verify, known_hosts_verify } = uri.parameters;
    const unverified = no_verify === '1' || known_hosts_verify === 'ignore';
    const options = {
      BatchMode: 'yes',
      ConnectTimeout: '10',
      StrictHostKeyChecking: unverified ? 'no' : 'yes',
      ...(unverified ? { UserKnownHostsFile: '/dev/null', LogLevel: 'ERROR' } : {}),
      ...(knownhosts === undefined ? {} : { UserKnownHostsFile: atHome(knownhosts, home) }),
      ...(keyfile === undefined ? {} : { IdentityFile: atHome(keyfile, home), IdentitiesOnly: 'yes' }),
      ...(uri.port === '' ? {} : { Port: uri.port }),
    };
    const remote = ['LC_ALL=C', ...virsh(onSocket(uri), args).map(quoted)].join(' ');
    return [
      'ssh',
      ...Object.entries(options).map(([name, value]) => `-o${name}=${value}`),
      ...['-l', uri.user, '--', uri.host.replace(/^\[|\]$/g, ''), remote],
    ];
  },
};

/**
 * The command that runs `virsh` on a host.
 * @throws Failure if Slipway does not support the URI. The message leaves the URI out, since it may hold a password.
 */
export function virshCommand(uri: string, args: readonly string[], home: string): Command {
  const parts = parseLibvirtUri(uri);
  if (parts === undefined)
    throw new Failure(
      'Slipway does not support its URI: synthesise the project to see what is wrong with it',
    );
  return REACH[parts.transport](parts, args, home);
}

function virsh(uri: string, args: readonly string[]): Command {
  return ['virsh', '--quiet', '--connect', uri, ...args];
}

/** The libvirt URI to use on the host itself. */
function onSocket({ path, parameters: { socket } }: LibvirtUri): string {
  return `qemu+unix://${path}${socket === undefined ? '' : `?socket=${socket}`}`;
}

/** A path as the provider reads it: with `${HOME}` replaced, and in a key's path also `~`. */
function atHome(path: string, home: string): string {
  return path.replace(/^(~|\$\{HOME\})(?=\/)/, home);
}

/** Quoted for a shell. */
function quoted(word: string): string {
  return /^[\w./:=@+-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}
