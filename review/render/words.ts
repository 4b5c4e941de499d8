import { firstOf } from '../../core/text';
import { groupBy } from '../group-by';
import type { RiskLevel } from '../risk';
import type { Entry, EntryRisk, Review } from '../view';

/** The heading of each section. */
export const HEADINGS: Readonly<Record<RiskLevel, string>> = {
  protection: 'Protection lost',
  data: 'Data at risk',
  replacement: 'Destroyed or replaced',
  refused: 'Fails to apply',
  exposure: 'Network exposure',
  privileges: 'Privileges',
  availability: 'Availability',
  capacity: 'Capacity',
  unknown: 'Known only from a plan',
  rest: 'The rest',
};

/** One sign for each kind of change, as in a plan. */
export const SIGNS: Readonly<Record<Entry['action'], string>> = {
  create: '+',
  update: '~',
  delete: '-',
  forget: '○',
  move: '→',
  rename: '±',
  replace: '±',
};

/** `api`, or `api and 3 more` of a type. */
export function titleOf({ resources, type }: Entry): string {
  const [first] = resources;
  if (first === undefined) return type;
  const former = first.former === undefined ? '' : `${first.former} → `;
  const addresses = resources.map(({ address }) => address);
  return `${former}${firstOf(addresses, 1)}`;
}

/** Where an entry applies: its environments, or the stacks that no environment owns. */
export function whereOf({ resources }: Entry): readonly string[] {
  const places = resources.flatMap((resource) => resource.places);
  return [...new Set(places.map(({ environment, stack }) => environment ?? stack))];
}

/** The risks of an entry, each sentence once: also where only some of the environments ask a person to approve it. */
export function riskLines({ risks }: Entry, where: readonly string[]): readonly string[] {
  return [...groupBy(risks, ({ level, reason }) => JSON.stringify([level, reason])).values()].flatMap(
    (alike) => {
      const [first] = alike;
      const told = new Set(alike.flatMap(({ environments }) => environments));
      return first === undefined
        ? []
        : [riskLine({ ...first, environments: where.filter((name) => told.has(name)) }, where)];
    },
  );
}

/** A risk, and where it applies if that is not everywhere. */
export function riskLine({ reason, environments }: EntryRisk, where: readonly string[]): string {
  const everywhere = environments.length === 0 || environments.length === where.length;
  return everywhere ? reason : `${reason} (${environments.join(', ')})`;
}

/** The lines that changed, where they are known; otherwise the files and constructs that a resource comes from. */
export function originsOf({ resources, causes }: Entry): readonly string[] {
  if (causes !== undefined) return causes;
  const places = resources.flatMap((resource) => resource.places);
  const origins = places.map(({ file, construct }) => file ?? construct).filter((origin) => origin !== null);
  return [...new Set(origins)];
}

/** What follows from an entry, each in a line: `with ± docker_registry_image.api: is replaced`. */
export function followingLines({ follows = [] }: Entry): readonly string[] {
  return follows.map((entry) => {
    const where = whereOf(entry);
    const risks = riskLines(entry, where);
    return `with ${SIGNS[entry.action]} ${titleOf(entry)}${risks.length === 0 ? '' : `: ${risks.join('; ')}`}`;
  });
}

/** What the report of a replacement is based on; undefined where it needs no saying. */
export function knowledgeOf({ entries, planned }: Pick<Review, 'entries' | 'planned'>): string | undefined {
  return planned === true || !entries.some(({ action }) => action === 'replace') ? undefined : KNOWLEDGE;
}

const KNOWLEDGE =
  'Replacements are what is known of the provider versions named, without a look at any state. The deploy reads the plan.';
