import { readTextFile } from '../../core/files';
import { type Finding, problem } from '../../core/findings';

/** Docker's own language, by whatever name. A `# syntax=` line may name another one, of which nothing is known. */
const DOCKERS = /(?:^|\/)docker\/dockerfile(?:-upstream)?(?:[:@]|$)/;
const STAGE = /^[ \t]*FROM[ \t]+(?:--\S+[ \t]+)*\S+(?:[ \t]+AS[ \t]+(\S+))?/gim;

/**
 * What Docker demands of a Dockerfile before it builds anything: a stage to begin with, and the one that is asked for.
 *
 * @param target the stage that is built, where it is not the last one
 * @see https://docs.docker.com/reference/dockerfile/#from
 */
export function checkDockerfile(file: string, path: string, target: string | undefined): readonly Finding[] {
  const text = readTextFile(file);
  const [, language = 'docker/dockerfile'] = /^\s*#\s*syntax\s*=\s*(\S+)/i.exec(text) ?? [];
  if (!DOCKERS.test(language)) return [];
  const stages = [...text.matchAll(STAGE)].map(([, name]) => name);
  const first = firstAfterArguments(text);
  if (stages.length === 0 || first === undefined) return [noStage(path)];
  if (first.toUpperCase() !== 'FROM') return [tooEarly(path, first)];
  // What no stage can be called is refused with the build's other options.
  return target === undefined || !/^[\w.-]+$/.test(target) || isStage(target, stages)
    ? []
    : [unknownStage(path, target, stages)];
}

/** The instruction that the first stage begins with: only ARG may stand before it. */
function firstAfterArguments(text: string): string | undefined {
  const lines = text
    .replace(/^\ufeff/, '')
    .split(/\r?\n/)
    .filter((line) => line.trim() !== '' && !/^\s*#/.test(line));
  const escape = /^\s*#\s*escape\s*=\s*`/im.test(text) ? '`' : '\\';
  const first = lines.find((line, index) => {
    const isContinued = index > 0 && lines[index - 1]?.trimEnd().endsWith(escape) === true;
    return !isContinued && !/^\s*ARG\s/i.test(line);
  });
  return first?.trim().split(/\s/, 1)[0];
}

/** Docker compares without regard to case, and counts stages from 0. */
function isStage(target: string, stages: readonly (string | undefined)[]): boolean {
  return (
    stages.some((name) => name?.toLowerCase() === target.toLowerCase()) ||
    (/^\d+$/.test(target) && Number(target) < stages.length)
  );
}

function noStage(path: string): Finding {
  return problem({
    rule: 'image/dockerfile',
    path,
    message: 'must have a FROM line, which says what the image starts from',
    advice: 'Begin it with FROM and an image, or with FROM scratch.',
  });
}

function tooEarly(path: string, instruction: string): Finding {
  return problem({
    rule: 'image/dockerfile',
    path,
    message: 'must begin with FROM, before which only ARG may stand',
    value: JSON.stringify(instruction.slice(0, 40)),
    advice: 'Move FROM to the top.',
  });
}

function unknownStage(path: string, target: string, stages: readonly (string | undefined)[]): Finding {
  const names = stages.filter((name) => name !== undefined);
  return problem({
    rule: 'image/target',
    path,
    message: 'must have the stage that is to be built',
    value: `without ${target}`,
    advice:
      names.length === 0
        ? 'Name a stage there: FROM … AS build. Or leave target out for the last one.'
        : `Its stages are ${names.join(', ')}. Leave target out for the last one.`,
  });
}
