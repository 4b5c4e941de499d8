import { type Dirent, existsSync, readdirSync, realpathSync, statSync } from 'node:fs';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { isInside, realPathOf } from '../../core/files';
import { InvalidInput, problem, unreadable } from '../../core/findings';
import { textOfFile } from '../text-of-file';
import { besideIn } from './compose/beside';
import { envFileEntries, valuesOf } from './compose/env-file';
import { fromCompose } from './from-compose';
import { fromManifests } from './from-manifests';
import type { CarriedOver, NotCarriedOver } from './starter';

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
  const carried = readFrom(path, project, isRunning);
  if (carried.services.length > 0) return carried;
  const reasons = carried.notCarriedOver
    .slice(0, MOST_REASONS)
    .map(({ path: at, reason }) => `${at} (${reason})`);
  throw refused(path, 'must hold a service that can be carried over', reasons.join(', ') || 'none');
}

/** So many tell what is meant. */
const MOST_REASONS = 3;

function readFrom(path: string, project: string, isRunning: boolean): CarriedOver {
  if (statSync(path).isDirectory()) {
    const { texts, outside } = manifestsIn(path);
    const { notCarriedOver, ...carried } = fromManifests(texts, { isRunning });
    const left = outside.map((name) => ({
      path: name,
      reason: 'It is a link that leads out of the folder.',
    }));
    return { ...carried, notCarriedOver: [...notCarriedOver, ...left] };
  }
  const text = textOfFile(path);
  if (!isCompose(text)) return fromManifests({ [basename(path)]: text }, { isRunning });
  const variables = join(dirname(path), '.env');
  const values = existsSync(variables) ? valuesOf(envFileEntries(textOfFile(variables)), {}) : {};
  const { notCarriedOver, ...carried } = fromCompose(text, {
    file: basename(path),
    folder: relative(join(resolve(project), 'services', 'each'), dirname(resolve(path))),
    beside: besideIn(dirname(path)),
    variables: values,
  });
  return { ...carried, notCarriedOver: [...notCarriedOver, ...alsoRead(path, values)] };
}

/** The other files that `docker compose up` reads beside this one. */
function alsoRead(
  path: string,
  { COMPOSE_FILE: named = '' }: Readonly<Record<string, string>>,
): readonly NotCarriedOver[] {
  const own = basename(path);
  const usual = /^(?:docker-)?compose\.ya?ml$/.test(own)
    ? readdirSync(dirname(path)).filter((name) => /^(?:docker-)?compose\.override\.ya?ml$/.test(name))
    : [];
  const others = named === '' ? usual : named.split(/[:;]/).filter((name) => basename(name) !== own);
  return others.map((name) => ({
    path: name,
    reason: `Compose reads it beside ${own}, and it is not carried over: give what \`docker compose config\` prints, which holds both.`,
  }));
}

interface Manifests {
  /** By their paths in the folder. */
  readonly texts: Readonly<Record<string, string>>;
  /** Links that lead out of the folder, which nobody follows. */
  readonly outside: readonly string[];
}

function manifestsIn(folder: string): Manifests {
  const top = realpathSync(folder);
  const files: string[] = [];
  const outside: string[] = [];
  const walk = (below: string): void => {
    for (const found of listed(join(folder, below))) {
      const name = join(below, found.name);
      if (found.isDirectory() && found.name !== 'node_modules') walk(name);
      else if (found.isSymbolicLink()) {
        const target = realPathOf(join(folder, name));
        // A folder inside is read where it is.
        if (target === undefined || !isInside(top, target)) outside.push(name);
        else if (MANIFEST.test(name) && statSync(target).isFile()) files.push(name);
      } else if (found.isFile() && MANIFEST.test(name)) files.push(name);
      if (files.length > MOST_FILES)
        throw refused(folder, `must hold at most ${MOST_FILES} files of manifests`);
    }
  };
  walk('');
  if (files.length === 0)
    throw refused(folder, 'must hold manifests, in files that end in .yaml, .yml or .json');
  return {
    texts: Object.fromEntries(files.sort().map((name) => [name, textOfFile(join(folder, name))])),
    outside: outside.sort(),
  };
}

function listed(folder: string): readonly Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch (error) {
    throw new InvalidInput([unreadable(error, folder)]);
  }
}

/** A Compose file has services and no kind. What is no YAML is refused by who reads it. */
function isCompose(text: string): boolean {
  return parseAllDocuments(text).every(
    (document) => 'has' in document && document.has('services') && !document.has('kind'),
  );
}

function refused(path: string, message: string, found = path): InvalidInput {
  return new InvalidInput(
    [
      problem({
        rule: 'init/from',
        path: '--from',
        message,
        value: found,
        advice:
          'Name a Compose file such as compose.yaml, or a folder that `helm template` or `kustomize build` wrote.',
      }),
    ],
    'nothing was written',
  );
}
