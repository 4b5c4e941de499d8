import { labHome } from '../home';
import { changeShop, prepareShop } from '../shop';
import type { Steps } from '../steps';
import { up, type UpOptions } from './up';

/** Changes a shop that has been shipped: its pool grows and shrinks, is rolled while it serves, and loses a machine. */
export async function change(steps: Steps, options: UpOptions): Promise<void> {
  await up(steps, options);
  const home = labHome();
  const answers = await changeShop({ home, steps, ...(await prepareShop(home, steps)) });
  const counts = Object.entries(answers).map(([status, count]) => `${status}: ${count}`);
  steps.result(`What a visitor was answered while prod was rolled: ${counts.join(', ')}`, { answers });
}
