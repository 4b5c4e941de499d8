import type { Answers } from '../../cluster';
import { bringUp } from '../bring-up';
import { nothingToDo } from '../prove';
import type { Changing } from './changing';
import { growAndShrink } from './grow-and-shrink';
import { powerCut } from './power-cut';
import { watchedRoll } from './watched-roll';

/**
 * Makes the usual changes to prod's pool, and checks that the shop survives them. Returns the answers that a visitor got.
 */
export async function changeShop(changing: Changing): Promise<Answers> {
  await changing.steps.step('prod is what its files say', () => bringUp(changing.slipway, 'prod'));
  await growAndShrink(changing);
  // Before the roll: after it, Kubernetes leaves the last machine without pods.
  await powerCut(changing);
  const answers = await watchedRoll(changing);
  await changing.steps.step('nothing is left to do in prod', () => nothingToDo(changing.slipway, 'prod'));
  return answers;
}
