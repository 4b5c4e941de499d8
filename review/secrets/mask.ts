import { type Difference, type Inside, isIdentity, keysOf, type Path } from '../diff';
import { type Block, isList, isObject, type Json } from '../synth';
import { inText, isNoSecret, isSecretArgument, namesSecret } from './places';

/** A shorter secret is masked only where it is known to be one: anywhere else, its letters are just letters. */
const SHORTEST = 6;

/** Replaces secrets by `«secret 1»`, `«secret 2»`: equal ones by the same, so that equal stays visibly equal. */
export interface Mask {
  readonly text: (text: string) => string;
  /** What differs in a block. */
  readonly differences: (block: Block, differences: readonly Difference[]) => readonly Difference[];
}

/** The mask for what a set of secrets can turn up in. Numbered in sorted order: the output depends on nothing else. */
export function maskFor(secrets: ReadonlySet<string>): Mask {
  const numbers = new Map([...secrets].sort().map((secret, index) => [secret, index + 1]));
  const everywhere = new Map(
    [...numbers].flatMap(([secret, number]) => disguises(secret).map((form) => [form, number] as const)),
  );
  const pattern = anyOf([...everywhere.keys()]);
  const known = (secret: string): string =>
    `«secret ${numbers.get(secret) ?? everywhere.get(secret) ?? '?'}»`;

  const text = (value: string): string => {
    let masked = pattern === undefined ? value : value.replace(pattern, known);
    for (const secret of inText(masked))
      if (!secret.includes('«secret')) masked = masked.replaceAll(secret, known(secret));
    return masked;
  };
  const json = (value: Json, secret: boolean): Json => {
    if (typeof value === 'string') return secret && !isNoSecret(value) ? known(value) : text(value);
    if (typeof value === 'number' && secret) return known(String(value));
    if (isList(value)) return value.map((item) => json(item, secret));
    if (!isObject(value)) return value;
    const { name } = value;
    const named = typeof name === 'string' && namesSecret(name);
    return Object.fromEntries(
      Object.entries(value).map(([key, inner]) => {
        const plain = typeof inner === 'string' || typeof inner === 'number';
        return [
          text(key),
          json(inner, secret || (plain && (namesSecret(key) || (named && key === 'value')))),
        ];
      }),
    );
  };
  const difference = (block: Block | undefined, { path, before, after, inside }: Difference): Difference => {
    const secret = isSecretPlace(block, path);
    const masked = {
      path: path.map((step) =>
        isIdentity(step) ? { id: text(step.id) } : typeof step === 'string' ? text(step) : step,
      ),
      before: before === undefined ? undefined : json(before, secret),
      after: after === undefined ? undefined : json(after, secret),
    };
    return secret || inside === undefined ? masked : { ...masked, inside: insideOf(inside) };
  };
  const insideOf = (inside: Inside): Inside =>
    inside.kind === 'lines'
      ? { ...inside, lines: inside.lines.map((line) => ({ ...line, text: text(line.text) })) }
      : { ...inside, differences: inside.differences.map((inner) => difference(undefined, inner)) };
  return {
    text,
    differences: (block, differences) => differences.map((each) => difference(block, each)),
  };
}

/** Whether a secret stands at a path, going by the names on the way. */
function isSecretPlace(block: Block | undefined, path: Path): boolean {
  const keys = keysOf(path);
  if (block !== undefined && isSecretArgument(block, keys[0] ?? '')) return true;
  // A whole object under such a name is a reference to a secret, or a volume of one.
  if (namesSecret(keys.at(-1) ?? '') || keys.some((key) => key === 'chpasswd')) return true;
  const item = path.at(-2);
  return path.at(-1) === 'value' && isIdentity(item) && namesSecret(item.id);
}

/** What a secret looks like elsewhere: in base64, in a URL, in JSON, and line by line. */
function disguises(secret: string): readonly string[] {
  const base64 = Buffer.from(secret).toString('base64');
  const lines = secret.includes('\n') ? secret.split('\n').map((line) => line.trim()) : [];
  const forms = [
    secret,
    base64,
    base64.replace(/=+$/, ''),
    encodeURIComponent(secret),
    JSON.stringify(secret).slice(1, -1),
    ...lines,
  ];
  return [...new Set(forms)].filter((form) => form.length >= SHORTEST);
}

function anyOf(forms: readonly string[]): RegExp | undefined {
  if (forms.length === 0) return undefined;
  const longestFirst = [...forms].sort((a, b) => b.length - a.length || (a < b ? -1 : 1));
  return new RegExp(longestFirst.map((form) => form.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|'), 'g');
}
