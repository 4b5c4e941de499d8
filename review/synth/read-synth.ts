import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { readTextInside } from '../../core/files';
import { type Finding, problem, refuseIfAny, unreadable } from '../../core/findings';
import { isObject, type Json, type JsonObject } from '../../core/json';
import { readRecord, readWhole, type SlipwayRecord } from '../../core/record';
import { parseStack, type Stack, type Synth } from '../../core/synth';

const FILE = 'cdk.tf.json';
/** A pod is some twenty levels deep. */
const DEEPEST = 100;
/** What all stacks of a folder may have: more would not fit in memory when it is compared. */
const MOST_BYTES = 128 * 2 ** 20;
/** Etcd takes no object larger than 1.5 MiB, and Slipway no text larger than one. */
const LONGEST = 2 * 2 ** 20;

/** Reads a synthesised folder, which others may have made. @throws InvalidInput listing everything that is wrong with it. */
export function readSynth(folder: string): Synth {
  return readWhole(folder, () => readOnce(folder));
}

function readOnce(folder: string): Synth {
  const record = readRecord(folder);
  const findings = [...strangers(folder, record)];
  const stacks = new Map<string, Stack>();
  let left = MOST_BYTES;
  for (const [name, known] of Object.entries(record.stacks).sort(([a], [b]) => (a < b ? -1 : 1))) {
    const path = join(folder, 'stacks', name, FILE);
    try {
      const text = readTextInside(folder, join('stacks', name, FILE), left);
      left -= text.length;
      const json = parse(text);
      const excess = isObject(json) ? excessOf(json, DEEPEST) : 'not an object in JSON';
      if (excess !== undefined) findings.push(broken(path, excess));
      else stacks.set(name, parseStack(name, json as JsonObject, known));
    } catch (error) {
      const isMissing = (error as NodeJS.ErrnoException).code === 'ENOENT';
      findings.push(isMissing ? broken(path, 'missing') : unreadable(error, path));
    }
  }
  refuseIfAny(findings);
  return { record, stacks };
}

/** What is more of a value than can be compared in a reasonable time; undefined where nothing is. */
function excessOf(value: Json, levels: number): string | undefined {
  if (typeof value === 'string' && value.length > LONGEST)
    return `one with a text of ${value.length} characters`;
  if (typeof value !== 'object' || value === null) return undefined;
  if (levels === 0) return `nested deeper than ${DEEPEST} levels`;
  for (const [key, inner] of Object.entries(value)) {
    const excess = excessOf(key, levels) ?? excessOf(inner, levels - 1);
    if (excess !== undefined) return excess;
  }
  return undefined;
}

function parse(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}

function broken(path: string, value: string): Finding {
  return problem({
    rule: 'review/stack',
    path,
    message: 'must be the Terraform of a stack, since slipway.json names it',
    value,
    advice: 'Synthesise again: a synth that was cut off cannot be compared.',
  });
}

/** Stacks that another synth left in the folder. The record does not say which environment they belong to. */
function strangers(folder: string, { stacks }: SlipwayRecord): readonly Finding[] {
  const root = join(folder, 'stacks');
  return foundIn(root)
    .filter((name) => !Object.hasOwn(stacks, name) && existsSync(join(root, name, FILE)))
    .sort()
    .map((name) =>
      problem({
        rule: 'review/stack',
        path: join(root, name),
        message: 'must be a stack of this synth',
        value: 'not named in slipway.json',
        advice: 'Delete it, or synthesise into an empty folder.',
      }),
    );
}

/** What is no folder holds nothing: the stacks that are missed in it are reported. */
function foundIn(root: string): readonly string[] {
  try {
    return readdirSync(root);
  } catch {
    return [];
  }
}
