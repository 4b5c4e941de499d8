import { join, posix } from 'node:path';
import { readTextFile } from '../../../core/files';
import type { Finding } from '../../../core/findings';
import { clearSecretsIn } from '../../../core/secrets';
import { GIVE_OTHERWISE } from './check-secrets';
import { contextCopies, isPattern, matcherOf } from './copy-sources';
import type { ResolvedStage } from './resolve-dockerfile';

/** Files in which people and tools keep secrets, by their names. No other is read: a context may have ten thousand. */
const KEEPS_SECRETS =
  /^(?:\.env(?:[.-].+)?|.+\.env|\.npmrc|\.yarnrc(?:\.yml)?|\.netrc|\.pypirc|\.pgpass|\.my\.cnf|\.git-credentials|\.dockercfg|\.vault-token|credentials|kubeconfig|id_(?:rsa|dsa|ecdsa|ed25519)|.+\.(?:pem|key|p8|ppk|ovpn|tfvars|kubeconfig)|(?:.+[-_.])?(?:credentials?|secrets?|service[-_]?account(?:[-_]?key)?)\.(?:json|ya?ml|toml|ini|properties))$/i;

/** The same by a part of the path. */
const KEEPS_SECRETS_THERE = /(?:^|\/)\.(?:docker\/config\.json|kube\/config)$/;

/** A pattern for others to fill in. */
const SAMPLE = /[-_.](?:example|sample|template|tmpl|dist|defaults?)(?:\.|$)/i;

/** No file of secrets is larger, in bytes. */
const LARGEST = 2 ** 20;

/**
 * A warning for each file with a secret in plain text that a build copies from its context.
 *
 * @param run the stages that the build runs
 * @param file the path of the Dockerfile, for findings
 */
export function checkCopiedSecrets(
  run: readonly ResolvedStage[],
  file: string,
  {
    folder,
    files,
    ignoring,
  }: { readonly folder: string; readonly files: ReadonlyMap<string, string>; readonly ignoring: string },
): readonly Finding[] {
  const kept = [...files]
    .filter(([path, entry]) => !entry.startsWith('link ') && mayKeepSecrets(path))
    .map(([path]) => path);
  if (kept.length === 0) return [];
  const copies = contextCopies(run).filter(({ instruction }) => instruction !== 'RUN --mount');
  return kept.flatMap((path): readonly Finding[] => {
    const copy = copies.find(({ sources }) => sources.some((source) => isCopied(path, source)));
    const [met] = copy === undefined ? [] : clearSecretsIn(contentOf(join(folder, path)), '');
    if (copy === undefined || met === undefined) return [];
    return [
      {
        rule: 'image/copied-secret',
        severity: 'warning',
        path: `${file}:${copy.line}`,
        message: 'copies a file that holds what looks like a secret',
        value: `${path}: ${met.why}`,
        advice: `Add the line \`${path}\` to ${ignoring}. ${GIVE_OTHERWISE}`,
      },
    ];
  });
}

function mayKeepSecrets(path: string): boolean {
  const name = posix.basename(path);
  return (KEEPS_SECRETS.test(name) || KEEPS_SECRETS_THERE.test(path)) && !SAMPLE.test(name);
}

/** Whether a source names the file, or a folder above it. */
function isCopied(path: string, source: string): boolean {
  const steps = path.split('/');
  const isNamed = isPattern(source) ? matcherOf(source) : (named: string) => named === source;
  return source === '' || steps.some((_, index) => isNamed(steps.slice(0, index + 1).join('/')));
}

/** What is larger, or cannot be read, keeps no secret that is known here. */
function contentOf(path: string): string {
  try {
    return readTextFile(path, LARGEST);
  } catch {
    return '';
  }
}
