import { join } from 'node:path';
import { Failure, lastLines, type Outcome, run } from '../../process';
import { type Cluster, environmentIn, inCluster } from '../cluster';
import type { Secrets } from './secrets';
import type { Shop } from './shop';

const SLIPWAY = join(__dirname, '..', '..', 'bin', 'slipway.js');
/** The longest that any of the lab's commands takes when it works: machines that boot, one after the other, emulated. */
const LIMIT_MS = 20 * 60_000;

/** Runs commands of `slipway` in the shop's folder, where they reach the cluster, the registry, the hosts and the machines. */
export class Slipway {
  constructor(
    private readonly shop: Shop,
    private readonly cluster: Cluster,
    private readonly secrets: Secrets,
    private readonly env: NodeJS.ProcessEnv,
  ) {}

  /** What is said to every command that speaks to machines. */
  get ssh(): readonly string[] {
    return ['--ssh', `ssh -i ${this.shop.key} -o IdentitiesOnly=yes`];
  }

  /** A failure is an outcome. */
  attempt(...args: readonly string[]): Promise<Outcome> {
    const command = [process.execPath, '-C', 'slipway-source', SLIPWAY, ...args];
    const [program, ...rest] = inCluster(this.cluster, command);
    const env = environmentIn(this.cluster, { ...this.env, ...this.secrets });
    return run(program, rest, { timeoutMs: LIMIT_MS, cwd: this.shop.folder, env });
  }

  /** What a command prints on its standard output. @throws Failure with what it said, when it fails. */
  async run(...args: readonly string[]): Promise<string> {
    const { code, output, stdout } = await this.attempt(...args);
    if (code === 0) return stdout;
    const how = code === undefined ? `was ended after ${LIMIT_MS / 1000} s` : `ended with ${code}`;
    throw new Failure(`\`slipway ${args.join(' ')}\` ${how}:\n${lastLines(output, 40)}`);
  }
}
