import { createHash } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { moveUnlessThere } from './built-once';
import { cacheFolder } from './cache-folder';
import { runGo } from './go-toolchain';

/** A program, or several of one source, that is a Go module, pinned by a go.mod and a go.sum under `lab/programs/`. */
export interface GoProgram {
  readonly name: string;
  /** The folder with the go.mod and go.sum that pin it. */
  readonly pins: string;
  /** The packages that are its `main`s. */
  readonly packages: readonly [string, ...string[]];
  readonly ldflags: string;
  /** Where the binary lies in the program's folder. Several go into a folder, as their packages are called: end it with `/`. */
  readonly binary: (platform: GoPlatform) => string;
  /** How long the first build takes on two cores, for people who wait. */
  readonly takes: string;
}

/** What Go builds for, in Go's words: `linux`, `amd64`. */
export interface GoPlatform {
  readonly os: string;
  readonly arch: string;
}

const QUESTION_TIMEOUT_MS = 120_000;
const BUILD_TIMEOUT_MS = 30 * 60_000;
const BUILD_FLAGS = ['-mod=readonly', '-trimpath', '-buildvcs=false'];

/** The folder of a program that was built before, or `undefined`. */
export function findGoProgram(program: GoProgram, env: NodeJS.ProcessEnv = process.env): string | undefined {
  const { folder } = planOf(program, env);
  return existsSync(folder) ? folder : undefined;
}

/**
 * The folder that holds a program, built now unless it was before. Its name says what it was made from, so that a
 * changed pin, flag or Go version never meets an old binary. It appears whole or not at all, even if another process builds.
 *
 * @throws ProgramUnavailable when Go is missing, too old, or gets no answer from the module proxy.
 */
export function buildGoProgram(program: GoProgram, env: NodeJS.ProcessEnv = process.env): string {
  const { folder, platform } = planOf(program, env);
  if (existsSync(folder)) return folder;
  mkdirSync(dirname(folder), { recursive: true });
  const draft = mkdtempSync(`${folder}.draft-`);
  try {
    chmodSync(draft, 0o755);
    const binary = join(draft, program.binary(platform));
    mkdirSync(binary.endsWith('/') ? binary : dirname(binary), { recursive: true });
    runGo(['build', ...BUILD_FLAGS, '-ldflags', program.ldflags, '-o', binary, ...program.packages], {
      cwd: program.pins,
      env,
      timeoutMs: BUILD_TIMEOUT_MS,
    });
    moveUnlessThere(draft, folder);
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
  return folder;
}

function planOf(program: GoProgram, env: NodeJS.ProcessEnv): { folder: string; platform: GoPlatform } {
  const answer = runGo(['env', 'GOVERSION', 'GOOS', 'GOARCH'], {
    cwd: program.pins,
    env,
    timeoutMs: QUESTION_TIMEOUT_MS,
  });
  const [version = '', os = '', arch = ''] = answer.split('\n');
  const hash = createHash('sha256');
  for (const file of sourcesOf(program)) hash.update(readFileSync(join(program.pins, file)));
  const key = hash
    .update(JSON.stringify([version, os, arch, BUILD_FLAGS, program.packages.join(' '), program.ldflags]))
    .digest('hex')
    .slice(0, 16);
  return { folder: join(cacheFolder(env), `${program.name}-${key}`), platform: { os, arch } };
}

/** The pins, and the program itself where it is our own. */
function sourcesOf({ pins }: GoProgram): readonly string[] {
  const own = readdirSync(pins).filter((file) => file.endsWith('.go'));
  return ['go.mod', 'go.sum', ...own.sort()];
}
