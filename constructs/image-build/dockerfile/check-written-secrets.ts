import type { Finding } from '../../../core/findings';
import { clearSecretsIn } from '../../../core/secrets';
import { GIVE_OTHERWISE } from './check-secrets';
import type { Dockerfile } from './dockerfile';

/**
 * A warning for each line of a Dockerfile that holds a secret in plain text: a variable or a default that is named like one, or a
 * command with a password or a token in it.
 *
 * @param dockerfile what the text says; undefined where it is in another language than Docker's
 * @param file the path of the Dockerfile, for findings
 * @see https://docs.docker.com/reference/build-checks/secrets-used-in-arg-or-env/
 */
export function checkWrittenSecrets(
  dockerfile: Dockerfile | undefined,
  text: string,
  file: string,
): readonly Finding[] {
  const { arguments: before = [], stages = [] } = dockerfile ?? {};
  const named = [...before, ...stages.flatMap(({ steps }) => steps)].flatMap((step) => {
    if (step.kind !== 'argument' && step.kind !== 'environment') return [];
    const [met] = clearSecretsIn({ [step.name]: step.value ?? '' }, '');
    return met === undefined ? [] : [{ line: step.line, value: `${step.name}: ${met.why}` }];
  });
  const seen = new Set(named.map(({ line }) => line));
  const written = instructionsIn(text).flatMap(({ line, words }) => {
    const [met] = seen.has(line) ? [] : clearSecretsIn(words, '');
    return met === undefined ? [] : [{ line, value: met.why }];
  });
  return [...named, ...written]
    .sort((a, b) => a.line - b.line)
    .map(({ line, value }) => ({
      rule: 'image/written-secret',
      severity: 'warning',
      path: `${file}:${line}`,
      message:
        'holds what looks like a secret, which stays in the image, in its history or in a cache of builds',
      value,
      advice: GIVE_OTHERWISE,
    }));
}

/** What stands in a Dockerfile, each with the line where it begins. Lines that go on are one; comments say nothing to a build. */
function instructionsIn(text: string): readonly { readonly line: number; readonly words: string }[] {
  const found: { readonly line: number; words: string }[] = [];
  let goesOn = false;
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    if (/^\s*#/.test(line)) continue;
    const words = line.replace(/\\\s*$/, ' ');
    const last = found.at(-1);
    if (goesOn && last !== undefined) last.words += words;
    else found.push({ line: index + 1, words });
    goesOn = words !== line;
  }
  return found;
}
