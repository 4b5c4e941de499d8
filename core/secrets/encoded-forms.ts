/** A shorter secret is masked only where it is known to be one. Elsewhere it may be part of an ordinary word. */
export const SHORTEST = 6;

/** A single line of a key is only recognised from this length on. */
const SHORTEST_LINE = 16;

/** Other ways to write a secret: in base64, URLs, JSON, YAML, XML, shell and Terraform, and line by line. */
export function encodedForms(secret: string): readonly string[] {
  // Half a character has no form in a URL.
  const url = encodeURIComponent(secret.replace(/\p{Surrogate}/gu, '\ufffd'));
  const strict = url.replace(/[!'()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`);
  const json = escapedJson(secret);
  const forms = [
    secret,
    ...inBase64(secret),
    ...[url, strict].flatMap((text) => [text, lowerEscapes(text), text.replaceAll('%20', '+')]),
    json,
    escapedJson(json),
    escapedJson(escapedJson(json)),
    secret.replaceAll("'", "''"),
    secret.replaceAll("'", `'\\''`),
    escapedXml(secret),
    secret.replaceAll('$${', '${').replaceAll('%%{', '%{'),
    ...linesOf(secret),
  ];
  return [...new Set(forms)].filter((form) => form.length >= SHORTEST);
}

function escapedJson(text: string): string {
  return JSON.stringify(text).slice(1, -1);
}

function escapedXml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

function lowerEscapes(text: string): string {
  return text.replace(/%[0-9A-F]{2}/g, (escape) => escape.toLowerCase());
}

function linesOf(secret: string): readonly string[] {
  if (!secret.includes('\n')) return [];
  return secret
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line.length >= SHORTEST_LINE && !line.includes(' '));
}

/** The base64 of the secret alone, and of any text that contains it: the part that does not depend on its neighbours. */
function inBase64(secret: string): readonly string[] {
  const bytes = Buffer.from(secret);
  const forms = [0, 1, 2].map((shift) => {
    const text = Buffer.concat([Buffer.alloc(shift), bytes])
      .toString('base64')
      .replace(/=+$/, '');
    const isWhole = (shift + bytes.length) % 3 === 0;
    return text.slice([0, 2, 3][shift], isWhole || shift === 0 ? undefined : -1);
  });
  const [alone = ''] = forms;
  // If more text follows, the last letter differs.
  const all = [bytes.toString('base64'), ...forms, bytes.length % 3 === 0 ? alone : alone.slice(0, -1)];
  return all.flatMap((form) => [form, form.replaceAll('+', '-').replaceAll('/', '_')]);
}
