import { decoded } from './decode';
import { namesSecret } from './names';
import { isNoSecret } from './no-secret';
import {
  HANDED,
  HANDED_ON,
  LINE,
  LOGIN_BLOCKS,
  LOGIN_LINE,
  MAY_HOLD_SECRETS,
  NAMED,
  NAMED_SHAPES,
  SAYS,
  SHAPES,
} from './shapes';
import { TOKEN_PATTERNS } from './token-patterns';

/**
 * What may be base64 in the middle of a text. A digest is excluded by the algorithm before it. Of more characters than Kubernetes takes
 * in an object, V8 cannot keep track.
 */
const MAY_BE_BASE64 = /(?<![\w+/:-])[A-Za-z0-9+/_-]{16,2000000}={0,2}/g;

/** What a token is part of at least. */
const MAY_BE_TOKEN = /[\w.-]{16}/;

/** Whether it is worth the time to look for secrets inside a text. */
export function mayHoldSecrets(text: string): boolean {
  return (
    text.length > 4 &&
    (MAY_HOLD_SECRETS.test(text) || MAY_BE_TOKEN.test(text) || text.search(MAY_BE_BASE64) !== -1)
  );
}

/** Whether the names and values inside a text may tell more than its words. */
export function mayNameSecrets(text: string): boolean {
  return MAY_HOLD_SECRETS.test(text);
}

/** A secret inside a text. */
interface Met {
  readonly secret: string;
  /** What tells that it is one. */
  readonly why: string;
}

/** The secrets inside a text, going by its words alone: it may be in any language, or in none. */
export function inText(text: string): readonly Met[] {
  return [
    ...(MAY_BE_TOKEN.test(text) ? tokensIn(text) : []),
    ...(MAY_HOLD_SECRETS.test(text) ? shapesIn(text) : []),
  ];
}

function tokensIn(text: string): readonly Met[] {
  return TOKEN_PATTERNS.flatMap(([whose, beginnings, pattern]) =>
    beginnings.some((beginning) => text.includes(beginning))
      ? [...text.matchAll(pattern)].map(([secret]) => ({ secret, why: `it holds a token of ${whose}` }))
      : [],
  );
}

function shapesIn(text: string): readonly Met[] {
  const met = (why: string, secrets: readonly string[]): readonly Met[] =>
    secrets
      .filter((secret) => !isNoSecret(secret) && !isDataKey(secret, text))
      .map((secret) => ({ secret, why }));
  return [
    ...SHAPES.flatMap(([why, trace, shapes]) =>
      trace.test(text)
        ? met(
            why,
            shapes.flatMap((shape) => metBy(shape, text)),
          )
        : [],
    ),
    ...met(SAYS, NAMED.test(text) ? namedValues(text) : []),
    ...met(
      HANDED,
      loginBlocksOf(text)
        .flatMap((block) => metBy(LOGIN_LINE, block))
        .flatMap(withoutQuote),
    ),
    ...met(
      HANDED,
      /\||<<</.test(text) ? HANDED_ON.flatMap((shape) => metBy(shape, text)).flatMap(loginsIn) : [],
    ),
  ];
}

function namedValues(text: string): readonly string[] {
  return [
    ...NAMED_SHAPES.flatMap(([trace, shape]) => (trace.test(text) ? metBy(shape, text) : [])),
    ...(/[:=]/.test(text) ? lineValues(text) : []),
  ];
}

function loginBlocksOf(text: string): readonly string[] {
  if (!text.includes('chpasswd')) return [];
  return LOGIN_BLOCKS.flatMap((blocks) =>
    [...text.matchAll(blocks)].map(({ groups }) => groups?.['block'] ?? ''),
  );
}

/** Whether a text only says which key of a Secret is meant, as an ExternalSecret does: `secretKey: password`. */
function isDataKey(word: string, text: string): boolean {
  return (
    /^[\w.-]+$/.test(word) &&
    namesSecret(word) &&
    new RegExp(`secretKey["']?:\\s*["']?${word}["']?\\s*(?:$|[,}])`, 'm').test(text)
  );
}

/** The parts of a text that hold another text in base64, with that text. */
export function packedIn(text: string): readonly (readonly [packed: string, plain: string])[] {
  const whole = decoded(text);
  if (whole !== undefined) return [[text, whole]];
  return [...text.matchAll(MAY_BE_BASE64)].flatMap(([packed]) => {
    const plain = decoded(packed);
    return plain === undefined ? [] : [[packed, plain] as const];
  });
}

/** What a shape meets: its first group that is there. */
function metBy(shape: RegExp, text: string): readonly string[] {
  return [...text.matchAll(shape)].flatMap((match) => {
    const value = match.slice(1).find((group: string | undefined) => group !== undefined) ?? '';
    return match.groups?.['bare'] === undefined ? [value] : withoutWhatFollows(value);
  });
}

const END_OF_LIST: ReadonlySet<string> = new Set('])},;');

/** What opens a list, an object or a text of several lines, and the name of an object's first entry. */
const OPENS = /^(?:[[{(]+|[|>][-+\d]*|[[{][\w-]+:)$/;

/** A bare value in a list of settings ends where the next begins: `?token=a&user=b`, `Password=a;Database=b`, `{token: a}`. */
function withoutWhatFollows(value: string): readonly string[] {
  if (isNoSecret(value) || OPENS.test(value)) return [];
  const [first = value] = value.split(/[;&,](?=[\w .-]*=)/);
  let end = first.length;
  while (END_OF_LIST.has(first[end - 1] ?? '')) end--;
  return [first, first.slice(0, end)];
}

/** A line of YAML or of a shell may end in the quote that its beginning opened. */
function withoutQuote(value: string): readonly string[] {
  const line = value.trim();
  return [line, line.replace(/["']$/, '')];
}

/** All that follows a secret's name on a line. After `NAME=` a command may follow the value: then the value is met alone. */
function lineValues(text: string): readonly string[] {
  return [...text.matchAll(LINE)].flatMap(([, sign, value = '']) =>
    sign === '=' && goesOnAsCommand(value) ? [] : withoutRemark(value.trim()),
  );
}

/** A remark may follow a value; or it is part of a secret, in a language that has no remarks there. */
function withoutRemark(line: string): readonly string[] {
  const [first = line] = line.split(/\s#/);
  const value = first.trim();
  const [, , quoted = value] = /^(["'])(.*)\1[,;]?$/.exec(value) ?? [];
  return isNoSecret(quoted) || OPENS.test(value) ? [] : [line, value];
}

function goesOnAsCommand(value: string): boolean {
  return /\s(?:-|[|&<>;$"'/]|\S+\s+-)/.test(value);
}

/** The passwords in lines of `name:password`; what has no name in front is one as a whole. */
export function loginsIn(text: string): readonly string[] {
  return text
    .split(/\n|\\n/)
    .map((line) => line.trim())
    .flatMap((line) => {
      const [, name, password] = /^([\w.@%+-]+):(.+)$/.exec(line) ?? [];
      return name === undefined || password === undefined ? [line] : [password];
    });
}
