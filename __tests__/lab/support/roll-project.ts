import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Placement } from 'slipway';
import { type Changes, type Host, until, uriOf, withTerraformProviders } from '../../../lab';
import { LabStack, type MachinesLab } from './machines-lab';
import { killAll, processesIn } from './processes-in';

const TOP = join(__dirname, '../../..');
/** Without a wait for a boot. */
const COMMAND_LIMIT_MS = 300_000;

/** What may differ from one synth to the next. */
export interface Declared {
  readonly image: { readonly path: string; readonly digest: string };
  /** Path → content, on every machine. @default none */
  readonly files?: Readonly<Record<string, string>>;
  /** The data disks of every machine, by name. @default one of 16 MiB that is mounted nowhere */
  readonly disks?: Readonly<Record<string, { readonly mebibytes: number; readonly mountPath?: string }>>;
  /** The line of `authorized_keys` of user `ops`. @default nobody may log in */
  readonly key?: string;
  readonly memoryMebibytes: number;
  readonly rootDiskMebibytes: number;
  readonly slots: number;
  readonly network: object;
  readonly hosts: readonly string[];
}

/** What a command did. */
export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A whole project in a folder, on the hosts of the lab: its commands are run as a person runs them. */
export class RollProject {
  private readonly root: string;

  constructor(
    private readonly lab: MachinesLab,
    name: string,
  ) {
    this.root = join(lab.home, name);
    mkdirSync(join(this.root, 'app'), { recursive: true });
    writeFileSync(join(this.root, 'app', 'Dockerfile'), 'FROM scratch\nCOPY . /\n');
    writeFileSync(join(this.root, 'composition.js'), COMPOSITION);
  }

  /** Writes what a person would write into the environment. */
  declare(declared: Declared): void {
    const uris = Object.fromEntries(declared.hosts.map((name) => [name, uriOf(this.host(name))]));
    writeFileSync(join(this.root, 'declared.json'), JSON.stringify({ ...declared, uris, top: TOP }));
  }

  /** Runs a command to its end, or kills it as soon as it has printed something. */
  async slipway(
    args: readonly string[],
    { killAt, limitMs = COMMAND_LIMIT_MS }: { readonly killAt?: RegExp; readonly limitMs?: number } = {},
  ): Promise<Ended> {
    const child = spawn(process.execPath, ['-C', 'slipway-source', join(TOP, 'bin/slipway.js'), ...args], {
      cwd: this.root,
      env: withTerraformProviders(),
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const ended = { stdout: '', stderr: '' };
    child.stdout.on('data', (chunk: Buffer) => (ended.stdout += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => {
      ended.stderr += chunk.toString();
      if (killAt?.test(ended.stderr)) child.kill('SIGKILL');
    });
    const timer = setTimeout(() => child.kill('SIGKILL'), limitMs);
    const code = await endOf(child);
    clearTimeout(timer);
    return { code, ...ended };
  }

  /** Runs a command that must succeed. What it said on its standard output. */
  async succeed(args: readonly string[], options: { readonly limitMs?: number } = {}): Promise<string> {
    const { code, stdout, stderr } = await this.slipway(args, options);
    if (code !== 0) throw new Error(`slipway ${args.join(' ')} ended with ${String(code)}:\n${stderr}`);
    return stdout;
  }

  placement(): Placement {
    return JSON.parse(
      readFileSync(join(this.root, 'environments', 'lab', 'placement.json'), 'utf8'),
    ) as Placement;
  }

  /** What Terraform would still do to the machines of a host. */
  async left(host: string): Promise<Changes> {
    return this.stack(host).plan();
  }

  /**
   * After a kill, as a person would: ends what is left of Terraform (its provider outlives it), and removes what it had not
   * recorded.
   */
  async recover(host: string): Promise<void> {
    const stack = this.stack(host);
    await until('the end of Terraform', () => Promise.resolve(endAllIn(stack.folder)), {
      timeoutMs: 120_000,
    });
    await stack.recover();
  }

  private stack(host: string): LabStack {
    return new LabStack(join(this.root, 'cdktf.out', 'stacks', `lab-machines-${host}`), this.host(host));
  }

  private host(name: string): Host {
    return name === 'a' ? this.lab.a : this.lab.b;
  }
}

/** Ends the processes that work in a folder. True when there was none. */
function endAllIn(folder: string): true | undefined {
  const there = processesIn(folder);
  killAll(there);
  return there.length === 0 ? true : undefined;
}

function endOf(child: ChildProcess): Promise<number | null> {
  return new Promise((resolve) => {
    child.on('close', resolve);
  });
}

/** Plain JavaScript: nothing has to compile it. */
const COMPOSITION = `
const { join } = require('node:path');
const { readFileSync } = require('node:fs');
const it = JSON.parse(readFileSync(join(__dirname, 'declared.json'), 'utf8'));
const s = require(join(it.top, 'index.ts'));
const mapped = (record, change) =>
  Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value)]));

const app = s.service({
  name: 'app',
  image: s.image({ context: join(__dirname, 'app') }),
  ports: { http: 8080 },
  ready: s.tcp('http'),
});
const project = s.project({
  name: 'roll',
  root: __dirname,
  registry: 'localhost:5000/roll',
  state: s.localState(),
  services: [app],
});
const lab = project.environment({
  name: 'lab',
  hypervisors: Object.fromEntries(
    it.hosts.map((name) => [
      name,
      s.libvirt({ uri: it.uris[name], cores: 8, memory: s.Size.gibibytes(16), emulated: true }),
    ]),
  ),
  networks: { lan: s[it.network.kind](it.network.props) },
  pools: {
    nodes: {
      slots: it.slots,
      cpu: 1,
      memory: s.Size.mebibytes(it.memoryMebibytes),
      rootDisk: s.Size.mebibytes(it.rootDiskMebibytes),
      disks: mapped(it.disks ?? { data: { mebibytes: 16 } }, ({ mebibytes, ...disk }) => ({
        ...disk,
        size: s.Size.mebibytes(mebibytes),
      })),
      image: s.machineImage({
        name: 'lab',
        source: it.image.path,
        digest: it.image.digest,
        architecture: 'amd64',
      }),
      network: 'lan',
      addresses: it.network.addresses,
      cloudInit: {
        users: it.key === undefined ? [] : [{ name: 'ops', sshKeys: [it.key], sudo: true }],
        files: mapped(it.files ?? {}, (content) => ({ content })),
      },
    },
  },
  cluster: s.kubeconfig({ context: 'lab', provides: {} }),
  services: { app: { replicas: 1, cpu: s.Cpu.millis(10), memory: s.Size.mebibytes(16) } },
});
exports.composition = {
  project,
  environments: [lab],
  releases: s.readReleases(join(__dirname, 'environments')),
  placements: s.readPlacements(join(__dirname, 'environments')),
};
`;
