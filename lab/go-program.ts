import { createHash } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { moveUnlessThere } from './built-once';
import { cacheFolder } from './cache-folder';
import { runGo } from './go-toolchain';

/** A Go module with one or more programs, pinned by a go.mod and a go.sum under `lab/programs/`. */
export interface GoProgram {
  readonly name: string;
  /** The folder with the go.mod and go.sum that pin it. */
  readonly pins: string;
  /** The `main` packages. */
  readonly packages: readonly [string, ...string[]];
  readonly ldflags: string;
  /**
   * The path of the binary in the program's folder. For several binaries, a folder that ends with `/`; they are named after
   * their packages.
   */
  readonly binary: (platform: GoPlatform) => string;
  /** How long the first build takes on two cores, to tell people. */
  readonly takes: string;
}

/** A program that `lab/programs/<name>` pins. @default without symbols and debug information, as `bin/<name>` */
export function goProgram(
  program: Pick<GoProgram, 'name' | 'packages' | 'takes'> & Partial<GoProgram>,
): GoProgram {
  const { name } = program;
  return {
    pins: join(__dirname, 'programs', name),
    ldflags: '-s -w',
    binary: () => `bin/${name}`,
    ...program,
  };
}

/** The target platform as Go names it: `linux`, `amd64`. */
interface GoPlatform {
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
 * The folder of a program, built unless it exists. Its name is derived from everything that it is built from, so a changed
 * pin, flag or Go version never uses an old binary. It appears whole or not at all, even if another process builds it at
 * the same time.
 *
 * @throws ProgramUnavailable if Go is missing or too old, or the module proxy does not answer.
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

/** The pins, and the source if the program is our own. */
function sourcesOf({ pins }: GoProgram): readonly string[] {
  const own = readdirSync(pins, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.go'));
  return ['go.mod', 'go.sum', ...own.sort()];
}
