/** Writes the published schemas of the files that people edit and programs read, from what their readers check: `npm run schemas`. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { format } from 'prettier';
import { recordSchema } from '../core/record';
import { placementSchema } from '../placement';
import { releaseSchema } from '../promotion';

const SCHEMAS = { placement: placementSchema(), release: releaseSchema(), slipway: recordSchema() };

async function main(): Promise<void> {
  for (const [name, schema] of Object.entries(SCHEMAS)) {
    const text = await format(JSON.stringify(schema), { parser: 'json', printWidth: 110 });
    writeFileSync(join(__dirname, `${name}.schema.json`), text);
  }
}

void main();
