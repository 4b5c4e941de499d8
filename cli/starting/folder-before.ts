import { join } from 'node:path';
import { entriesOf } from '../../core/files';
import { refuseIfAny } from '../../core/findings';
import { entryOf, isObject, type Json, type JsonObject } from '../../core/json';
import { textOfFile } from '../text-of-file';
import { blockedPaths } from './blocked-paths';
import { type FolderBefore, JEST, SCRIPTS } from './tool-files';

/** What `npm init` writes in place of a test. */
const NO_TEST = 'echo "Error: no test specified" && exit 1';

/**
 * Reads what matters to the tools of a project. A `package.json` that cannot be read is refused when it is extended.
 * @throws InvalidInput if a file is in the place of the folder
 */
export function readFolder(folder: string): FolderBefore {
  refuseIfAny(blockedPaths(folder, []), 'nothing was written');
  const manifest = manifestIn(folder);
  const scripts = entryOf(manifest, 'scripts');
  const { test, start } = withoutPlaceholder(isObject(scripts) ? scripts : {});
  const jest = entryOf(manifest, 'jest');
  return {
    isModule: entryOf(manifest, 'type') === 'module',
    hasTests:
      (test !== undefined && (test !== SCRIPTS.test || jest === undefined)) ||
      (jest !== undefined && JSON.stringify(jest) !== JSON.stringify(JEST)) ||
      entriesOf(folder).some(({ name }) => /^(?:jest|vitest)\.config\./.test(name)),
    hasStart: start !== undefined && start !== SCRIPTS.start,
  };
}

/** Scripts without the one that `npm init` writes where there is no test. */
export function withoutPlaceholder<Scripts extends object>(scripts: Scripts): Partial<Scripts> {
  return Object.fromEntries(
    Object.entries(scripts).filter(([name, script]) => name !== 'test' || script !== NO_TEST),
  ) as Partial<Scripts>;
}

function manifestIn(folder: string): JsonObject {
  try {
    const value = JSON.parse(textOfFile(join(folder, 'package.json'))) as Json;
    return isObject(value) ? value : {};
  } catch {
    return {};
  }
}
