import { join } from 'node:path';
import { Failure, lastLines, type ProgramOutcome, run } from '../../operations/process';
import { type Cluster, environmentIn, inCluster } from '../cluster';
import { processesWith } from '../enclosure';
import type { Steps } from '../steps';
import { withTerraformProviders } from '../terraform-providers';
import type { Secrets } from './secrets';
import type { Shop } from './shop';

/** In the environment of every command, and of the Terraform that it runs: by it they are found when whoever ran them is gone. */
const MARK = 'SLIPWAY_LAB_SHOP';

const SLIPWAY = join(__dirname, '..', '..', 'bin', 'slipway.js');
/** The longest that any of the lab's commands takes when it works: machines that boot, one after the other, emulated. */
const LIMIT_MS = 20 * 60_000;

/** Runs commands of `slipway` in the shop's folder, where they reach the cluster, the registry, the hosts and the machines. */
export class Slipway {
  constructor(
    private readonly shop: Shop,
    private readonly cluster: Cluster,
    /** Secrets included. */
    private readonly env: NodeJS.ProcessEnv,
    /** Hears what the commands say of their progress. */
    private readonly tell: (line: string) => void,
  ) {}

  /** What is said to every command that speaks to machines. */
  get ssh(): readonly string[] {
    return ['--ssh', `ssh -i ${this.shop.key} -o IdentitiesOnly=yes`];
  }

  /** A failure is an outcome. */
  attempt(...args: readonly string[]): Promise<ProgramOutcome> {
    const command = [process.execPath, '-C', 'slipway-source', SLIPWAY, ...args];
    const [program, ...rest] = inCluster(this.cluster, command);
    const env = environmentIn(this.cluster, { ...this.env, [MARK]: this.shop.folder });
    return run(program, rest, { timeoutMs: LIMIT_MS, cwd: this.shop.folder, env, tell: this.tell });
  }

  /** What a command prints on its standard output. @throws Failure with what it said, when it fails. */
  async run(...args: readonly string[]): Promise<string> {
    const { code, output, stdout } = await this.attempt(...args);
    if (code === 0) return stdout;
    const how = code === undefined ? `was ended after ${LIMIT_MS / 1000} s` : `ended with ${code}`;
    throw new Failure(`\`slipway ${args.join(' ')}\` ${how}:\n${lastLines(output, 40)}`);
  }
}

/** Runs `slipway` for the shop, and tells what it does. */
export function slipwayFor(shop: Shop, cluster: Cluster, secrets: Secrets, steps: Steps): Slipway {
  const env = { ...withTerraformProviders(), ...secrets, CHECKPOINT_DISABLE: '1' };
  return new Slipway(shop, cluster, env, steps.detail);
}

/** The commands that are at work in a shop, and what they run: those of a run that was killed go on without it. */
export function commandsAtWork({ folder }: Shop): readonly number[] {
  return processesWith(MARK, folder);
}
