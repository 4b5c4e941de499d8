import { mkdirSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { App, LibvirtProvider, MachineNetwork, nat, ProjectStack } from 'slipway';
import {
  applyStack,
  buildGoProgram,
  type Changes,
  actionsOf,
  emptyHost,
  type Host,
  hostIn,
  labTerraform,
  libvirtProvider,
  machinesDown,
  powerOn,
  providersIn,
  removeUnrecorded,
  uriOf,
} from '../../../lab';
import {
  planStack,
  type PlanRequest,
  type StackFolder,
  type TerraformSettings,
} from '../../../operations/deployment';
import { contained, run } from '../../../operations/process';
import { freshHome } from './fresh-home';

/** What a stack of machines holds beside its provider and its network. */
export type Fill = (stack: ProjectStack, network: MachineNetwork) => void;

/** Two hosts for the tests of a file. They end with the tests, however those end. */
export interface MachinesLab {
  readonly home: string;
  readonly a: Host;
  readonly b: Host;
}

/** Starts two hosts before the tests and removes them at the end. */
export function machinesLab(): MachinesLab {
  const lab = {} as { -readonly [K in keyof MachinesLab]: MachinesLab[K] };
  beforeAll(async () => {
    lab.home = freshHome();
    lab.a = hostIn(lab.home, 'a');
    lab.b = hostIn(lab.home, 'b');
    await Promise.all([switchOn(lab.a), switchOn(lab.b)]);
  });
  afterAll(async () => {
    await machinesDown(lab.home);
    rmSync(lab.home, { recursive: true, force: true });
  });
  return lab;
}

/** Ends every machine of both hosts, and switches on what a test that failed may have left switched off. */
export async function emptyHosts({ a, b }: MachinesLab): Promise<void> {
  await Promise.all([switchOn(a), switchOn(b)]);
  await Promise.all([emptyHost(a), emptyHost(b)]);
}

/** The host ends with this process, however that ends. */
export function switchOn(host: Host): Promise<void> {
  return powerOn(host, { tied: true });
}

let projects = 0;

/** A project whose stacks are applied by the real Terraform, each to a host of the lab, with a state of its own. */
export class LabProject {
  readonly identity: string;
  /** A network that no other project of the file has. */
  readonly net: string;
  private readonly root: string;

  constructor(lab: MachinesLab) {
    projects += 1;
    this.identity = `lab/t${projects}`;
    this.net = `10.77.${projects}`;
    this.root = join(lab.home, `project-${projects}`);
    mkdirSync(this.root);
  }

  /** Synthesises all stacks of the project, as one app. Returns them by name. */
  synth<Name extends string>(
    stacks: Readonly<Record<Name, readonly [Host, Fill]>>,
  ): Readonly<Record<Name, LabStack>> {
    const outdir = join(this.root, 'cdktf.out');
    const app = new App({ outdir });
    const entries = Object.entries<readonly [Host, Fill]>(stacks).map(([name, [host, fill]]) => {
      this.fillStack(new ProjectStack(app, name, { backend: localBackend(name) }), host, fill);
      return [name, new LabStack(join(outdir, 'stacks', name), host)] as const;
    });
    app.synth();
    return Object.fromEntries(entries) as Record<Name, LabStack>;
  }

  private fillStack(stack: ProjectStack, host: Host, fill: Fill): void {
    new LibvirtProvider(stack, 'libvirt', { uri: uriOf(host) });
    const network = new MachineNetwork(stack, 'lan', {
      identity: this.identity,
      spec: nat({ cidr: `${this.net}.0/24` }),
    });
    fill(stack, network);
  }
}

/** A stack as Terraform sees it. */
export class LabStack implements StackFolder {
  readonly name: string;
  private readonly settings: TerraformSettings;

  constructor(
    readonly folder: string,
    private readonly host: Host,
  ) {
    this.name = basename(folder);
    this.settings = labTerraform({
      providers: providersIn(buildGoProgram(libvirtProvider)),
      planFolder: dirname(dirname(host.folder)),
      tell: (message) => {
        process.stderr.write(`  ${message}\n`);
      },
    });
  }

  async plan(request: PlanRequest = {}): Promise<Changes> {
    return actionsOf((await planStack(this, this.settings, request)).changes);
  }

  /** Applies, and expects that there is nothing left to do. Returns what was done. */
  async apply(): Promise<Changes> {
    const done = await applyStack(this, this.settings);
    expect(await this.plan()).toEqual({});
    return done;
  }

  /** Applies, and kills Terraform with its provider once it has printed this. Then cleans up as a person would. */
  async applyUntil(printed: RegExp): Promise<void> {
    const { file } = await planStack(this, this.settings);
    const [program, ...args] = contained('terraform', 'apply', '-input=false', '-no-color', file);
    const { env } = this.settings;
    const { code } = await run(program, args, {
      cwd: this.folder,
      env,
      timeoutMs: 240_000,
      endWhen: printed,
    });
    expect(code).toBeUndefined();
    await this.recover();
  }

  /** Cleans up after an apply that was killed, as a person would. */
  async recover(): Promise<void> {
    await removeUnrecorded(this.host, this, this.settings);
  }
}

function localBackend(stack: string) {
  const path = `../../../${stack}.tfstate`;
  return { type: 'local', config: { path }, key: path };
}
