import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';

/** What an image for machines is made of. */
export interface ImageRecipe {
  readonly name: string;
  /** The folders of its layers, each over the one before: what a layer holds stands in `build.sh`. */
  readonly layers: readonly string[];
  /** Where a program goes in the image → its file here. @default none */
  readonly programs?: Readonly<Record<string, string>>;
}

export const BUILD = join(__dirname, 'build.sh');

/** The same for the same recipe, wherever it lies; another one when a byte of what goes into the image is another. */
export function recipeHash({ layers, programs = {} }: ImageRecipe): string {
  const hash = createHash('sha256');
  const add = (name: string, file: string) => hash.update(`${name}\0`).update(readFileSync(file));
  for (const file of [BUILD, join(__dirname, 'extlinux.conf')]) add(relative(__dirname, file), file);
  for (const layer of layers) for (const file of filesIn(layer)) add(relative(__dirname, file), file);
  for (const [place, file] of Object.entries(programs).sort()) add(place, file);
  return hash.digest('hex').slice(0, 16);
}

function filesIn(folder: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}
