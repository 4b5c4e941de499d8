import type { Answers } from '../../cluster';
import { bringUp } from '../bring-up';
import { nothingToDo } from '../prove';
import type { Changing } from './changing';
import { growAndShrink } from './grow-and-shrink';
import { powerCut } from './power-cut';
import { watchedRoll } from './watched-roll';

/** Changes prod in the ways that a pool of machines changes, and sees that the shop bears it. Returns what a visitor saw. */
export async function changeShop(it: Changing): Promise<Answers> {
  await it.steps.step('prod is what its files say', () => bringUp(it.slipway, 'prod'));
  await growAndShrink(it);
  // Before the roll: after one, Kubernetes leaves the machine that came last without pods.
  await powerCut(it);
  const answers = await watchedRoll(it);
  await it.steps.step('nothing is left to do in prod', () => nothingToDo(it.slipway, 'prod'));
  return answers;
}
