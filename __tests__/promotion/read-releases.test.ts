import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { readReleases, renderRelease } from '../../promotion';
import { digestOf, releaseOf, releaseThrough } from './support';

let project: string;
beforeEach(() => {
  project = mkdtempSync(join(tmpdir(), 'slipway-releases-'));
});
afterEach(() => {
  rmSync(project, { recursive: true });
});

/** What is read from a folder `releases` of these files. */
function read(files: Readonly<Record<string, string>>) {
  for (const [path, text] of Object.entries(files)) {
    const file = join(project, 'releases', path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  return readReleases(join(project, 'releases'));
}

const api = renderRelease(releaseThrough('dev', ['one']));

test('without the folder nothing was ever released', () => {
  const releases = readReleases(join(project, 'nowhere'));
  expect([releases.files, releases.findings]).toEqual([[], []]);
});

test('each file is found by its environment and its service', () => {
  const releases = read({
    'dev/api.json': api,
    'prod/web.json': renderRelease(releaseOf({ environment: 'prod', service: 'web' })),
  });
  expect(releases.findings).toEqual([]);
  expect(releases.find('dev', 'api')?.release?.selected).toBe(digestOf('one'));
  expect(releases.find('prod', 'web')?.release?.selected).toBeNull();
  expect(releases.find('prod', 'api')).toBeUndefined();
});

test('the files come in an order that no file system decides', () => {
  const of = (environment: string, service: string) => renderRelease(releaseOf({ environment, service }));
  const releases = read({
    'prod/b.json': of('prod', 'b'),
    'dev/z.json': of('dev', 'z'),
    'dev/a.json': of('dev', 'a'),
  });
  expect(releases.files.map(({ path }) => path)).toEqual([
    'releases/dev/a.json',
    'releases/dev/z.json',
    'releases/prod/b.json',
  ]);
});

test('the problems of all invalid files are reported, and the valid ones stay usable', () => {
  const releases = read({ 'dev/api.json': api, 'dev/web.json': '{', 'prod/api.json': api });
  expect(releases.findings.map(({ path }) => path)).toEqual([
    'releases/dev/web.json',
    'releases/prod/api.json#/environment',
  ]);
  expect(releases.find('dev', 'api')?.release).toBeDefined();
  expect(releases.find('dev', 'web')).toMatchObject({ release: undefined });
});

test('a file that would silently not count is named', () => {
  const releases = read({
    'README.md': '',
    'dev/api.json.orig': '',
    'dev/old/api.json': api,
    'dev/.gitkeep': '',
    '.DS_Store': '',
  });
  expect(releases.findings.map(({ severity, path }) => `${severity}: ${path}`)).toEqual([
    'warning: releases/README.md',
    'warning: releases/dev/api.json.orig',
    'warning: releases/dev/old',
  ]);
});

test('no absolute path enters a message', () => {
  expect(JSON.stringify(read({ 'dev/api.json': '{}', stray: '' }).findings)).not.toContain(project);
});
