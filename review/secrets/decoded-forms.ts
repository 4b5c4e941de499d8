/** What is written in a way in what is written in a way: deeper than this nobody does. */
const DEEPEST = 3;

/**
 * What a secret may be that is met as it is written in a URL, in JSON, in XML, in YAML or for a shell. None where it is
 * written as it is.
 */
export function decodedForms(written: string, depth = DEEPEST): readonly string[] {
  if (depth === 0 || !/[%\\&']/.test(written)) return [];
  const read = [fromUrl, fromJson, fromXml, fromYaml, fromShell].map((reader) => reader(written));
  const other = [...new Set(read)].filter((text) => text !== written);
  return [...other, ...other.flatMap((text) => decodedForms(text, depth - 1))];
}

function fromUrl(written: string): string {
  if (!/%[0-9a-f]{2}/i.test(written)) return written;
  try {
    return decodeURIComponent(written);
  } catch {
    return written;
  }
}

function fromJson(written: string): string {
  if (!written.includes('\\')) return written;
  try {
    return String(JSON.parse(`"${written}"`));
  } catch {
    return written;
  }
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&apos;': "'",
  '&amp;': '&',
};

function fromXml(written: string): string {
  return written.replace(/&(?:lt|gt|quot|apos|amp);/g, (entity) => ENTITIES[entity] ?? entity);
}

function fromYaml(written: string): string {
  return written.replaceAll("''", "'");
}

function fromShell(written: string): string {
  return written.replaceAll(`'\\''`, "'");
}
