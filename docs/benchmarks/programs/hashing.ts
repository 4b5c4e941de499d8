import { readSource, sourceHash } from 'slipway';
import { rounds, type Rounds } from '../rounds';

export interface HashingTimes {
  readonly whole: Rounds;
  readonly unchanged: Rounds;
}

const root = process.argv[2] ?? '.';
const hash = (remember: boolean) =>
  sourceHash({ source: readSource({ root, context: `${root}/app` }, { remember }), platform: 'linux/amd64' });
const whole = rounds(3, () => hash(false));
// The first one remembers.
hash(true);
const unchanged = rounds(5, () => hash(true));
process.stdout.write(JSON.stringify({ whole, unchanged } satisfies HashingTimes));
