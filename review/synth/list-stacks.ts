import { existsSync, lstatSync, readdirSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { readTextInside } from '../../core/files';
import { type Finding, InvalidInput, problem } from '../../core/findings';
import { readRecord, RECORD_FILE, type SlipwayRecord, type StackRecord, SYNTH_LOCK } from '../../core/record';
import { MANIFEST_FILE, type ManifestStack, parseManifest } from '../../core/synth';

const FILE = 'cdk.tf.json';
/** The folder into which cdktf synthesises, unless it is told otherwise. */
const OUTPUT = 'cdktf.out';

/** The stacks of a folder. */
interface Listed {
  readonly record: SlipwayRecord;
  /** Stack → the file with its Terraform, relative to the folder. */
  readonly paths: ReadonlyMap<string, string>;
  /** What is wrong with what else is there. */
  readonly strangers: readonly Finding[];
}

/**
 * Lists the stacks of a synthesised folder: those of `slipway.json`, and those that only cdktf's manifest names, since they are a
 * team's own. A folder that another cdktf app made has no `slipway.json`.
 * @throws InvalidInput if it is not a synthesised folder
 */
export function listStacks(folder: string): Listed {
  const manifest = manifestOf(folder);
  const record = recordOf(folder, manifest);
  const named = manifest ?? [];
  const stacks = { ...recordsOf(named), ...record.stacks };
  const paths = new Map(named.map(({ name, path }) => [name, path]));
  return {
    record: { ...record, stacks },
    paths: new Map(Object.keys(stacks).map((name) => [name, paths.get(name) || join('stacks', name, FILE)])),
    strangers: strangersIn(folder, stacks),
  };
}

/** Undefined where there is none that can be read: then slipway.json names the stacks. */
function manifestOf(folder: string): readonly ManifestStack[] | undefined {
  try {
    return parseManifest(readTextInside(folder, MANIFEST_FILE));
  } catch {
    return undefined;
  }
}

function recordOf(folder: string, manifest: readonly ManifestStack[] | undefined): SlipwayRecord {
  const found = manifest?.map(({ name }) => name) ?? stacksIn(folder);
  if (isThere(join(folder, RECORD_FILE)) || isCutOff(folder)) return readRecord(folder);
  // What it names may be missing: a folder without some of its stacks would look like one in which they are removed.
  if (manifest === undefined && isThere(join(folder, MANIFEST_FILE)))
    throw new InvalidInput([brokenManifest(folder)]);
  if (found.length === 0) return readRecord(folder);
  return {
    version: 1,
    project: nameOf(resolve(folder)),
    environments: [],
    images: {},
    stacks: recordsOf(manifest ?? found.map((name) => ({ name, dependsOn: [] }))),
    findings: [],
  };
}

function brokenManifest(folder: string): Finding {
  return problem({
    rule: 'review/stack',
    path: join(folder, MANIFEST_FILE),
    message: 'must be what cdktf writes of its stacks',
    value: 'one that is not JSON, or not a file',
    advice: 'Synthesise again: a synth that was cut off cannot be compared.',
  });
}

/** cdktf writes into a folder of the project; a folder of any other name was put where it is. */
function nameOf(folder: string): string {
  return basename(basename(folder) === OUTPUT ? dirname(folder) : folder) || 'this app';
}

/** Of stacks that Slipway did not make, nothing more is known. */
function recordsOf(
  stacks: readonly Pick<ManifestStack, 'name' | 'dependsOn'>[],
): Readonly<Record<string, StackRecord>> {
  return Object.fromEntries(
    stacks.map(({ name, dependsOn }) => [name, { environment: null, state: name, dependsOn, resources: {} }]),
  );
}

/** Whether a synth of Slipway was killed while it moved its files: it takes the record away first. */
function isCutOff(folder: string): boolean {
  return namesIn(folder).some((name) => name === SYNTH_LOCK || name.startsWith(`${SYNTH_LOCK}.`));
}

/** Stacks that another synth left in the folder: they would be compared as if they were of this one. */
function strangersIn(folder: string, stacks: SlipwayRecord['stacks']): readonly Finding[] {
  return stacksIn(folder)
    .filter((name) => !Object.hasOwn(stacks, name))
    .map((name) =>
      problem({
        rule: 'review/stack',
        path: join(folder, 'stacks', name),
        message: 'must be a stack of this synth',
        value: `not named in ${RECORD_FILE} or ${MANIFEST_FILE}`,
        advice: 'Delete it, or synthesise into an empty folder.',
      }),
    );
}

function stacksIn(folder: string): readonly string[] {
  const root = join(folder, 'stacks');
  return namesIn(root)
    .filter((name) => existsSync(join(root, name, FILE)))
    .sort();
}

/** What is no folder holds nothing: the stacks that are missed in it are reported. */
function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function isThere(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
}
