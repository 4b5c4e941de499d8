import { join } from 'node:path';
import { readTextInside } from '../../core/files';
import { type Finding, problem, refuseIfAny, unreadable } from '../../core/findings';
import { isObject, type JsonObject, tryParseJson } from '../../core/json';
import { readWhole } from '../../core/record';
import { parseStack, type Stack, type Synth, type WrongBlock, wrongBlocks } from '../../core/synth';
import { by } from '../../core/text';
import { excessOf } from './bounds';
import { keyTwice } from './key-twice';
import { listStacks } from './list-stacks';

/** What all stacks of a folder may have: more would not fit in memory when it is compared. */
const MOST_BYTES = 128 * 2 ** 20;

/**
 * Reads a folder that cdktf synthesised, which others may have made. Without `slipway.json` it has stacks, and no environments.
 * @throws InvalidInput listing everything that is wrong with it
 */
export function readSynth(folder: string): Synth {
  return readWhole(folder, () => readOnce(folder));
}

function readOnce(folder: string): Synth {
  const { record, paths, strangers } = listStacks(folder);
  const findings = [...strangers];
  const stacks = new Map<string, Stack>();
  let left = MOST_BYTES;
  for (const [name, known] of Object.entries(record.stacks).sort(by(([name]) => name))) {
    const file = paths.get(name) ?? '';
    const path = join(folder, file);
    try {
      const text = readTextInside(folder, file, left);
      left -= text.length;
      const json = tryParseJson(text);
      const excess = isObject(json) ? excessOf(json) : notJson(file);
      const twice = excess === undefined ? keyTwice(text, json as JsonObject) : undefined;
      const wrong = excess === undefined ? wrongBlocks(json as JsonObject) : [];
      findings.push(...wrong.map((each) => notBlock(path, each)));
      if (excess !== undefined) findings.push(broken(path, excess));
      else if (twice !== undefined) findings.push(ambiguous(path, twice));
      else if (wrong.length === 0) stacks.set(name, parseStack(name, json as JsonObject, known));
    } catch (error) {
      const isMissing = (error as NodeJS.ErrnoException).code === 'ENOENT';
      findings.push(isMissing ? broken(path, 'missing') : unreadable(error, path));
    }
  }
  refuseIfAny(findings);
  return { record, stacks };
}

function notJson(file: string): string {
  return file.endsWith('.tf') ? 'HCL: turn hclOutput of the app off' : 'not an object in JSON';
}

function notBlock(file: string, { path, value }: WrongBlock): Finding {
  return problem({
    rule: 'review/block',
    path: `${file}: ${path}`,
    message: 'must be one block, as Terraform reads it',
    value,
    advice: 'Run `terraform validate` in the folder of the stack: only what Terraform can read is compared.',
  });
}

/** A parser keeps the last of them, and Terraform reads each. */
function ambiguous(path: string, key: string): Finding {
  return problem({
    rule: 'review/key',
    path,
    message: 'must have each key of an object once: what comes first would be in no review',
    value: `one that has "${key}" twice`,
    advice: 'Synthesise again: what cdktf writes has each key once.',
  });
}

function broken(path: string, value: string): Finding {
  return problem({
    rule: 'review/stack',
    path,
    message: 'must be the Terraform of a stack, since slipway.json or manifest.json names it',
    value,
    advice: 'Synthesise again: a synth that was cut off cannot be compared.',
  });
}
