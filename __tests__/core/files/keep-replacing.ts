import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { replaceFiles } from '../../../core/files';

// node keep-replacing.ts <folder> <files> <milliseconds>: writes generations of files that all hold the same text, one after the other.
const [folder = '', files = '0', time = '0'] = process.argv.slice(2);
const names = ['marker', ...Array.from({ length: Number(files) }, (_, index) => `file-${index}`)];

for (const end = Date.now() + Number(time); Date.now() < end;) {
  const generation = `${process.pid} ${process.hrtime.bigint()}`;
  replaceFiles(folder, {
    lock: '.lock',
    marker: 'marker',
    write: (draft) => {
      for (const name of names) writeFileSync(join(draft, name), generation);
    },
    obsolete: () => [],
  });
}
