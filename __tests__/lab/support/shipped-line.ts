import { cpSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import type { Release } from 'slipway';
import { type Cluster, environmentIn, inCluster, layOutProviderRegistry, until } from '../../../lab';
import { API_SERVER, REGISTRY, STORAGE_CLASS } from '../../../lab/network';
import { secretsFor } from '../../../lab/shop/secrets';
import { Slipway } from '../../../lab/shop/slipway';
import { type ProgramOutcome, outputOf } from '../../../operations/process';
import { BegunCommand } from './begun-command';
import { killAll, processesIn } from './processes-in';
import type { Facts } from './ship-project/composition';

const CHECKOUT = join(__dirname, '../../..');
/** What is no part of the repository that the project is. */
const IGNORED = ['node_modules', 'cdktf.out', 'state', 'terraform.*', '*.log', 'facts.json', ''];

/** As `slipway init` writes it. */
const CDKTF = {
  language: 'typescript',
  app: `node -C slipway-source -e "require('slipway/synth')"`,
  projectId: 'line',
  sendCrashReports: 'false',
};

/** A project as a team has it, in a folder and a git repository of its own, whose three environments are in a lab's cluster. */
export class ShippedLine {
  /** Lays it out, in a commit. */
  static async layOut(
    home: string,
    cluster: Cluster,
    project: 'ship-project' | 'jobs-project' = 'ship-project',
  ): Promise<ShippedLine> {
    const folder = join(home, 'line');
    cpSync(join(__dirname, project), folder, { recursive: true });
    for (const name of ['main.ts', 'tsconfig.json']) cpSync(join(CHECKOUT, name), join(folder, name));
    mkdirSync(join(folder, 'node_modules'));
    symlinkSync(CHECKOUT, join(folder, 'node_modules', 'slipway'));
    for (const name of ['ts-node', 'typescript', '@swc'])
      symlinkSync(join(CHECKOUT, 'node_modules', name), join(folder, 'node_modules', name));
    writeFileSync(join(folder, '.gitignore'), IGNORED.join('\n'));
    writeFileSync(join(folder, 'cdktf.json'), JSON.stringify(CDKTF));
    const secrets = { ...(await secretsFor(home, cluster)), ...PAGE_TOKENS };
    const { TF_CLI_CONFIG_FILE: _none, ...rest } = process.env;
    const env = { ...rest, CHECKPOINT_DISABLE: '1', NO_COLOR: '1', ...secrets };
    const line = new ShippedLine(folder, cluster, slipwayIn(folder, cluster, env), env);
    line.say({});
    await line.git('init', '--quiet', '--initial-branch=main');
    await line.git('config', 'user.name', 'Ada');
    await line.git('config', 'user.email', 'ada@localhost');
    await line.commit('The first version');
    return line;
  }

  private registry: Promise<string | undefined> | undefined;

  private constructor(
    readonly folder: string,
    private readonly cluster: Cluster,
    private readonly slipway: Slipway,
    private readonly env: NodeJS.ProcessEnv,
  ) {}

  /** The same project, whose commands run with these variables as well. */
  with(variables: NodeJS.ProcessEnv): ShippedLine {
    const env = { ...this.env, ...variables };
    const slipway = slipwayIn(this.folder, this.cluster, env);
    return new ShippedLine(this.folder, this.cluster, slipway, env);
  }

  /** What a command of Slipway prints on its standard output. Fails when it does. */
  run(...args: readonly string[]): Promise<string> {
    return this.slipway.run(...args);
  }

  /** Runs a command of Slipway, whatever comes of it. */
  attempt(...args: readonly string[]): Promise<ProgramOutcome> {
    return this.slipway.attempt(...args);
  }

  /**
   * Runs `npx cdktf` as a person who deploys without Slipway's commands. It asks for each provider's checksums at a registry, which
   * runs meanwhile where the cluster is.
   *
   * @returns what it printed
   * @throws Failure with that, if it fails
   */
  async cdktf(...args: readonly string[]): Promise<string> {
    const url = 'http://127.0.0.1:8099';
    const served = join(this.temporary, 'registry', 'served');
    this.registry ??= layOutProviderRegistry(served, url, ['kreuzwerker/docker', 'hashicorp/kubernetes']);
    const configuration = await this.registry;
    const serve = ['busybox', 'httpd', '-f', '-p', '127.0.0.1:8099', '-h', served] as const;
    const server = new BegunCommand(inCluster(this.cluster, serve), { cwd: this.folder, env: this.env });
    try {
      const cli = join(CHECKOUT, 'node_modules', 'cdktf-cli', 'bundle', 'bin', 'cdktf.js');
      const [program, ...rest] = inCluster(this.cluster, [process.execPath, cli, ...args]);
      const env = {
        ...environmentIn(this.cluster, this.env),
        TF_CLI_CONFIG_FILE: configuration,
        CI: 'true',
        SLIPWAY_TYPES: 'unchecked',
      };
      const printed = await outputOf(program, rest, { cwd: this.folder, env, timeoutMs: 400_000 });
      return stripVTControlCharacters(printed);
    } finally {
      await server.killAlone();
    }
  }

  /** Begins a command of Slipway, whose process can be killed. */
  begin(...args: readonly string[]): BegunCommand {
    mkdirSync(this.temporary, { recursive: true });
    const slipway = [process.execPath, '-C', 'slipway-source', join(CHECKOUT, 'bin', 'slipway.js')];
    return new BegunCommand(inCluster(this.cluster, [...slipway, ...args]), {
      cwd: this.folder,
      env: { ...environmentIn(this.cluster, this.env), TMPDIR: this.temporary },
    });
  }

  /** What commands that were begun keep in their temporary folder: one that is killed leaves it. */
  kept(): readonly string[] {
    return readdirSync(this.temporary).filter((name) => name.startsWith('slipway-'));
  }

  /** Kills a deploy that was begun, and its Terraform, as a power cut does. */
  async killWithTerraform(deploy: BegunCommand, stack: string): Promise<void> {
    killAll([deploy.pid, ...processesIn(this.folderOf(stack))]);
    await deploy.ended;
  }

  /** Waits until no Terraform works on a stack any more. */
  async untilTerraformEnded(stack: string): Promise<void> {
    await until(
      `the end of Terraform in ${stack}`,
      () => Promise.resolve(processesIn(this.folderOf(stack)).length === 0 ? true : undefined),
      { timeoutMs: 60_000 },
    );
  }

  /** The digest that the last build of a service got, whether it is released or not. */
  async built(service: string): Promise<string> {
    const printed = await this.shell(`terraform -chdir=${this.folderOf('images')} output -json ${service}`);
    return (JSON.parse(printed) as { readonly digest: string }).digest;
  }

  /** Runs a shell line as a person who deploys would, such as one that a command gave as its advice. */
  shell(text: string): Promise<string> {
    const [program, ...args] = inCluster(this.cluster, ['sh', '-euc', text]);
    const env = environmentIn(this.cluster, this.env);
    return outputOf(program, args, { cwd: this.folder, env, timeoutMs: 180_000 });
  }

  /** Says of its surroundings what is otherwise than they are. */
  say({
    endpoint = API_SERVER,
    pageCpu = 10,
    // Longer than a rollout that gets there takes on a busy machine.
    rolloutSeconds = 150,
    stagingState = 'local',
  }: { readonly endpoint?: string } & Partial<
    Pick<Facts, 'pageCpu' | 'rolloutSeconds' | 'stagingState'>
  >): void {
    const ca = readFileSync(join(this.cluster.folder, 'pki', 'ca.crt'), 'utf8');
    const facts: Facts = {
      cluster: { endpoint, ca },
      registry: REGISTRY,
      storageClass: STORAGE_CLASS,
      pageCpu,
      rolloutSeconds,
      stagingState,
    };
    writeFileSync(join(this.folder, 'facts.json'), JSON.stringify(facts));
  }

  /** Changes files of the page, in a commit. */
  changePage(files: Readonly<Record<string, string>>, message: string): Promise<void> {
    return this.change('page', files, message);
  }

  /** Changes files of a folder, in a commit. */
  async change(folder: string, files: Readonly<Record<string, string>>, message: string): Promise<void> {
    for (const [name, content] of Object.entries(files))
      writeFileSync(join(this.folder, folder, name), content);
    await this.commit(message);
  }

  /** The digest that a release selects. */
  selected(environment: string, service: string): string {
    return this.release(environment, service).selected ?? '';
  }

  /** The events of a release. */
  history(environment: string, service: string): Release['history'] {
    return this.release(environment, service).history;
  }

  private release(environment: string, service: string): Release {
    const path = join(this.folder, 'environments', environment, 'releases', `${service}.json`);
    return JSON.parse(readFileSync(path, 'utf8')) as Release;
  }

  git(...args: readonly string[]): Promise<string> {
    return outputOf('git', ['-C', this.folder, ...args], { timeoutMs: 60_000 });
  }

  private get temporary(): string {
    return `${this.folder}.tmp`;
  }

  private folderOf(stack: string): string {
    return join(this.folder, 'cdktf.out', 'stacks', stack);
  }

  private async commit(message: string): Promise<void> {
    await this.git('add', '--all');
    await this.git('commit', '--quiet', `--message=${message}`);
  }
}

function slipwayIn(folder: string, cluster: Cluster, env: NodeJS.ProcessEnv): Slipway {
  return new Slipway({ folder, key: join(folder, 'no-key') }, cluster, env, () => undefined);
}

/** The values of the secret that Slipway manages. */
const PAGE_TOKENS = { TF_VAR_staging_page_token: 'of-staging', TF_VAR_prod_page_token: 'of-prod' };
