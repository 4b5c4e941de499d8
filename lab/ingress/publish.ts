import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeAtomically } from '../../core/files';
import { nginxConfiguration } from './nginx';
import type { Site } from './routes';

/** Where nginx finds its configuration. */
const NGINX_FOLDER = '/run/ingress';
const CONFIGURATION = 'nginx.conf';
export const NGINX_CONFIGURATION = join(NGINX_FOLDER, CONFIGURATION);

/** Writes nginx' files, and lets it read them if any has changed. */
export function publish(sites: readonly Site[]): void {
  mkdirSync(NGINX_FOLDER, { recursive: true });
  const files: readonly (readonly [string, string])[] = [
    ...sites.flatMap(certificateFiles),
    [CONFIGURATION, nginxConfiguration(sites, NGINX_FOLDER)],
  ];
  const changed = files.filter(([name, content]) => write(join(NGINX_FOLDER, name), content));
  if (changed.length > 0) reload();
}

function certificateFiles({ certificate }: Site): readonly (readonly [name: string, content: string])[] {
  if (certificate === undefined) return [];
  return [
    [`${certificate.name}.key`, certificate.key],
    [`${certificate.name}.crt`, certificate.certificate],
  ];
}

/** Whether the file was another one. */
function write(path: string, content: string): boolean {
  if (existsSync(path) && readFileSync(path, 'utf8') === content) return false;
  writeAtomically(path, content);
  return true;
}

/** Before its first start there is nobody to tell. */
function reload(): void {
  const { status, stderr } = spawnSync('nginx', ['-e', 'stderr', '-c', NGINX_CONFIGURATION, '-s', 'reload'], {
    encoding: 'utf8',
    timeout: 10_000,
  });
  if (status !== 0) console.error(`nginx was not told: ${stderr}`);
}
