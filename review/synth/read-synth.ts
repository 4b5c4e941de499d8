import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Finding, problem, refuseIfAny } from '../../core/findings';
import { isObject, type Json } from '../../core/json';
import { readRecord, readWhole, type SlipwayRecord } from '../../core/record';
import { parseStack } from './parse-stack';
import type { Stack, Synth } from './synth';

const FILE = 'cdk.tf.json';

/** Reads a synthesised folder. @throws InvalidInput listing everything that is wrong with it. */
export function readSynth(folder: string): Synth {
  return readWhole(folder, () => readOnce(folder));
}

function readOnce(folder: string): Synth {
  const record = readRecord(folder);
  const findings = [...strangers(folder, record)];
  const stacks = new Map<string, Stack>();
  for (const [name, known] of Object.entries(record.stacks).sort(([a], [b]) => (a < b ? -1 : 1))) {
    const path = join(folder, 'stacks', name, FILE);
    const json = parse(path);
    if (isObject(json)) stacks.set(name, parseStack(name, json, known));
    else findings.push(broken(path));
  }
  refuseIfAny(findings);
  return { record, stacks };
}

function parse(path: string): Json | undefined {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as Json;
  } catch {
    return undefined;
  }
}

function broken(path: string): Finding {
  return problem({
    rule: 'review/stack',
    path,
    message: 'must be the Terraform of a stack, since slipway.json names it',
    value: existsSync(path) ? 'not an object in JSON' : 'missing',
    advice: 'Synthesise again: a synth that was cut off cannot be compared.',
  });
}

/** Stacks that another synth left in the folder. The record does not say which environment they belong to. */
function strangers(folder: string, { stacks }: SlipwayRecord): readonly Finding[] {
  const root = join(folder, 'stacks');
  const found = existsSync(root) ? readdirSync(root) : [];
  return found
    .filter((name) => stacks[name] === undefined && existsSync(join(root, name, FILE)))
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
