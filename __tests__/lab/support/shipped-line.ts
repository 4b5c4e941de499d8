import { cpSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Cluster } from '../../../lab';
import { API_SERVER, REGISTRY, STORAGE_CLASS } from '../../../lab/network';
import { secretsFor } from '../../../lab/shop/secrets';
import { Slipway } from '../../../lab/shop/slipway';
import { type Outcome, outputOf } from '../../../process';
import type { Facts } from './ship-project/composition';

const CHECKOUT = join(__dirname, '../../..');
const PROJECT = join(__dirname, 'ship-project');
/** What is no part of the repository that the project is. */
const IGNORED = ['node_modules', 'cdktf.out', 'state', 'terraform.*', 'facts.json', ''];

/** A project as a team has it, in a folder and a git repository of its own, whose three environments are in a lab's cluster. */
export class ShippedLine {
  /** Lays it out, in a commit. */
  static async layOut(home: string, cluster: Cluster): Promise<ShippedLine> {
    const folder = join(home, 'line');
    cpSync(PROJECT, folder, { recursive: true });
    cpSync(join(CHECKOUT, 'tsconfig.json'), join(folder, 'tsconfig.json'));
    mkdirSync(join(folder, 'node_modules'));
    symlinkSync(CHECKOUT, join(folder, 'node_modules', 'slipway'));
    for (const name of ['ts-node', 'typescript'])
      symlinkSync(join(CHECKOUT, 'node_modules', name), join(folder, 'node_modules', name));
    writeFileSync(join(folder, '.gitignore'), IGNORED.join('\n'));
    const secrets = { ...(await secretsFor(home, cluster)), ...PAGE_TOKENS };
    const { TF_CLI_CONFIG_FILE: _none, ...rest } = process.env;
    const env = { ...rest, CHECKPOINT_DISABLE: '1', NO_COLOR: '1' };
    const slipway = new Slipway({ folder, key: join(home, 'no-key') }, cluster, secrets, env);
    const line = new ShippedLine(folder, cluster, slipway);
    line.say({});
    await line.git('init', '--quiet', '--initial-branch=main');
    await line.git('config', 'user.name', 'Ada');
    await line.git('config', 'user.email', 'ada@localhost');
    await line.commit('The first version');
    return line;
  }

  private constructor(
    readonly folder: string,
    private readonly cluster: Cluster,
    private readonly slipway: Slipway,
  ) {}

  /** What a command of Slipway prints on its standard output. Fails when it does. */
  run(...args: readonly string[]): Promise<string> {
    return this.slipway.run(...args);
  }

  /** Runs a command of Slipway, whatever comes of it. */
  attempt(...args: readonly string[]): Promise<Outcome> {
    return this.slipway.attempt(...args);
  }

  /** Says of its surroundings what is otherwise than they are. */
  say({
    endpoint = API_SERVER,
    pageCpu = 10,
  }: {
    readonly endpoint?: string;
    readonly pageCpu?: number;
  }): void {
    const ca = readFileSync(join(this.cluster.folder, 'pki', 'ca.crt'), 'utf8');
    const facts: Facts = {
      cluster: { endpoint, ca },
      registry: REGISTRY,
      storageClass: STORAGE_CLASS,
      pageCpu,
    };
    writeFileSync(join(this.folder, 'facts.json'), JSON.stringify(facts));
  }

  /** Changes files of the page, in a commit. */
  async changePage(files: Readonly<Record<string, string>>, message: string): Promise<void> {
    for (const [name, content] of Object.entries(files))
      writeFileSync(join(this.folder, 'page', name), content);
    await this.commit(message);
  }

  /** The digest that a release selects. */
  selected(environment: string, service: string): string {
    const file = readFileSync(join(this.folder, 'releases', environment, `${service}.json`), 'utf8');
    return (JSON.parse(file) as { readonly selected: string }).selected;
  }

  git(...args: readonly string[]): Promise<string> {
    return outputOf('git', ['-C', this.folder, ...args], { timeoutMs: 20_000 });
  }

  private async commit(message: string): Promise<void> {
    await this.git('add', '--all');
    await this.git('commit', '--quiet', `--message=${message}`);
  }
}

/** The values of the secret that Slipway manages. */
const PAGE_TOKENS = { TF_VAR_staging_page_token: 'of-staging', TF_VAR_prod_page_token: 'of-prod' };
