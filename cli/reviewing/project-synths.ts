import { createHash } from 'node:crypto';
import { accessSync, constants, existsSync, mkdirSync, realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { withLock } from '../../core/files';
import { SYNTH_FOLDER } from '../../core/record';
import { type Repository, shortCommit } from '../../operations/git';
import { tell } from '../terminal';
import { KeptSynths } from './keeping/kept-synths';
import { NotedOutput } from './keeping/noted-output';
import { type KeyedProject, keyOfCommit, keyOfWorkingTree, stampOfPackages } from './keeping/synth-key';
import { POLICIES_FOLDER } from './load-policies';
import { synthesiseCommit } from './synthesise-commit';
import { synthesiseFolder } from './synthesise-folder';
import { withTemporaryFolder } from './temporary-folder';

/** How long to wait while another diff synthesises this project. */
const PATIENCE_MS = 10 * 60_000;

interface SynthsOptions {
  readonly repository: Repository;
  /** The folder of the project. */
  readonly project: string;
  readonly env: NodeJS.ProcessEnv;
  /** Synthesises even what an earlier comparison kept. @default false */
  readonly fresh?: boolean;
}

/** Gets the folder of the project at a commit, with its synth in cdktf.out and its policies; and the folder of the other synth. */
type Compare<T> = (base: string, head: string) => Promise<T>;

/**
 * Synthesises a commit and the working tree of a project, and compares them. What decides a synth is in its key, and nothing is
 * synthesised twice under one key: synths of commits are kept, and that of the working tree is in its cdktf.out.
 */
export class ProjectSynths {
  private readonly cache: Cache | undefined;

  constructor(private readonly options: SynthsOptions) {
    const packages = join(options.project, 'node_modules');
    // A project without packages of its own has no place for a cache.
    if (existsSync(packages)) this.cache = cacheIn(join(packages, '.cache', 'slipway'), options.project);
  }

  /** @param head the folder of another synth, in place of that of the working tree */
  async compare<T>(commit: string, head: string | undefined, work: Compare<T>): Promise<T> {
    const { cache, options } = this;
    const { project, fresh = false } = options;
    if (cache === undefined)
      return this.synthesiseCommit(commit, async (base) => work(base, head ?? (await this.synthesiseHere())));

    const { kept, noted } = cache;
    const keyed = this.keyed();
    const key = await keyOfCommit(keyed, commit);
    const here = head === undefined ? await keyOfWorkingTree(keyed) : undefined;
    const headOf = async () => head ?? (await this.workingTree(cache, here));
    return withTemporaryFolder('slipway-kept-', async (folder) => {
      if (!fresh) {
        if (kept.restore(key, folder)) return work(folder, await headOf());
        if (key === here) {
          const synth = await headOf();
          if (noted.isOf(key)) await this.keep(cache, key, commit, project);
          if (kept.restore(key, folder)) return work(folder, synth);
        }
      }
      return this.synthesiseCommit(commit, async (base) => {
        await this.keep(cache, key, commit, base);
        return work(base, await headOf());
      });
    });
  }

  /** Synthesises the working tree into its cdktf.out, unless that is what it has. @returns that folder */
  private async workingTree({ noted, lock }: Cache, key: string | undefined): Promise<string> {
    if (key === undefined) return this.synthesiseHere();
    return locked(lock, async () => {
      if (this.options.fresh !== true && noted.isOf(key)) return SYNTH_FOLDER;
      await this.synthesiseHere();
      if (key === (await keyOfWorkingTree(this.keyed()))) noted.note(key);
      return SYNTH_FOLDER;
    });
  }

  /** Keeps the synth of a commit, unless something that decides it changed meanwhile. */
  private async keep({ kept }: Cache, key: string, commit: string, folder: string): Promise<void> {
    if (key === (await keyOfCommit(this.keyed(), commit)))
      kept.keep(key, folder, [SYNTH_FOLDER, POLICIES_FOLDER]);
  }

  private synthesiseCommit<T>(commit: string, work: (base: string) => Promise<T>): Promise<T> {
    const { repository, project, env } = this.options;
    tell(`synthesising ${shortCommit(commit)} in a worktree`);
    return synthesiseCommit(repository, commit, project, env, work);
  }

  private async synthesiseHere(): Promise<string> {
    const { project, env } = this.options;
    tell('synthesising the project here');
    await synthesiseFolder(project, env, { install: false, checkTypes: true });
    return SYNTH_FOLDER;
  }

  private keyed(): KeyedProject {
    return { ...this.options, packages: stampOfPackages(this.options.project) };
  }
}

interface Cache {
  readonly kept: KeptSynths;
  readonly noted: NotedOutput;
  /** Held while the working tree is synthesised: what another diff writes then would be noted as ours. */
  readonly lock: string;
}

/** Checkouts may share their packages: each has a note of its own. */
function cacheIn(folder: string, project: string): Cache {
  const id = createHash('sha256').update(realpathSync(project)).digest('hex').slice(0, 16);
  return {
    kept: new KeptSynths(join(folder, 'synths')),
    noted: new NotedOutput(join(folder, 'output', `${id}.json`), join(project, SYNTH_FOLDER)),
    lock: join(folder, 'output', `${id}.lock`),
  };
}

/** Holds the lock during the work; works without one where it cannot be written. */
async function locked<T>(lock: string, work: () => Promise<T>): Promise<T> {
  try {
    mkdirSync(dirname(lock), { recursive: true });
    accessSync(dirname(lock), constants.W_OK);
  } catch {
    return work();
  }
  return withLock(lock, work, { timeoutMs: PATIENCE_MS });
}
