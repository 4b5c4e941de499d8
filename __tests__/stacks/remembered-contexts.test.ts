/** @loads-anew: it changes a variable that Slipway reads, and shared modules have the environment of the process */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { resolveComposition } from '../../model';
import { forgeHashes } from '../constructs/image-build/forge-hashes';
import { context, front, root, smallProject } from '../support/small-project';
import { synthProject } from '../support/synth-project';

const { CI } = process.env;
afterEach(() => {
  if (CI === undefined) Reflect.deleteProperty(process.env, 'CI');
  else process.env['CI'] = CI;
});

/** The source hash with which a synth would build the image, on a machine of a person or in CI. */
function synthesised(where: 'here' | 'in CI'): string | undefined {
  if (where === 'here') Reflect.deleteProperty(process.env, 'CI');
  else process.env['CI'] = 'true';
  return synthProject(smallProject({ releases: [], devOnly: true })).record.images['front']?.sourceHash;
}

/** What `slipway release` compares with the source that an image was built from. */
function proven(): string | undefined {
  return resolveComposition(smallProject()).images.get(front)?.source.hash;
}

test('a wrong cache lets no other source pass: neither a release nor a synth in CI reads it', async () => {
  mkdirSync(join(root, 'node_modules'));
  await pause(2_100);
  const right = proven();
  expect(synthesised('here')).toBe(right);
  forgeHashes(context, { 'app.js': 'f'.repeat(64) });
  const wrong = synthesised('here');
  // It is as good as a true one: only a synth on this machine takes it.
  expect(wrong).not.toBe(right);
  expect(wrong).toMatch(/^[0-9a-f]{64}$/);
  expect(proven()).toBe(right);
  expect(synthesised('in CI')).toBe(right);
});
