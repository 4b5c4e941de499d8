import { execFileSync } from 'node:child_process';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { accepted, type Raw, refused } from '../../support/three-environments';

function write(r: Raw, path: string, text = ''): void {
  const file = join(r.folder, path);
  mkdirSync(join(file, '..'), { recursive: true });
  writeFileSync(file, text);
}

describe('what Docker refuses of a Dockerfile', () => {
  const dockerfile =
    (text: string, image: object = {}) =>
    (r: Raw) => {
      writeFileSync(join(r.folder, 'web/Dockerfile'), text);
      Object.assign(r.services['web'].image, image);
    };
  refused([
    [
      'an instruction before FROM',
      dockerfile('ARG A=1\nRUN true\nFROM scratch\n'),
      'web/Dockerfile must begin with FROM, before which only ARG may stand, but is "RUN"',
    ],
    [
      'a target that is not a stage',
      dockerfile('FROM scratch AS build\nFROM scratch AS run\n', { target: 'rum' }),
      'web/Dockerfile must have the stage that is to be built, but is without rum\n    → Its stages are build, run.',
    ],
  ]);
  accepted([
    [
      'arguments before FROM',
      'Docker takes them',
      dockerfile('# a remark\n\nARG A=1 \\\n  B=2\nFROM scratch\n'),
    ],
    [
      'a target in capitals',
      'Docker reads it so',
      dockerfile('FROM --platform=linux/amd64 a as Run\n', { target: 'RUN' }),
    ],
    ['a target by its number', 'the first stage is 0', dockerfile('FROM scratch\n', { target: '0' })],
    ['another language', 'nothing is known of it', dockerfile('# syntax=example/own\nBUILD x\n')],
  ]);
});

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
      'a folder where a release must be',
      (r) => {
        mkdirSync(join(r.folder, 'environments/dev/releases/web.json'), { recursive: true });
      },
      'environments/dev/releases/web.json must be readable, but is a folder',
    ],
    [
      'a folder where a placement must be',
      (r) => {
        mkdirSync(join(r.folder, 'environments/dev/placement.json'), { recursive: true });
      },
      'environments/dev/placement.json must be readable, but is a folder',
    ],
    [
      'a named pipe where a placement must be',
      (r) => {
        mkdirSync(join(r.folder, 'environments/dev'), { recursive: true });
        execFileSync('mkfifo', [join(r.folder, 'environments/dev/placement.json')]);
      },
      'environments/dev/placement.json must be readable, but is a named pipe',
    ],
    [
      'a link out of the folder where a release must be',
      (r) => {
        write(r, 'elsewhere.json', '{}');
        mkdirSync(join(r.folder, 'environments/dev/releases'), { recursive: true });
        symlinkSync(join(r.folder, 'elsewhere.json'), join(r.folder, 'environments/dev/releases/web.json'));
      },
      'environments/dev/releases/web.json must be readable, but is a link that leads out of the folder',
    ],
    [
      'a placement of 5,000 levels',
      (r) => {
        write(r, 'environments/dev/placement.json', '['.repeat(5_000) + ']'.repeat(5_000));
      },
      'environments/dev/placement.json must be nested at most 50 levels deep',
    ],
    [
      'an empty Dockerfile',
      (r) => {
        write(r, 'web/Dockerfile');
      },
      'web/Dockerfile must have a FROM line, which says what the image starts from',
    ],
    [
      'a Dockerfile of comments',
      (r) => {
        write(r, 'web/Dockerfile', '# syntax=docker/dockerfile:1\n# FROM scratch\n');
      },
      'web/Dockerfile must have a FROM line',
    ],
    [
      'a project whose folder is not there',
      (r) => (r.project.root = '/nowhere'),
      'must be in a root that exists',
    ],
  ]);
  accepted([
    [
      'no FROM line in another language',
      'only its own frontend knows what it must hold',
      (r) => {
        write(r, 'web/Dockerfile', '# syntax=example.com/other:1\nbase: scratch\n');
      },
    ],
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
