import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Size } from '../../constructs/quantities';
import { renderFindings } from '../../core/findings';
import { checkPlacement, type Fleet, parsePlacement, place, renderPlacement } from '../../placement';
import { hostOf, poolOf } from './support';

const page = readFileSync(join(__dirname, '../../docs/placement.md'), 'utf8');
const text = /```json\n([^]*?)```/.exec(page)?.[1] ?? '';
const { placement, findings } = parsePlacement(text, 'environments/prod/placement.json');

/** Three hosts in two racks, and so many nodes. */
function documented(nodes: number): Fleet {
  const host = (name: string) =>
    hostOf(name, {
      cores: 32,
      memory: Size.gibibytes(128),
      failureDomain: name.slice(0, 5),
      reserve: { cpu: 2, memory: Size.gibibytes(8) },
    });
  return {
    environment: 'prod',
    hosts: ['rack1-a', 'rack1-b', 'rack2-a'].map(host),
    overcommit: { cpu: 2 },
    survives: { hosts: 1 },
    pools: [
      poolOf('nodes', nodes, { cpu: 8, memory: Size.gibibytes(32) }),
      poolOf('database', ['a', 'b'], { cpu: 4, memory: Size.gibibytes(16), spread: 'required' }),
    ],
  };
}

test('the documented file is valid, and formatted as Slipway writes it', () => {
  expect(findings).toEqual([]);
  expect(placement && renderPlacement(placement)).toBe(text);
});

test('it is the result of placing its fleet, apart from slots removed before', () => {
  expect(checkPlacement(documented(4), placement)).toEqual([]);
  expect(place(documented(4)).placement?.slots).toEqual(placement?.slots);
});

test('the documented shortage is the actual message', () => {
  const told = place(documented(7), place(documented(4)).placement).findings;
  expect(page).toContain(`\`\`\`text\n${renderFindings(told)}\n\`\`\``);
});
