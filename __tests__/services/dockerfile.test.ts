import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const services = ['web', 'api', 'worker', 'database'] as const;
const read = (service: string, file: string): string =>
  readFileSync(join(__dirname, '../../services', service, file), 'utf8');

describe.each(services)("%s's image", (service) => {
  const dockerfile = read(service, 'Dockerfile');

  test('starts from a base that is an argument, pinned by digest', () => {
    expect(dockerfile).toMatch(
      /^ARG BASE=docker\.io\/library\/debian:bookworm-slim@sha256:[0-9a-f]{64}\nFROM \$\{BASE\}$/m,
    );
  });

  test('runs as a numeric user that is not root: Kubernetes can check no name', () => {
    expect(dockerfile.match(/^USER .*$/gm)).toEqual([
      service === 'database' ? 'USER 10002:10002' : 'USER 10001:10001',
    ]);
  });

  test('uses nothing that the classic builder lacks', () => {
    expect(dockerfile).not.toMatch(/^#\s*syntax|<<|--(mount|link|chmod|network|security)\b/m);
  });

  test('copies only what its .dockerignore lets through', () => {
    expect(read(service, '.dockerignore')).toMatch(/^\*\n!src$/m);
    expect(dockerfile.match(/^(COPY|ADD) .*$/gm)).toEqual(['COPY src/ ./']);
  });

  test('starts a file that it holds', () => {
    const file = /^CMD \["\w+", "([\w.]+)"\]$/m.exec(dockerfile)?.[1] ?? 'no file';
    expect(existsSync(join(__dirname, '../../services', service, 'src', file))).toBe(true);
  });
});

test('all images share one base', () => {
  const bases = services.map((service) => /^ARG BASE=(.*)$/m.exec(read(service, 'Dockerfile'))?.[1]);
  expect(new Set(bases).size).toBe(1);
});
