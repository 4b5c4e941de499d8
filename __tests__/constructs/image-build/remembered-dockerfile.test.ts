import { readdirSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { rememberedDockerfile } from '../../../constructs/image-build/dockerfile/remembered-dockerfile';
import { projectFolder } from './project-folder';

const folder = projectFolder({ 'node_modules/package.json': '{}' });
const caches = join(folder, 'node_modules/.cache/slipway/dockerfiles');
const baseOf = (text: string) => rememberedDockerfile(folder, text)?.stages[0]?.base;

test('what is remembered of a Dockerfile is believed only while it is whole', () => {
  expect(baseOf('FROM debian\n')).toBe('debian');
  const [name = ''] = readdirSync(caches);
  expect(baseOf('FROM debian\n')).toBe('debian');
  writeFileSync(join(caches, name), '{"stages":[{"base":"forged"}]}');
  expect(baseOf('FROM debian\n')).toBe('debian');
});

test('a Dockerfile that was changed a month ago is forgotten', () => {
  baseOf('FROM alpine\n');
  const monthAgo = Date.now() / 1000 - 31 * 24 * 3_600;
  for (const name of readdirSync(caches)) utimesSync(join(caches, name), monthAgo, monthAgo);
  baseOf('FROM ubuntu\n');
  expect(readdirSync(caches)).toHaveLength(1);
});
