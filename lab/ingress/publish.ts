import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeAtomically } from '../../core/files';
import { nginxConfiguration } from './nginx';
import type { Site } from './routes';

/** The path of nginx's configuration. */
const NGINX_FOLDER = '/run/ingress';
const CONFIGURATION = 'nginx.conf';
export const NGINX_CONFIGURATION = join(NGINX_FOLDER, CONFIGURATION);

const RETRY_MS = 1_000;
let isUntold = false;

/** Writes nginx's files, and reloads nginx if any of them changed. */
export function publish(sites: readonly Site[]): void {
  mkdirSync(NGINX_FOLDER, { recursive: true });
  const files: readonly (readonly [string, string])[] = [
    ...sites.flatMap(certificateFiles),
    [CONFIGURATION, nginxConfiguration(sites, NGINX_FOLDER)],
  ];
  const changed = files.filter(([name, content]) => write(join(NGINX_FOLDER, name), content));
  if (changed.length > 0) isUntold = true;
  tellNginx();
}

/** Repeated until it succeeds: an nginx that is just starting may have read the old files. */
function tellNginx(): void {
  if (!isUntold) return;
  isUntold = !reload();
  if (isUntold) setTimeout(tellNginx, RETRY_MS);
}

function certificateFiles({ certificate }: Site): readonly (readonly [name: string, content: string])[] {
  if (certificate === undefined) return [];
  return [
    [`${certificate.name}.key`, certificate.key],
    [`${certificate.name}.crt`, certificate.certificate],
  ];
}

/** Whether the file changed. */
function write(path: string, content: string): boolean {
  if (existsSync(path) && readFileSync(path, 'utf8') === content) return false;
  writeAtomically(path, content);
  return true;
}

/** Whether nginx was signalled. Until it has started, there is no process to signal. */
function reload(): boolean {
  const { status, stderr } = spawnSync('nginx', ['-e', 'stderr', '-c', NGINX_CONFIGURATION, '-s', 'reload'], {
    encoding: 'utf8',
    timeout: 30_000,
  });
  if (status !== 0) console.error(`nginx was not told: ${stderr}`);
  return status === 0;
}
