import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';

/** The ingredients of a machine image. */
export interface ImageRecipe {
  readonly name: string;
  /** The folders of its layers, bottom to top. `build.sh` documents what a layer contains. */
  readonly layers: readonly string[];
  /** The path of a program in the image → its file here. @default none */
  readonly programs?: Readonly<Record<string, string>>;
}

export const BUILD = join(__dirname, 'build.sh');

/** A hash of every byte that goes into the image, independent of where the recipe is. */
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
