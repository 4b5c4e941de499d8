import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const services = ['web', 'api', 'worker', 'database'] as const;
const read = (service: string, file: string): string =>
  readFileSync(join(__dirname, '../../services', service, file), 'utf8');

describe.each(services)("%s's image", (service) => {
  const dockerfile = read(service, 'Dockerfile');

  test('starts from a base image given as an argument, pinned by digest', () => {
    expect(dockerfile).toMatch(
      /^ARG BASE=docker\.io\/library\/debian:bookworm-slim@sha256:[0-9a-f]{64}\nFROM \$\{BASE\}$/m,
    );
  });

  test('runs as a numeric user other than root, since Kubernetes cannot check names', () => {
    expect(dockerfile.match(/^USER .*$/gm)).toEqual([
      service === 'database' ? 'USER 10002:10002' : 'USER 10001:10001',
    ]);
  });

  test('uses nothing that the classic builder lacks', () => {
    expect(dockerfile).not.toMatch(/^#\s*syntax|<<|--(mount|link|chmod|network|security)\b/m);
  });

  test('copies only what its .dockerignore allows', () => {
    expect(read(service, '.dockerignore')).toMatch(/^\*\n!src$/m);
    expect(dockerfile.match(/^(COPY|ADD) .*$/gm)).toEqual(['COPY src/ ./']);
  });

  test('starts a file that it contains', () => {
    const file = /^CMD \["\w+", "([\w.]+)"\]$/m.exec(dockerfile)?.[1] ?? 'no file';
    expect(existsSync(join(__dirname, '../../services', service, 'src', file))).toBe(true);
  });
});

test('all images share one base', () => {
  const bases = services.map((service) => /^ARG BASE=(.*)$/m.exec(read(service, 'Dockerfile'))?.[1]);
  expect(new Set(bases).size).toBe(1);
});
