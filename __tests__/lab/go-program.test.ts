import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildGoProgram, findGoProgram, GoMissing, type GoProgram, ProgramUnavailable } from '../../lab';

let home: string;
let env: NodeJS.ProcessEnv;
let program: GoProgram;

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'slipway-go-program-'));
  env = { PATH: `${join(home, 'bin')}:/usr/bin:/bin`, SLIPWAY_CACHE: join(home, 'cache') };
  for (const folder of ['bin', 'pins', 'cache']) mkdirSync(join(home, folder));
  pin('module hello');
  writeFileSync(join(home, 'pins', 'go.sum'), '');
  program = {
    name: 'hello',
    pins: join(home, 'pins'),
    packages: ['example.com/hello'],
    takes: 'no time',
    ldflags: '-s',
    binary: ({ os, arch }) => `${os}_${arch}/hello`,
  };
});

afterEach(() => {
  rmSync(home, { recursive: true, force: true });
});

test('a program is built once, in the cache folder', () => {
  installGo();
  expect(findGoProgram(program, env)).toBeUndefined();

  const folder = buildGoProgram(program, env);

  expect(readFileSync(join(folder, 'plan9_mips', 'hello'), 'utf8')).toBe('built\n');
  expect(buildGoProgram(program, env)).toBe(folder);
  expect(findGoProgram(program, env)).toBe(folder);
  expect(builds()).toBe(1);
});

test('a changed pin, flag or Go version gives another folder', () => {
  installGo();
  const folders = [buildGoProgram(program, env)];
  folders.push(buildGoProgram({ ...program, ldflags: '-w' }, env));
  pin('module hello // v2');
  folders.push(buildGoProgram(program, env));
  installGo({ version: 'go1.99' });
  folders.push(buildGoProgram(program, env));
  expect(new Set(folders).size).toBe(4);
});

test.each(['main.go', 'server/main.go'])(
  'one of our own programs is built again when its source %s has changed',
  (source) => {
    installGo();
    mkdirSync(join(home, 'pins', 'server'));
    writeFileSync(join(home, 'pins', source), 'package main');
    const folder = buildGoProgram(program, env);
    writeFileSync(join(home, 'pins', source), 'package main // changed');
    expect(buildGoProgram(program, env)).not.toBe(folder);
  },
);

test('several programs of one source are built at once, into an existing folder', () => {
  installGo();
  const several = {
    ...program,
    packages: ['example.com/one', 'example.com/two'] as const,
    binary: () => 'bin/',
  };

  const folder = buildGoProgram(several, env);

  expect(readdirSync(join(folder, 'bin')).sort()).toEqual(['one', 'two']);
  expect(builds()).toBe(1);
});

test('a build that another process has finished first is used', () => {
  installGo({ alsoBuilds: true });
  const folder = buildGoProgram(program, env);
  expect(readdirSync(folder)).toEqual(['by-another-process']);
  expect(readdirSync(join(home, 'cache'))).toHaveLength(1);
});

test('without go on the PATH, the error says what to install', () => {
  env.PATH = join(home, 'bin');
  const build = () => buildGoProgram(program, env);
  expect(build).toThrow(GoMissing);
  expect(build).toThrow(/no `go` on the PATH.*Install Go 1\.25/s);
});

test.each([
  ['go: example.com/hello@v1: reading https://proxy/…: 403 Forbidden', /proxy refuses.*GOPROXY/s],
  ['dial tcp: lookup proxy: no such host', /cannot be reached.*GOPROXY/s],
  ['go: go.mod requires go >= 1.24 (running go 1.22)', /GOTOOLCHAIN=auto/],
  ['verifying example.com/hello@v1: checksum mismatch', /Do not go on/],
  ['some compile error', /by hand/],
])('when go says "%s", the error repeats it with advice, and nothing is left behind', (said, advice) => {
  installGo({ failsWith: said });
  const build = () => buildGoProgram(program, env);
  expect(build).toThrow(ProgramUnavailable);
  expect(build).toThrow(said);
  expect(build).toThrow(advice);
  expect(readdirSync(join(home, 'cache'))).toEqual([]);
});

function pin(goMod: string): void {
  writeFileSync(join(home, 'pins', 'go.mod'), goMod);
}

/** A `go` that answers `go env`, and whose builds are counted. */
function installGo({
  version = 'go1.24.0',
  failsWith = '',
  alsoBuilds = false,
}: { readonly version?: string; readonly failsWith?: string; readonly alsoBuilds?: boolean } = {}): void {
  const go = join(home, 'bin', 'go');
  const script = `#!/bin/sh
if [ "$1" = env ]; then printf '%s\\n' ${version} plan9 mips; exit; fi
if [ -n '${failsWith}' ]; then echo '${failsWith}' >&2; exit 1; fi
echo >> '${join(home, 'builds')}'
while [ "$1" != -o ]; do shift; done
target=$2
shift 2
if [ -d "$target" ]; then for name in "$@"; do echo built > "$target/$(basename "$name")"; done
else echo built > "$target"; fi
if ${String(alsoBuilds)}; then
  draft=$(ls -d '${join(home, 'cache')}'/*.draft-*)
  mkdir -p "\${draft%.draft-*}/by-another-process"
fi
`;
  writeFileSync(go, script);
  chmodSync(go, 0o755);
}

function builds(): number {
  return readFileSync(join(home, 'builds'), 'utf8').length;
}
