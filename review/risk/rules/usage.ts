import { firstOf } from '../../../core/text';
import { holdsData } from '../holding';
import { ignoresChangesTo, knowledgeOf } from '../replacement';
import { type RiskRule, risksOf } from '../risk';
import { takes } from '../users';

/** Further ones are only counted. */
const MOST = 3;

/** What takes a variable whose default differs, or what a data source reads in another way: only a plan tells what changes there. */
export const usage: RiskRule = ({ change, users, isPlanned, inProtected }) => {
  const { block, before, after, differences } = change;
  if (isPlanned || before === undefined || after === undefined) return [];
  const isOther =
    block.kind === 'variable' ? differences.some(({ path }) => path[0] === 'default') : block.kind === 'data';
  if (!isOther) return [];
  const found = users();
  if (found.length === 0) return [];
  const replaced = found.filter((user) => {
    const ignored = ignoresChangesTo(user.arguments);
    const forcing = knowledgeOf(user.type)?.arguments ?? [];
    return holdsData(user) && forcing.some((name) => !ignored(name) && takes(user, name, block.address));
  });
  const named = (blocks: typeof found): string =>
    firstOf(
      blocks.map(({ address }) => address),
      MOST,
    );
  return [
    ...(replaced.length === 0
      ? []
      : [
          risksOf('data')(
            `may replace ${named(replaced)}, with the data in it: only a plan tells`,
            inProtected,
          ),
        ]),
    risksOf('unknown')(`is used by ${named(found)}: only a plan tells what changes there`, false),
  ];
};
