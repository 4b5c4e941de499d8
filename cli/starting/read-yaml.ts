import { isAlias, LineCounter, parseAllDocuments, type ScalarTag, visit } from 'yaml';
import { type Finding, problem, refuseIfAny } from '../../core/findings';
import type { Json } from '../../core/json';

/** The most characters of a text, and the most values that it may come to once its aliases are resolved. */
const MOST_TEXT = 8 * 2 ** 20;
const MOST_VALUES = 500_000;

/** `0640`: octal in YAML 1.1, by which Kubernetes and Compose read numbers, and decimal in YAML 1.2. */
const OCTAL: ScalarTag = {
  tag: 'tag:yaml.org,2002:int',
  default: true,
  test: /^0[0-7]+$/,
  resolve: (digits) => Number.parseInt(digits, 8),
};

/**
 * The documents of a YAML text. Anchors, aliases and merge keys are resolved.
 * @param name what the text is called in findings
 * @throws InvalidInput for a text that is no YAML, or too large
 */
export function readYaml(text: string, name: string): readonly Json[] {
  if (text.length > MOST_TEXT)
    refuseIfAny([faulty(name, `must have at most ${MOST_TEXT} characters`, `${text.length}`)]);
  const lines = new LineCounter();
  const documents = parseAllDocuments(text, {
    merge: true,
    // A number of JavaScript has no room for the digits of an account.
    intAsBigInt: true,
    customTags: (tags) => [OCTAL, ...tags],
    logLevel: 'silent',
    // What stands around a fault may be a secret.
    prettyErrors: false,
    lineCounter: lines,
  });
  if (!Array.isArray(documents)) return [];
  refuseIfAny(
    documents.flatMap((document) => [
      // Those after the first follow from it.
      ...[...document.errors, ...document.warnings].slice(0, 1).map(({ code, message, pos }) =>
        faulty(
          `${name}:${lines.linePos(pos[0]).line}`,
          'must be YAML',
          code === 'TAG_RESOLVE_FAILED'
            ? 'a tag that means nothing outside of its own tool'
            : // Behind a colon stands the text itself.
              (message.split(':', 1)[0] ?? ''),
        ),
      ),
      ...circles(document, name, lines),
    ]),
  );
  let count = 0;
  const plain = (value: unknown): Json => {
    if (++count > MOST_VALUES)
      refuseIfAny([faulty(name, `must come to at most ${MOST_VALUES} values`, 'more')]);
    if (value instanceof Date) return value.toISOString();
    if (value instanceof Map || value instanceof Set || Array.isArray(value)) return [...value].map(plain);
    if (value instanceof Uint8Array) return Buffer.from(value).toString('base64');
    if (typeof value === 'bigint') return Number.isSafeInteger(Number(value)) ? Number(value) : String(value);
    if (typeof value === 'object' && value !== null)
      return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, plain(inner)]));
    return typeof value === 'number' && !Number.isFinite(value) ? String(value) : ((value ?? null) as Json);
  };
  return documents.map((document) => {
    try {
      return plain(document.toJS({ maxAliasCount: -1 }));
    } catch (error) {
      if (!(error instanceof ReferenceError || error instanceof RangeError || error instanceof TypeError))
        throw error;
      refuseIfAny([faulty(name, 'must be YAML with few aliases, none inside its own anchor', error.message)]);
      return null;
    }
  });
}

/** Aliases that lead to what they stand in. */
function circles(
  document: ReturnType<typeof parseAllDocuments>[number],
  name: string,
  lines: LineCounter,
): readonly Finding[] {
  if (document.contents === null) return [];
  const findings: Finding[] = [];
  visit(document, (_key, node, ancestors) => {
    if (!isAlias(node)) return;
    const inside = ancestors.some(
      (ancestor) => 'anchor' in ancestor && (ancestor as { anchor?: string }).anchor === node.source,
    );
    if (inside)
      findings.push(
        faulty(
          `${name}:${lines.linePos(node.range?.[0] ?? 0).line}`,
          'must not lead back to what it stands in',
          `*${node.source}`,
        ),
      );
  });
  return findings;
}

function faulty(path: string, message: string, value: string): Finding {
  return problem({
    rule: 'from/yaml',
    path,
    message,
    value,
    advice: 'Give the file as the tool that runs it accepts it: `docker compose config`, `helm template`.',
  });
}
