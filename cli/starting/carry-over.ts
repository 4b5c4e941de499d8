import { existsSync, readdirSync, statSync } from 'node:fs';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { parseEnv } from 'node:util';
import { parseAllDocuments } from 'yaml';
import { InvalidInput, problem } from '../../core/findings';
import { textOfFile } from '../text-of-file';
import { fromCompose } from './from-compose';
import { fromManifests } from './from-manifests';
import type { CarriedOver } from './starter';

const MANIFEST = /\.(ya?ml|json)$/;
/** More is no application, but a disk. */
const MOST_FILES = 2_000;

/**
 * An existing application as services: what a Compose file says, or a file or a folder of Kubernetes manifests, such as
 * `helm template` and `kustomize build` write them.
 *
 * @param path the file or the folder
 * @param project the folder of the project that is written
 * @param isRunning whether it runs in a cluster already, and is to be taken over there
 * @throws InvalidInput if there is no such thing, or it is no valid input of its kind
 */
export function carriedOverFrom(
  path: string,
  project: string,
  { isRunning }: { readonly isRunning: boolean },
): CarriedOver {
  if (!existsSync(path)) throw refused(path, 'must be a Compose file, or a file or a folder of manifests');
  if (statSync(path).isDirectory()) return fromManifests(manifestsIn(path), { isRunning });
  const text = textOfFile(path);
  if (!isCompose(text)) return fromManifests({ [basename(path)]: text }, { isRunning });
  const variables = join(dirname(path), '.env');
  return fromCompose(text, {
    file: basename(path),
    folder: relative(join(resolve(project), 'services', 'each'), dirname(resolve(path))),
    variables: existsSync(variables) ? defined(parseEnv(textOfFile(variables))) : {},
  });
}

function manifestsIn(folder: string): Readonly<Record<string, string>> {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => MANIFEST.test(name) && !name.split(/[/\\]/).includes('node_modules'))
    .sort();
  if (files.length === 0)
    throw refused(folder, 'must hold manifests, in files that end in .yaml, .yml or .json');
  if (files.length > MOST_FILES) throw refused(folder, `must hold at most ${MOST_FILES} files of manifests`);
  return Object.fromEntries(files.map((name) => [name, textOfFile(join(folder, name))]));
}

/** A Compose file has services and no kind. What is no YAML is refused by who reads it. */
function isCompose(text: string): boolean {
  return parseAllDocuments(text).every(
    (document) => 'has' in document && document.has('services') && !document.has('kind'),
  );
}

function refused(path: string, message: string): InvalidInput {
  return new InvalidInput([
    problem({
      rule: 'init/from',
      path: '--from',
      message,
      value: path,
      advice:
        'Name a Compose file such as compose.yaml, or a folder that `helm template` or `kustomize build` wrote.',
    }),
  ]);
}

function defined(values: NodeJS.Dict<string>): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(values).flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const])),
  );
}
