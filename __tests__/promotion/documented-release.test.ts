import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseRelease, renderRelease } from '../../promotion';

test('the documented release is valid, and formatted as Slipway writes it', () => {
  const page = readFileSync(join(__dirname, '../../docs/release-files.md'), 'utf8');
  const text = /```json\n([^]*?)```/.exec(page)?.[1] ?? '';
  const { findings, release } = parseRelease(text, 'environments/staging/releases/api.json');
  expect(findings).toEqual([]);
  expect(release && renderRelease(release)).toBe(text);
});
