import { chmodSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** A file by its content; `executable` and `link` for what else there is. */
export type Tree = Readonly<Record<string, string | { executable: string } | { link: string }>>;

const made: string[] = [];
afterAll(() => {
  for (const folder of made) rmSync(folder, { recursive: true, force: true });
});

/** A new folder with these files, gone when the tests of the file are over. */
export function projectFolder(tree: Tree = {}): string {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'slipway-image-')));
  made.push(root);
  write(root, tree);
  return root;
}

/** Writes files into a folder, in the order given. */
export function write(root: string, tree: Tree): void {
  for (const [path, entry] of Object.entries(tree)) {
    const whole = join(root, path);
    mkdirSync(dirname(whole), { recursive: true });
    if (typeof entry === 'string') writeFileSync(whole, entry);
    else if ('link' in entry) symlinkSync(entry.link, whole);
    else {
      writeFileSync(whole, entry.executable);
      chmodSync(whole, 0o755);
    }
  }
}
