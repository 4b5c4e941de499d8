import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { accepted, type Raw, refused } from '../../support/three-environments';

function write(r: Raw, path: string, text = ''): void {
  const file = join(r.folder, path);
  mkdirSync(join(file, '..'), { recursive: true });
  writeFileSync(file, text);
}

describe('files', () => {
  refused([
    [
      'a file where the folder of releases must be',
      (r) => {
        write(r, 'environments/dev/releases', 'x');
      },
      'environments/dev/releases must be readable, but is ENOTDIR: not a directory',
    ],
    [
      'a folder where a placement must be',
      (r) => {
        mkdirSync(join(r.folder, 'environments/dev/placement.json'), { recursive: true });
      },
      'environments/dev/placement.json must be readable, but is a folder',
    ],
    [
      'a project whose folder is not there',
      (r) => (r.project.root = '/nowhere'),
      'services.web.image.context must be readable, but is ENOENT: no such file or directory',
    ],
  ]);
  accepted([
    [
      'a base image by its tag',
      'the Dockerfile is its owner’s, and its hash says when it changes',
      (r) => {
        write(r, 'web/Dockerfile', 'FROM debian:latest\n');
      },
    ],
    [
      'an ignore file that a regular expression would try for ever',
      'each pattern is walked along each path once',
      (r) => {
        write(r, 'web/.dockerignore', `${'*a'.repeat(40)}b\n${'**/'.repeat(30)}zz\n`);
        write(r, `web/${'a'.repeat(200)}`);
      },
    ],
  ]);
});
