import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { App, compose, type LibvirtConnection } from 'slipway';
import { type Host, inNetworkOf, outputOf, run, uriOf } from '../../../lab';
import type { ProgramOutcome } from '../../../operations/process';
import { LabStack, type MachinesLab } from './machines-lab';
import { compositionOf, type Described } from './machines-project/composition';

const TOP = join(__dirname, '../../..');
const COMMAND_LIMIT_MS = 240_000;

/** What a test may say of its machines, beside where they are. */
export type Machines = Omit<Described, 'root' | 'hosts'> & {
  readonly hosts: readonly Host[];
  /** @default by its socket */
  readonly reachedBy?: (host: Host) => string | LibvirtConnection;
};

let projects = 0;

/** A project as a team has it, with files of its own and an environment `dev` on hosts of the lab. */
export class ComposedProject {
  readonly root: string;

  constructor({ home }: Pick<MachinesLab, 'home'>) {
    projects += 1;
    this.root = join(home, `composed-${projects}`);
    mkdirSync(join(this.root, 'app'), { recursive: true });
    writeFileSync(join(this.root, 'app', 'Dockerfile'), 'FROM scratch\nCOPY . /\n');
  }

  /** Synthesises everything by `compose`. Returns the machines' stack of a host. */
  synth(machines: Machines): (host: Host) => LabStack {
    const outdir = join(this.root, 'cdktf.out');
    const app = new App({ outdir });
    compose(app, compositionOf(this.described(machines)));
    app.synth();
    return (host) => new LabStack(join(outdir, 'stacks', `dev-machines-${host.name}`), host);
  }

  /** Runs a command of Slipway's in the project. */
  async slipway(machines: Machines, ...args: readonly string[]): Promise<ProgramOutcome> {
    return run(process.execPath, ['-C', 'slipway-source', join(TOP, 'bin/slipway.js'), ...args], {
      cwd: join(__dirname, 'machines-project'),
      env: { ...process.env, NO_COLOR: '1', DESCRIBED: JSON.stringify(this.described(machines)) },
      timeoutMs: COMMAND_LIMIT_MS,
    });
  }

  private described({ hosts, reachedBy = uriOf, ...machines }: Machines): Described {
    return {
      ...machines,
      root: this.root,
      hosts: Object.fromEntries(hosts.map((host) => [host.name, reachedBy(host)])),
    };
  }
}

/** Gives a host the bridge that the project's machines are connected to. It goes with the host's power. */
export async function bridge(host: Host): Promise<void> {
  const [program, ...args] = inNetworkOf(host, ['ip', 'link', 'add', 'br0', 'type', 'bridge']);
  const { output } = await run(program, args, { timeoutMs: 10_000 });
  if (!/^$|File exists/.test(output.trim())) throw new Error(output);
  const [up, ...rest] = inNetworkOf(host, ['ip', 'link', 'set', 'br0', 'up']);
  await outputOf(up, rest, { timeoutMs: 10_000 });
}
