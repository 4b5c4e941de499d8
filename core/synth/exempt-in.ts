import { exemptBy } from '../secrets';
import type { Block, Stack } from './synth';

/**
 * What is no secret in a block: what its construct said, or one that it is part of. A block that no construct is known for, such as
 * an output, may hold what any said. Undefined where nothing was said.
 */
export function exemptIn(
  { notSecrets }: Pick<Stack, 'notSecrets'>,
  { construct }: Pick<Block, 'construct'>,
): ReturnType<typeof exemptBy> {
  const said = notSecrets.filter(
    (each) =>
      construct === null || construct === each.construct || construct.startsWith(`${each.construct}/`),
  );
  return exemptBy(said);
}
