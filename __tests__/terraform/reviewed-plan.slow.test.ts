import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readPlans, reviewSynths } from '../../review';
import { openings } from '../review/corpus/openings';
import { rollouts } from '../review/corpus/rollouts';
import { type Changes, sideOf, stateAfter } from '../review/support/same-replacements';
import { withProviders } from '../support/terraform';
import { offlinePlan } from './offline-plan';

// Terraform's own plan of a change, reviewed, says what the review of the two synths says.

const PAIRS = [...openings, ...rollouts];

/** All pairs as one stack: each has a resource called `web` in `prod-services`. */
function changesOf(): Changes {
  const changes: Record<string, Record<string, readonly [object, object]>> = {};
  PAIRS.forEach(({ before, after }, index) => {
    const [old, head] = [before['prod-services'] ?? {}, after['prod-services'] ?? {}];
    for (const type of Object.keys(old))
      changes[type] = { ...changes[type], [`p${index}`]: [old[type].web, head[type].web] };
  });
  return changes;
}

withProviders(['kubernetes'], 'a plan is judged as the pair of synths that it is of', async () => {
  const changes = changesOf();
  const state = stateAfter(await offlinePlan('kubernetes', sideOf(changes, 0)));
  const plan = await offlinePlan('kubernetes', sideOf(changes, 1), state);
  const folder = mkdtempSync(join(tmpdir(), 'slipway-reviewed-'));
  try {
    const file = join(folder, 'plan.json');
    writeFileSync(file, JSON.stringify(plan));
    const { before, after } = readPlans([file]);
    const told = new Map(
      reviewSynths(before, after).entries.flatMap(({ level, action, risks, resources }) =>
        resources.map(({ address }) => [
          address.replace(/^.*\./, ''),
          [level, action, risks.map(({ reason }) => reason).join('\n')] as const,
        ]),
      ),
    );
    PAIRS.forEach(({ name, entries }, index) => {
      const [level, action, reasons = ''] = told.get(`p${index}`) ?? [];
      const [expected, way, , words = /(?:)/] = entries[0] ?? [];
      expect({ name, level, action }).toEqual({ name, level: expected, action: way });
      expect(reasons).toMatch(words);
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
