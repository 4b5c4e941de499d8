import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { composition } from '../../composition';
import { TYPESCRIPT } from '../support/run-typescript';
import { filesIn, synthProject } from '../support/synth-project';

const top = join(__dirname, '../..');
const outdir = mkdtempSync(join(tmpdir(), 'slipway-cdktn-'));
afterAll(() => {
  rmSync(outdir, { recursive: true });
});

const versionOf = (name: string) =>
  (JSON.parse(readFileSync(join(top, `node_modules/${name}/package.json`), 'utf8')) as { version: string })
    .version;

test('under cdktn the reference project is the same, byte for byte, but for the version that the library writes', async () => {
  const preloaded = ['-r', join(top, '__tests__/support/cdktn.js'), ...TYPESCRIPT];
  await promisify(execFile)(process.execPath, ['-C', 'slipway-source', ...preloaded, 'main.ts'], {
    cwd: top,
    env: { ...process.env, CDKTF_OUTDIR: outdir },
  });
  const [from, to] = [versionOf('cdktf'), versionOf('cdktn')].map((version) => `"version": "${version}"`);
  const expected = Object.entries(synthProject(composition).files).map(
    ([path, text]) => [path, text.replaceAll(from ?? '', to ?? '')] as const,
  );
  const files = filesIn(outdir);
  expect(files['manifest.json']).toContain(to);
  expect(files).toEqual(Object.fromEntries(expected));
});
