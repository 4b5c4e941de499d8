import { renderMarkdown, renderSarif, renderTerminal, type Review } from '../../review';
import { FINDING } from './support/policy-finding';

type Entry = Review['entries'][number];

const place = (environment: string | null, stack: string, file: string | null = null) => ({
  environment,
  stack,
  address: 'x.a',
  construct: 'small/a',
  file,
});

const entry = { needsApproval: false, type: 'x', risks: [], rows: [] } as const;

/** One of everything that a review tells. */
const REVIEW: Review = {
  project: 'small',
  environments: ['dev', 'prod'],
  verdict: { outcome: 'approval', text: 'needs approval: 4 resources change' },
  promotions: [
    {
      service: 'api',
      steps: [
        {
          environments: ['dev', 'prod'],
          before: null,
          after: `sha256:${'a'.repeat(64)}`,
          from: 'dev',
          commits: ['1234567 one', '89abcde two'],
        },
      ],
      source: ['1', '2', '3', '4', '5', '6', '7'].map((part) => ({ change: 'added', part: `file ${part}` })),
    },
    {
      service: 'web',
      steps: [{ environments: ['dev'], before: `sha256:${'b'.repeat(64)}`, after: null, from: null }],
      source: [{ change: 'removed', part: 'argument A' }],
    },
  ],
  notes: [
    { text: 'prod is gone', needsApproval: true },
    { text: 'dev is new', needsApproval: false },
  ],
  entries: [
    {
      ...entry,
      level: 'data',
      needsApproval: true,
      action: 'replace',
      resources: [
        { address: 'x.a', former: 'x.old', places: [place('dev', 'dev-a', 'a.ts'), place('prod', 'prod-a')] },
      ],
      risks: [
        { level: 'data', reason: 'is lost', needsApproval: true, environments: ['prod'] },
        { level: 'rest', reason: 'is slow', needsApproval: false, environments: ['dev', 'prod'] },
      ],
      rows: [
        {
          path: 'size',
          variants: [
            { environments: ['dev'], before: 1, after: 2 },
            { environments: ['prod'], after: 'two words' },
          ],
        },
        { path: 'gone', variants: [{ environments: ['dev', 'prod'], before: 'a\nb\nc\n' }] },
        {
          path: 'conf',
          variants: [
            {
              environments: ['dev', 'prod'],
              inside: {
                kind: 'structured',
                language: 'YAML',
                rows: [
                  { path: '', before: 'a', after: ['b'] },
                  {
                    path: 'c',
                    inside: { kind: 'lines', lines: [{ change: 'removed', number: 3, text: 'old' }] },
                  },
                ],
              },
            },
          ],
        },
      ],
      offer: ['keep it'],
    },
    {
      ...entry,
      level: 'rest',
      action: 'create',
      resources: [
        { address: 'x.b', places: [place('dev', 'dev-b')] },
        { address: 'x.c', places: [place(null, 'images')] },
      ],
    },
  ],
  findings: [
    { ...FINDING, value: 'seen', known: false },
    { ...FINDING, path: 'dev-services/x.b', known: true },
    { ...FINDING, path: 'dev-services/x.c', known: false, allowed: 'for a week' },
  ],
};

const KNOWLEDGE =
  'Replacements are what is known of the provider versions named, without a look at any state. The deploy reads the plan.';

test('a review on a terminal, whole', () => {
  expect(renderTerminal(REVIEW, (heading) => heading.toUpperCase()))
    .toBe(`SMALL: NEEDS APPROVAL: 4 RESOURCES CHANGE

SHIPS
  api  dev, prod: nothing → aaaaaaaaaaaa (as dev ran it)
         1234567 one
         89abcde two
       source: added 1, added 2, added 3, added 4, added 5 and 2 more
  web  dev: bbbbbbbbbbbb → nothing
       source: removed argument A

ENVIRONMENTS
  ! prod is gone
    dev is new

DATA AT RISK: 1
  ! ± x.old → x.a  (dev, prod)
        is lost (prod)
        is slow
        ~ size (dev): 1 → 2
        + size (prod): "two words"
        - gone: "a" and 2 lines more
        ~ conf:
          ~ YAML: a → ["b"]
          ~ c:
            - 3  old
        → keep it
        from a.ts, small/a

THE REST: 1
    + x.b and 1 more  (dev, images)
        also x.c
        from small/a

POLICIES
  dev-services/x.a must be other, but is seen
    → Change it.  [error: team/rule]
  1 that was there before: \`slipway check\` lists them
  allowed: team/rule for dev-services/x.c: for a week

${KNOWLEDGE}
`);
});

test('a review as a comment, whole', () => {
  expect(renderMarkdown(REVIEW)).toBe(`<!-- slipway diff: small dev,prod -->
### 🛑 small: needs approval: 4 resources change

- **api** dev, prod: nothing → aaaaaaaaaaaa (as dev ran it)
  - \`1234567 one\`
  - \`89abcde two\`
- **api** source: added 1, added 2, added 3, added 4, added 5 and 2 more
- **web** dev: bbbbbbbbbbbb → nothing
- **web** source: removed argument A

- **!** prod is gone
- dev is new

#### Data at risk: 1

- **!** \`±\` \`x.old → x.a\` (dev, prod): is lost (prod); is slow · \`a.ts\`, \`small/a\`
  \`\`\`diff
  → keep it
  ! size (dev): 1 → 2
  + size (prod): "two words"
  - gone: "a" and 2 lines more
  ! conf:
    ~ YAML: a → ["b"]
    ~ c:
      - 3  old
  \`\`\`

#### The rest: 1

- \`+\` \`x.b and 1 more\` (dev, images) · \`small/a\`

  | | dev | images |
  |---|:-:|:-:|
  | \`x.b\` | ● |  |
  | \`x.c\` |  | ● |


#### Policies: 1 new, 1 known, 1 allowed

- **error** \`dev-services/x.a\` must be other, but is \`seen\`. Change it. (\`team/rule\`)
- allowed: \`team/rule\` for \`dev-services/x.c\`: for a week

_${KNOWLEDGE}_
`);
});

test('what a review has nothing of takes no room', () => {
  const nothing: Review = {
    ...REVIEW,
    verdict: { outcome: 'nothing', text: 'nothing changes' },
    promotions: [],
    notes: [],
    entries: [],
    findings: [],
  };
  expect(renderTerminal(nothing)).toBe('small: nothing changes\n');
  expect(renderMarkdown(nothing)).toBe(
    '<!-- slipway diff: small dev,prod -->\n### ✅ small: nothing changes\n',
  );
  const [api] = REVIEW.promotions;
  const unbuilt = { ...nothing, promotions: api === undefined ? [] : [{ ...api, source: [] }] };
  for (const text of [renderTerminal(unbuilt), renderMarkdown(unbuilt)]) expect(text).not.toContain('source');
});

test('the less room a comment has, the less it tells: of minor changes first, then of all, then fewer of each kind', () => {
  const [data, rest] = REVIEW.entries;
  const row = {
    path: 'text',
    variants: [{ environments: ['dev'], before: 'a'.repeat(80), after: 'b'.repeat(80) }],
  };
  const many = Array.from({ length: 150 }, (_, index): Entry => ({
    ...entry,
    level: 'rest',
    action: 'update',
    resources: [{ address: `x.n${index}`, places: [place('dev', 'dev-a')] }],
    rows: [row],
  }));
  const entries = [...Array.from({ length: 10 }, () => data), rest, ...many].filter(
    (each) => each !== undefined,
  );
  const findings = Array.from({ length: 20 }, () => ({ ...FINDING, known: false }));
  const told = [100_000, 14_000, 6_500, 5_300, 4_700, 2_000].map((limit) => {
    const text = renderMarkdown({ ...REVIEW, entries, findings }, { limit, fullAt: 'the log' });
    return [
      /Left out to save space: (.*)\. All of it: the log\./.exec(text)?.[1],
      text.includes('! size (dev)') && 'what differs in data',
      text.includes('! text:') && 'what differs in the rest',
      text.includes('1234567') && 'commits',
      text.split('`x.n').length - 1,
      ...(text.match(/(?<=^- )\d+ (?:changes? not shown here|more)$/gm) ?? []),
    ].filter((each) => each !== undefined && each !== false);
  });
  expect(told).toEqual([
    ['what differs in data', 'what differs in the rest', 'commits', 150],
    ['what differs in minor changes', 'what differs in data', 'commits', 150],
    ['what differs in each resource', 'commits', 150],
    ['all but the first 100 changes of a kind, and what differs in them', 99, '51 changes not shown here'],
    ['all but the first 20 changes of a kind, and what differs in them', 19, '131 changes not shown here'],
    [
      'every change, which is only counted',
      0,
      '4 more',
      '10 changes not shown here',
      '151 changes not shown here',
      '20 more',
    ],
  ]);
});

test('of a long text, the first thirty lines that differ are told, and the others counted', () => {
  const lines = (count: number) =>
    Array.from(
      { length: count },
      (_, index) => ({ change: 'added', number: index + 1, text: `line ${index + 1}` }) as const,
    );
  const textOf = (count: number) => {
    const [, rest] = REVIEW.entries;
    const rows = [
      { path: 'conf', variants: [{ environments: [], inside: { kind: 'lines', lines: lines(count) } }] },
    ] as const;
    return renderTerminal({ ...REVIEW, entries: rest === undefined ? [] : [{ ...rest, rows }] });
  };
  expect(textOf(30)).toContain('+ 30  line 30\n');
  expect(textOf(30)).not.toContain('lines more');
  expect(textOf(33)).toContain('+ 30  line 30\n          … 3 lines more\n');
});

test('findings as SARIF, whole', () => {
  const result = (path: string, more: object) => ({
    ruleId: 'team/rule',
    level: 'error',
    message: { text: `${path} must be other. Change it.` },
    locations: [
      {
        physicalLocation: { artifactLocation: { uri: 'cdktf.out/slipway.json' } },
        logicalLocations: [{ fullyQualifiedName: path }],
      },
    ],
    baselineState: 'new',
    ...more,
  });
  const findings = [
    ...REVIEW.findings,
    { ...FINDING, rule: 'a/rule', severity: 'warning', file: 'project.ts', known: false } as const,
  ];
  expect(JSON.parse(renderSarif(findings))).toEqual({
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'slipway', rules: [{ id: 'a/rule' }, { id: 'team/rule' }] } },
        results: [
          result('dev-services/x.a', {
            message: { text: 'dev-services/x.a must be other, but is seen. Change it.' },
          }),
          result('dev-services/x.b', { baselineState: 'unchanged' }),
          result('dev-services/x.c', { suppressions: [{ kind: 'inSource', justification: 'for a week' }] }),
          result('dev-services/x.a', {
            ruleId: 'a/rule',
            level: 'warning',
            locations: [
              {
                physicalLocation: { artifactLocation: { uri: 'project.ts' } },
                logicalLocations: [{ fullyQualifiedName: 'dev-services/x.a' }],
              },
            ],
          }),
        ],
      },
    ],
  });
});

test('a comment for which there is hardly any room is cut, and says so', () => {
  const text = renderMarkdown(REVIEW, { limit: 200 });
  expect(text).toHaveLength(200);
  expect(text).toMatch(
    /^<!-- slipway diff: small dev,prod -->\n### 🛑 [^]*\n\n_Cut here: the maximum length is reached\._\n$/,
  );
});

test('one change that is left out is counted as one', () => {
  const { entries } = REVIEW;
  const text = renderMarkdown(
    { ...REVIEW, promotions: [], notes: [], entries: entries.slice(0, 1), findings: [] },
    { limit: 370 },
  );
  expect(text).toContain('#### Data at risk: 1\n\n- 1 change not shown here\n');
});

test.each([
  ['a line end at the end is no second line', 'one\n', '"one\\n"'],
  ['a value of several lines is told by its first', '\none\ntwo', '"" and 2 lines more'],
  ['a plain word needs no quotes', 'v1.2-rc_3', 'v1.2-rc_3'],
  ['a blank is seen', 'v1 ', '"v1 "'],
])('%s', (_what, after, shown) => {
  const [, rest] = REVIEW.entries;
  const rows = [{ path: 'a', variants: [{ environments: [], after }] }];
  const text = renderTerminal({ ...REVIEW, entries: rest === undefined ? [] : [{ ...rest, rows }] });
  expect(text).toContain(`+ a: ${shown}\n`);
});
