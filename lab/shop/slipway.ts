import { join } from 'node:path';
import { Failure, lastLines, type ProgramOutcome, run } from '../../operations/process';
import { type Cluster, environmentIn, inCluster } from '../cluster';
import { processesWith } from '../enclosure';
import type { Steps } from '../steps';
import { withTerraformProviders } from '../terraform-providers';
import type { Secrets } from './secrets';
import type { Shop } from './shop';

/**
 * Set in the environment of every command, and so of the Terraform that it runs, to find them after their parent was
 * killed.
 */
const MARK = 'SLIPWAY_LAB_SHOP';

const SLIPWAY = join(__dirname, '..', '..', 'bin', 'slipway.js');
/** The longest time that a successful command of the lab takes: machines that boot one after the other, emulated. */
const LIMIT_MS = 40 * 60_000;

/** Runs `slipway` commands in the shop's folder, with access to the cluster, the registry, the hosts and the machines. */
export class Slipway {
  constructor(
    private readonly shop: Shop,
    private readonly cluster: Cluster,
    /** The environment of the commands, including secrets. */
    private readonly env: NodeJS.ProcessEnv,
    /** Called with the commands' progress. */
    private readonly tell: (line: string) => void,
  ) {}

  /** The options for every command that connects to machines. */
  get ssh(): readonly string[] {
    return ['--ssh', `ssh -i ${this.shop.key} -o IdentitiesOnly=yes`];
  }

  /** A non-zero exit is an outcome. */
  attempt(...args: readonly string[]): Promise<ProgramOutcome> {
    const command = [process.execPath, '-C', 'slipway-source', SLIPWAY, ...args];
    const [program, ...rest] = inCluster(this.cluster, command);
    const env = environmentIn(this.cluster, { ...this.env, [MARK]: this.shop.folder });
    return run(program, rest, { timeoutMs: LIMIT_MS, cwd: this.shop.folder, env, tell: this.tell });
  }

  /** The standard output of a command. @throws Failure with its output, if it fails. */
  async run(...args: readonly string[]): Promise<string> {
    const { code, output, stdout } = await this.attempt(...args);
    if (code === 0) return stdout;
    const how = code === undefined ? `was ended after ${LIMIT_MS / 1000} s` : `ended with ${code}`;
    throw new Failure(`\`slipway ${args.join(' ')}\` ${how}:\n${lastLines(output, 40)}`);
  }
}

/** Runs `slipway` for the shop, and reports its progress. */
export function slipwayFor(shop: Shop, cluster: Cluster, secrets: Secrets, steps: Steps): Slipway {
  const env = { ...withTerraformProviders(), ...secrets, CHECKPOINT_DISABLE: '1' };
  return new Slipway(shop, cluster, env, steps.detail);
}

/** The commands that run in a shop, with their child processes. They outlive a run that was killed. */
export function commandsAtWork({ folder }: Shop): readonly number[] {
  return processesWith(MARK, folder);
}
