import { entry } from '../../../constructs/shape';
import { entryOf, isObject } from '../../../core/json';
import type { Draft } from '../draft';
import { isSecret } from '../held-secrets';
import { Input } from '../input';
import type { ComposeContext } from './context';
import { envFileEntries, rawEntries, valuesOf } from './env-file';
import { interpolate } from './interpolation';
import { pairsIn } from './pairs';
import { badVariable } from './with-values';

/** The variables of a service: text, what each environment gives, or keys of a secret. */
export function readEnvironment(draft: Draft, service: Input, context: ComposeContext): void {
  const own = pairsIn(service.at('environment'));
  for (const [name, value, input] of own) one(draft, name, value, input, context);
  const files = service.at('env_file');
  const all = new Map<string, readonly [value: string | undefined, input: Input]>();
  let { variables } = context;
  for (const input of Array.isArray(files.value) ? files.items() : [files]) {
    const entries = variablesIn(input, context);
    for (const [name, value] of entries)
      all.set(name, [value, new Input(value, entry(input.path, name), input.notes)]);
    variables = { ...valuesOf(entries, variables), ...variables };
  }
  // A later file is heard before an earlier one, and the service itself before all.
  for (const [name, [value, input]] of all)
    if (!own.some(([other]) => other === name)) one(draft, name, value, input, { ...context, variables });
}

/** The variables of an `env_file` that is there. */
function variablesIn(
  input: Input,
  { beside }: ComposeContext,
): readonly (readonly [name: string, value: string | undefined])[] {
  const isLong = isObject(input.value ?? null);
  const path = isLong ? input.at('path').text() : input.text();
  if (path === undefined) return [];
  const found = beside(path);
  const isRaw = isLong && input.at('format').value === 'raw';
  if (isRaw) input.at('format').take();
  if (found.kind === 'text') {
    if (isLong) input.at('required').take();
    return isRaw ? rawEntries(found.text) : envFileEntries(found.text);
  }
  input.leave(
    'Its variables are not in this file: add what is the same everywhere to env, what differs to settings, and passwords to secrets.',
  );
  return [];
}

function one(
  draft: Draft,
  name: string,
  raw: string | undefined,
  input: Input,
  context: ComposeContext,
): void {
  if (raw === undefined) {
    leftToEnvironments(draft, name, entryOf(context.variables, name), input);
    return;
  }
  const read = interpolate(raw, context.variables);
  if (read === undefined) {
    input.notes.problems.push(badVariable(input.path));
    return;
  }
  const { text, unset, whole } = read;
  if (whole !== undefined && !context.namesService(text)) leftToEnvironments(draft, name, whole.value, input);
  else if (unset.length > 0 && isSecret(name, text === '' ? raw : text)) draft.variableIs(name, raw, input);
  else if (!isSecret(name, text) && isSecret(name, filled(raw, context.variables)))
    draft.variableIs(name, filled(raw, context.variables), input);
  else {
    if (unset.length > 0)
      input.note(`No value is given for ${unset.join(', ')}: nothing stands in its place.`);
    draft.variableIs(name, text, input);
  }
}

/** The text with something in the place of each variable that is empty: it may be a password. */
function filled(raw: string, variables: ComposeContext['variables']): string {
  const names = [...raw.matchAll(/\$\{?([A-Za-z_]\w*)/g)].map(([, name = '']) => name);
  const missing = names.filter((name) => (entryOf(variables, name) ?? '') === '');
  const stand = Object.fromEntries(missing.map((name) => [name, 'zQ8xkPw4']));
  return interpolate(raw, { ...variables, ...stand })?.text ?? raw;
}

/** What Compose takes from its own environment. */
function leftToEnvironments(draft: Draft, name: string, value: string | undefined, input: Input): void {
  draft.settingIs(name, value ?? '', input);
  if (value === undefined && Object.hasOwn(draft.settings, name))
    input.note('It has no value: give it in the settings of each environment, where it is empty now.');
}
