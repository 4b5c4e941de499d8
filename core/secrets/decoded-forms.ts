/** How deep encodings may be nested. Nobody nests them deeper than this. */
const DEEPEST = 3;

/**
 * The secrets that an encoded text may stand for, when it was found in a URL, JSON, XML, YAML or a shell command. Empty if it
 * is not encoded.
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
