import { existsSync } from 'node:fs';
import { basename, join, relative, resolve, sep } from 'node:path';
import { isInside, Locked, readTextFile, replaceFiles, Unwritable, unwritable } from '../core/files';
import { type Finding, InvalidInput, problem } from '../core/findings';
import { RECORD_FILE, SYNTH_LOCK } from '../core/record';
import { MANIFEST_FILE, parseManifest } from '../core/synth';

/**
 * Build contexts and local state are written relative to `<root>/<folder>/stacks/<stack>`, the same on every machine. A
 * folder at another depth in the project would break them; one outside the project is for reading and comparing.
 */
export function refuseFolder(outdir: string, root: string): void {
  const path = relative(root, resolve(outdir));
  if (!isInside(resolve(root), resolve(outdir)) || (path !== '' && !path.includes(sep))) return;
  throw new InvalidInput(
    [
      problem({
        rule: 'app/folder',
        path: 'outdir',
        message:
          'must be a folder directly below the project, since build contexts and local state are found from there',
        value: path === '' ? 'the project itself' : path,
        advice: 'Leave it at cdktf.out, or give another single folder.',
      }),
    ],
    'nothing was written',
  );
}

/** What a synth and Terraform's init put into a stack's folder. Anything else in it is not ours. */
const OURS = ['cdk.tf.json', '.terraform', '.terraform.lock.hcl'];

/** A folder that stacks are synthesised into, with the manifest by which cdktf finds them. */
interface Output {
  readonly folder: string;
  /** The stacks that are in it from now on. */
  readonly stacks: () => readonly string[];
  /** Writes them, and all that belongs to them, into another folder. */
  readonly write: (draft: string) => void;
}

/**
 * Puts stacks into a folder whole: the folder never mixes two synths. Stacks that no longer exist are removed, since
 * reviews and comparisons would read them; what Slipway did not write stays.
 *
 * @throws InvalidInput if they cannot be written; the folder is as it was then.
 */
export function replaceOutput({ folder, stacks, write }: Output): void {
  const obsolete = (): readonly string[] => {
    const kept = stacks();
    return stacksIn(folder)
      .filter((stack) => !kept.includes(stack))
      .flatMap((stack) => OURS.map((name) => join('stacks', stack, name)));
  };
  try {
    replaceFiles(folder, { lock: SYNTH_LOCK, marker: RECORD_FILE, write, obsolete });
  } catch (error) {
    throw refusedOutput(error, folder);
  }
}

/** What to throw for an error: a refusal where the folder cannot be written, and anything else as it is. */
export function refusedOutput(error: unknown, folder: string): unknown {
  const said = reasonOf(error, folder);
  if (said === undefined) return error;
  return new InvalidInput(
    [problem({ rule: 'app/write', path: basename(folder) || 'CDKTF_OUTDIR', ...said })],
    'nothing was written',
  );
}

/** The stacks that the last synth into this folder wrote. */
function stacksIn(outdir: string): readonly string[] {
  const manifest = join(outdir, MANIFEST_FILE);
  if (!existsSync(manifest)) return [];
  try {
    const names = parseManifest(readTextFile(manifest)).map(({ name }) => name);
    // A person who may write here could name a folder elsewhere, whose files would be deleted.
    return names.filter((name) => basename(name) === name && name !== '..');
  } catch {
    // A file that was cut off says nothing: the stacks that it listed stay.
    return [];
  }
}

/** What keeps the output from being written; undefined if it is something else that failed. */
function reasonOf(error: unknown, folder: string): Pick<Finding, 'message' | 'value' | 'advice'> | undefined {
  if (error instanceof Locked)
    return {
      message: 'must not be written by two synths at once',
      value: error.message,
      advice: 'Wait for it.',
    };
  const { path = '', dest = path } = error as NodeJS.ErrnoException & { readonly dest?: string };
  const refused = unwritable(error, dest);
  if (!(refused instanceof Unwritable) || !refused.path.startsWith(folder)) return undefined;
  const place = relative(folder, refused.path).replace(/^\.synth\.[^/]+\/new\//, '');
  return {
    message: 'must be a folder that a synth can be written to',
    value: `${place === '' ? 'the folder itself' : place}: ${refused.reason}`,
    advice: refused.advice,
  };
}
