import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(__dirname, '../../..');

test('the patterns are those of the secretlint that is installed', () => {
  const made = execFileSync(
    process.execPath,
    ['-r', './bin/typescript.js', 'schemas/tokens/update.ts', '--print'],
    { cwd: ROOT, encoding: 'utf8' },
  );
  expect(readFileSync(join(ROOT, 'core/secrets/token-patterns.ts'), 'utf8')).toBe(made);
});
