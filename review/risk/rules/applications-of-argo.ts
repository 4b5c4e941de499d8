import { at, canonical, isOn, items, type Json, textOf, within } from '../../../core/json';
import { firstOf } from '../../../core/text';
import { type RiskLevel, risksOf } from '../risk';
import type { CustomJudge } from './custom-judge';

const deploys = risksOf('privileges');
const loses = risksOf('data');

/** What an application of Argo CD deploys, from where and to where. */
export const ofApplication: CustomJudge = ({ old, head, context: { inProtected } }) => {
  if (old === undefined || head === undefined) return [];
  const [had, has] = [sourcesOf(old), sourcesOf(head)];
  const [was, is] = [had, has].map((sources) => sources.map(placeOf).join(' and '));
  const [from, to] = [old, head].map((object) => within(object, ['spec', 'destination']));
  const isElsewhere = canonical(from ?? null) !== canonical(to ?? null);
  const [project, other] = [old, head].map((object) => textOf(within(object, ['spec', 'project'])));
  const followed = has.map(revisionOf).filter((revision) => !isFixed(revision));
  const isFollowing = followed.length > 0 && had.map(revisionOf).every(isFixed);
  const revisions = [had, has].map((sources) => sources.map(revisionOf).join(', '));
  return [
    ...(was === is ? [] : [deploys(`deploys ${String(is)} in place of ${String(was)}`, inProtected)]),
    ...(isElsewhere
      ? [
          loses(
            `deploys to ${whereOf(to)} in place of ${whereOf(from)}: what it made there is left, or pruned`,
            inProtected,
          ),
        ]
      : []),
    ...(isFollowing
      ? [
          deploys(
            `deploys whatever ${firstOf(followed, MOST)} is from now on, and not ${String(revisions[0])}`,
            inProtected,
          ),
        ]
      : was === is && revisions[0] !== revisions[1]
        ? [
            risksOf('unknown')(
              `deploys ${String(revisions[1])} in place of ${String(revisions[0])}: Slipway does not look into it`,
              false,
            ),
          ]
        : []),
    ...(project === other
      ? []
      : [deploys(`is bound by the project ${String(other)} in place of ${String(project)}`, inProtected)]),
    ...SWITCHES.flatMap(({ path, level, means }) =>
      isOn(within(head, path)) && !isOn(within(old, path))
        ? [risksOf(level)(`${means} (${path.slice(1).join('.')})`, inProtected && level !== 'rest')]
        : [],
    ),
    ...(isKept(old) && !isKept(head)
      ? [loses('is destroyed with all that it deployed, from now on (metadata.finalizers)', inProtected)]
      : []),
  ];
};

/** Further ones are only counted. */
const MOST = 3;

/** What is off unless it is said, and what it does. */
const SWITCHES: readonly {
  readonly path: readonly string[];
  readonly level: RiskLevel;
  readonly means: string;
}[] = [
  {
    path: ['spec', 'syncPolicy', 'automated', 'prune'],
    level: 'data',
    means: 'deletes by itself what its source no longer has',
  },
  {
    path: ['spec', 'syncPolicy', 'automated', 'allowEmpty'],
    level: 'data',
    means: 'deletes all that it deployed when its source is empty',
  },
  {
    path: ['spec', 'syncPolicy', 'automated', 'selfHeal'],
    level: 'rest',
    means: 'undoes by itself what is changed in the cluster',
  },
];

function sourcesOf(application: Json): readonly Json[] {
  return [
    ...items(within(application, ['spec', 'source'])),
    ...items(within(application, ['spec', 'sources'])),
  ];
}

function placeOf(source: Json): string {
  return ['repoURL', 'chart', 'path']
    .map((key) => textOf(at(source, key)))
    .filter((part) => part !== '')
    .join(' ');
}

function revisionOf(source: Json): string {
  return textOf(at(source, 'targetRevision')) || 'HEAD';
}

/** Whether a revision stays what it is: a version, or a commit. */
export function isFixed(revision: string): boolean {
  return /^v?\d+(\.\d+)+([-+][\w.-]+)?$/.test(revision) || /^[0-9a-f]{7,40}$/.test(revision);
}

function whereOf(destination: Json | undefined): string {
  const cluster = textOf(at(destination, 'name')) || textOf(at(destination, 'server'));
  return [cluster, textOf(at(destination, 'namespace'))].filter((part) => part !== '').join(' ');
}

/** With one of its finalizers, Argo CD deletes with an application what it deployed. */
function isKept(application: Json): boolean {
  return !items(within(application, ['metadata', 'finalizers']))
    .map(textOf)
    .some((name) => name.startsWith('resources-finalizer.argocd.argoproj.io'));
}

/** What the applications of a project may take, and where they may put it. */
export const ofProject: CustomJudge = ({ old, head }) => {
  if (head === undefined) return [];
  return BOUNDS.flatMap(({ key, means }) => {
    const known = new Set(items(within(old, ['spec', key])).map((each) => canonical(each)));
    const fresh = items(within(head, ['spec', key])).filter((each) => !known.has(canonical(each)));
    return fresh.length === 0 ? [] : [deploys(`${means} ${firstOf(fresh.map(wordsOf), MOST)}`, true)];
  });
};

const BOUNDS = [
  { key: 'sourceRepos', means: 'lets its applications come from' },
  { key: 'destinations', means: 'lets its applications go to' },
  { key: 'clusterResourceWhitelist', means: 'lets its applications make, for the whole cluster,' },
] as const;

function wordsOf(bound: Json): string {
  const words =
    typeof bound === 'string'
      ? [bound]
      : ['server', 'name', 'namespace', 'group', 'kind'].map((key) => textOf(at(bound, key)));
  return words
    .filter((word) => word !== '')
    .join(' ')
    .replace(/^\*( \*)*$/, 'anything');
}
