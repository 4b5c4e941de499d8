import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { CiHost } from './tool-files';

/** Where the repository is hosted, by its remote or by what is there already. */
export function ciHostOf(top: string): CiHost | undefined {
  if (existsSync(join(top, '.github'))) return 'github';
  if (existsSync(join(top, '.gitlab-ci.yml'))) return 'gitlab';
  if (existsSync(join(top, 'Jenkinsfile'))) return 'jenkins';
  const remote = remoteOf(top);
  if (remote.includes('github')) return 'github';
  return remote.includes('gitlab') ? 'gitlab' : undefined;
}

function remoteOf(top: string): string {
  try {
    return execFileSync('git', ['-C', top, 'remote', 'get-url', 'origin'], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
      timeout: 10_000,
    });
  } catch {
    // No git, no repository, or no remote: then there is no pipeline to choose.
    return '';
  }
}
