import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv from 'ajv';
import type { EnvironmentRecord } from 'slipway';
import {
  check,
  type PolicyFinding,
  renderJson,
  renderMarkdown,
  renderSarif,
  renderTerminal,
  reviewSynths,
} from '../../review';
import { data } from './corpus/data';
import { plain } from './corpus/plain';
import { reach } from './corpus/reach';
import { replacement } from './corpus/replacement';
import { FINDING } from './support/policy-finding';
import { allowFrom, CLOUD_CONFIG, ingress, kubernetesService, machine, workload } from './support/resources';
import { environment, type StackJson, type StacksJson, synthOf } from './support/synth-of';

const schema = JSON.parse(readFileSync(join(__dirname, '../../schemas/diff.schema.json'), 'utf8')) as object;

function reviewOf(before: StacksJson, after: StacksJson) {
  const [old, head] = [synthOf(before), synthOf(after)];
  return reviewSynths(old, head, check(head, { before: old }));
}

test('the JSON of every pair in the corpus is valid by the published schema', () => {
  const validate = new Ajv({ strict: true, allowUnionTypes: true }).compile(schema);
  for (const { name, before, after } of [...data, ...replacement, ...reach, ...plain]) {
    const valid = validate(JSON.parse(renderJson(reviewOf(before, after))));
    expect({ name, errors: valid ? [] : validate.errors }).toEqual({ name, errors: [] });
  }
});

const many = (count: number, replicas: string): StacksJson => ({
  'prod-services': {
    kubernetes_deployment_v1: Object.fromEntries(
      Array.from({ length: count }, (_, index) => [
        `web-${index}`,
        workload({
          name: `web-${index}`,
          container: { env: [{ name: 'N', value: `${replicas} ${index}` }] },
        }),
      ]),
    ),
  },
});

const scaled = (replicas: number): StacksJson => ({
  'prod-services': { kubernetes_deployment_v1: { web: workload({ spec: { replicas: String(replicas) } }) } },
});

test.each([
  ['one resource', many(1, '1'), many(1, '2'), '1 resource changes in prod'],
  ['several that do the same', many(3, '1'), many(3, '2'), '3 resources change in prod'],
  ['more replicas', scaled(2), scaled(3), '1 resource changes size in prod'],
  [
    'several that do different things',
    { ...many(2, '1'), 'dev-machines-a': machine() },
    { ...many(2, '2'), 'dev-machines-a': {} },
    /^needs approval: 8 resources change in dev, prod: 1 loses protection, 3 are destroyed or replaced, 4 other; above all libvirt_volume/,
  ],
])('the verdict summarises %s in one sentence', (_, before, after, said) => {
  expect(reviewOf(before, after).verdict.text).toMatch(said);
});

const volumes = (count: number, lifecycle?: object): StacksJson => ({
  'dev-a': {
    libvirt_volume: Object.fromEntries(
      Array.from({ length: count }, (_, index) => [`v${index}`, { name: `v${index}`, size: 1, lifecycle }]),
    ),
  },
});
const ingresses = (count: number): StacksJson => ({
  'dev-a': {
    kubernetes_ingress_v1: Object.fromEntries(
      Array.from({ length: count }, (_, index) => [`i${index}`, ingress()]),
    ),
  },
});
const roles = (count: number, verb: string): StacksJson => ({
  'dev-a': {
    kubernetes_role_v1: Object.fromEntries(
      Array.from({ length: count }, (_, index) => [`r${index}`, { rule: [{ verbs: [verb] }] }]),
    ),
  },
});
const kept = { prevent_destroy: true };

test.each([
  [1, volumes(1, kept), volumes(1), '1 resource loses protection in dev'],
  [2, volumes(2, kept), volumes(2), '2 resources lose protection in dev'],
  [1, volumes(1), volumes(0), '1 resource puts data at risk in dev'],
  [2, volumes(2), volumes(0), '2 resources put data at risk in dev'],
  [1, ingresses(0), ingresses(1), '1 resource changes who reaches what in dev'],
  [2, ingresses(0), ingresses(2), '2 resources change who reaches what in dev'],
  [1, roles(1, 'get'), roles(1, 'list'), '1 resource changes privileges in dev'],
  [2, roles(2, 'get'), roles(2, 'list'), '2 resources change privileges in dev'],
])('the verdict says what %s of a kind does', (_count, before, after, said) => {
  const { verdict } = reviewSynths(synthOf(before), synthOf(after));
  expect(verdict.text.replace(/^needs approval: |; above all .*$/g, '')).toBe(said);
});

test('of several that are renamed, those go together whose names end alike', () => {
  const of = (...names: readonly string[]): StacksJson => ({
    'dev-a': {
      libvirt_volume: Object.fromEntries(names.map((name) => [name, { pool: 'default', size: 1 }])),
    },
  });
  const renamed = reviewOf(of('old-one', 'old-two'), of('new-two', 'new-one')).entries.flatMap(
    ({ resources }) => resources.map(({ former, address }) => `${former} → ${address}`),
  );
  expect(renamed.sort()).toEqual([
    'libvirt_volume.old-one → libvirt_volume.new-one',
    'libvirt_volume.old-two → libvirt_volume.new-two',
  ]);
});

test('a resource whose name resembles two new ones alike is not taken for either', () => {
  const of = (...names: readonly string[]): StacksJson => ({
    'dev-a': {
      libvirt_volume: Object.fromEntries(names.map((name) => [name, { pool: 'default', size: 1 }])),
    },
  });
  const resources = reviewOf(of('old-data'), of('new-data', 'other-data')).entries.flatMap((entry) =>
    entry.resources.map(({ former }) => [entry.action, former]),
  );
  expect(resources.sort()).toEqual([
    ['create', undefined],
    ['create', undefined],
    ['delete', undefined],
  ]);
});

test('only the block that a `moved` block leads to, and that was not there before, is the one that moved', () => {
  const of = (sizes: Readonly<Record<string, number>>, moved: readonly object[] = []): StacksJson => ({
    'dev-a': {
      libvirt_volume: Object.fromEntries(
        Object.entries(sizes).map(([name, size]) => [name, { name: 'same', size }]),
      ),
      moved,
    },
  });
  const move = (from: string, to: string) => ({ from: `libvirt_volume.${from}`, to: `libvirt_volume.${to}` });
  const actions = (before: StacksJson, after: StacksJson) =>
    reviewOf(before, after).entries.flatMap(({ action, resources }) =>
      resources.map(({ address }) => `${action} ${address.replace('libvirt_volume.', '')}`),
    );
  expect(actions(of({ a: 1 }), of({ b: 1 }, [move('a', 'b')]))).toEqual(['move b']);
  expect(actions(of({ a: 1 }), of({ c: 1 }, [move('a', 'b'), move('b', 'c')]))).toEqual(['move c']);
  expect(actions(of({ a: 1, b: 2 }), of({ b: 2 }, [move('a', 'b')]))).toEqual(['delete a']);
  expect(actions(of({ a: 1 }), of({ a: 1, b: 2 }, [move('a', 'b')]))).toEqual(['create b']);
  expect(actions(of({ a: 1 }), of({}, [move('a', 'b')]))).toEqual(['delete a']);
});

const provided = (version: string, provider?: string): StackJson => ({
  terraform: { required_providers: { kubernetes: { source: 'kubernetes', version } } },
  data: { kubernetes_service_v1: { web: { provider } } },
  kubernetes_service_v1: { web: { provider: 'kubernetes' } },
});
const reasonsOf = (before: StacksJson, after: StacksJson) =>
  reviewOf(before, after).entries.flatMap(({ risks }) => risks.map(({ reason }) => reason));

test('which version a new stack takes replaces nothing, unlike one that changes', () => {
  const of = (version: string) => ({ 'dev-a': provided(version) });
  const unknown = expect.stringContaining('kubernetes 3.0.0, and what that version replaces');
  expect(reasonsOf(of('2.38.0'), of('3.0.0'))).toContainEqual(unknown);
  expect(reasonsOf({}, of('3.0.0'))).not.toContainEqual(unknown);
});

test('data that is read through another provider leaves nothing running', () => {
  const of = (provider: string) => ({ 'dev-a': provided('2.38.0', provider) });
  expect(reasonsOf(of('kubernetes.a'), of('kubernetes.b'))).toEqual([]);
});

test('a number of YAML that JSON does not know is told as it is written', () => {
  const of = (value: string): StacksJson => ({ 'dev-a': { x: { a: { text: `a: 1\nlimit: ${value}\n` } } } });
  expect(renderTerminal(reviewOf(of('1'), of('.inf')))).toContain('~ limit: 1 → Infinity');
});

test('a service that runs no longer is told without where it came from', () => {
  const record = (digest: string | null) => ({
    environments: [
      environment('dev', null, { services: { web: { digest, sample: false, replicas: 1, address: null } } }),
    ],
  });
  const [running, stopped] = [record(`sha256:${'a'.repeat(64)}`), record(null)];
  const { promotions } = reviewSynths(synthOf({}, running), synthOf({}, stopped));
  expect(promotions).toEqual([
    {
      service: 'web',
      steps: [{ environments: ['dev'], before: `sha256:${'a'.repeat(64)}`, after: null, from: null }],
      source: [],
    },
  ]);
  const none = { environments: [environment('dev', null)] };
  expect(reviewSynths(synthOf({}, running), synthOf({}, none)).promotions).toEqual(promotions);
  expect(reviewSynths(synthOf({}, { environments: [] }), synthOf({}, running)).promotions).toMatchObject([
    { steps: [{ before: null, after: `sha256:${'a'.repeat(64)}` }] },
  ]);
});

test('resources that go alike, of which one appears elsewhere, are told each by itself', () => {
  const disk = (name: string) => ({ name, pool: 'default', size: 1 });
  const before = { 'dev-a': { libvirt_volume: { a: disk('a'), b: disk('b') } }, 'dev-b': {} };
  const after = { 'dev-a': {}, 'dev-b': { libvirt_volume: { a: disk('a') } } };
  const gone = (review: ReturnType<typeof reviewOf>) =>
    review.entries.filter(({ action }) => action === 'delete').map(({ resources }) => resources.length);
  expect(gone(reviewOf(before, after))).toEqual([1, 1]);
  expect(gone(reviewOf(before, { 'dev-a': {}, 'dev-b': {} }))).toEqual([2]);
});

test('a text with a brace in it is a value, unless it begins with one', () => {
  const of = (text: string): StacksJson => ({ 'dev-a': { x: { a: { text } } } });
  expect(renderTerminal(reviewOf(of('hello {one}'), of('hello {two}')))).toContain(
    '~ text: "hello {one}" → "hello {two}"',
  );
  expect(renderTerminal(reviewOf(of('{"a": 1}'), of('{"a": 2}')))).toContain('~ a: 1 → 2');
});

test('the verdict counts what is new against policy, and asks for approval of it alone', () => {
  const finding = {
    rule: 'a/b',
    severity: 'error',
    path: 'p',
    message: 'm',
    advice: 'd',
    known: false,
  } as const;
  const synth = synthOf({});
  const verdictOf = (...findings: readonly PolicyFinding[]) => reviewSynths(synth, synth, findings).verdict;
  expect(verdictOf(finding, finding)).toEqual({
    outcome: 'approval',
    text: 'needs approval: no resource changes; 2 new against policy',
  });
  for (const passed of [{ known: true }, { allowed: 'for a week' }, { severity: 'warning' }] as const)
    expect(verdictOf({ ...finding, ...passed })).toEqual({ outcome: 'nothing', text: 'nothing changes' });
});

test('a resource that is written elsewhere and says something else is not a rename', () => {
  const of = (name: string, size: number): StacksJson => ({
    'dev-a': { x: { [name]: { size, zone: 'a' } } },
  });
  const actions = (before: StacksJson, after: StacksJson) =>
    reviewOf(before, after).entries.map(({ action }) => action);
  expect(actions(of('a', 1), of('b', 2))).toEqual(['delete', 'create']);
  expect(actions(of('a', 1), of('b', 1))).toEqual(['rename']);
});

test('what is let go, and stays where it is, did not get the name of something new', () => {
  const of = (name: string, more: object = {}): StacksJson => ({
    'dev-a': { x: { [name]: { zone: 'a' } }, ...more },
  });
  const removed = [{ from: 'x.a', lifecycle: [{ destroy: false }] }];
  const { entries } = reviewOf(of('a'), of('b', { removed }));
  expect(entries.map(({ action }) => action).sort()).toEqual(['create', 'forget']);
});

test('a key with a blank or a dot in it is told in quotes', () => {
  const of = (value: string): StacksJson => ({
    'dev-a': {
      x: { a: { labels: { 'app.kubernetes.io/name': value, 'a-b_c': value, 'two words': value } } },
    },
  });
  const paths = reviewOf(of('1'), of('2')).entries.flatMap(({ rows }) => rows.map(({ path }) => path));
  expect(paths).toEqual(['labels.a-b_c', 'labels["app.kubernetes.io/name"]', 'labels["two words"]']);
});

test.each([1, 40, 400, 4000])('a comment on %s changes is never longer than allowed', (count) => {
  const review = reviewOf(many(count, '1'), many(count, '2'));
  for (const limit of [65_536, 8_000, 1_000])
    expect(renderMarkdown(review, { limit }).length).toBeLessThanOrEqual(limit);
});

test('a comment that leaves something out says what, and where to read it', () => {
  const review = reviewOf(many(400, '1'), many(400, '2'));
  expect(renderMarkdown(review)).not.toContain('Left out');
  const short = renderMarkdown(review, { limit: 8_000, fullAt: '[the artifact](https://ci.example.com/1)' });
  expect(short).toMatch(/Left out to save space: .*All of it: \[the artifact\]/);
  expect(short).toContain('300 changes not shown here');
});

test('more dangerous changes keep their details longer', () => {
  const before = { ...many(400, '1'), 'dev-machines-a': machine() };
  const after = { ...many(400, '2'), 'dev-machines-a': {} };
  const short = renderMarkdown(reviewOf(before, after), { limit: 4_000 });
  expect(short).toContain('libvirt_volume.nodes-0-data');
});

test('the first line of a comment names the project and its environments, whatever changes', () => {
  const [first] = renderMarkdown(reviewOf(many(1, '1'), many(1, '2'))).split('\n');
  expect(first).toBe('<!-- slipway diff: small dev,prod,staging -->');
  expect(renderMarkdown(reviewOf({}, {})).split('\n')[0]).toBe(first);
});

test('the heading of a comment shows at a glance whether anybody is asked', () => {
  const heading = (before: StacksJson, after: StacksJson) =>
    renderMarkdown(reviewOf(before, after)).split('\n')[1];
  expect(heading({}, {})).toMatch(/^### ✅ small: /);
  expect(heading(scaled(2), scaled(3))).toMatch(/^### 📋 small: /);
  expect(heading({ 'dev-machines-a': machine() }, { 'dev-machines-a': {} })).toMatch(/^### 🛑 small: /);
});

test('untrusted text cannot become Markdown, HTML or a mention', () => {
  const evil = '`</details> <img src=x> @everyone ``` \n# heading [x](javascript:1)';
  const text = (value: string): StacksJson => ({
    'dev-services': { kubernetes_deployment_v1: { [`a|${value}`]: workload({ pod: { note: value } }) } },
  });
  const markdown = renderMarkdown(reviewOf({ 'dev-services': {} }, text(evil)));
  for (const line of markdown.split('\n')) expect(line).not.toMatch(/^#+ heading/);
  const outside = markdown.replace(/(`+)[\s\S]*?[^`]\1(?!`)/g, '');
  expect(outside).not.toMatch(/<img|@everyone|\]\(javascript/);
});

/** A text at every place of a change that is told: names, paths, values, lines, findings, notes. */
function toldEverywhere(text: string): readonly string[] {
  const stacks = (value: string): StacksJson => ({
    'dev-services': {
      [`type${text}`]: {
        [`a${text}`]: { [`key${text}`]: value, lines: `${value}\nx\ny`, yaml: `a: ${value}\nb: 1\n` },
      },
      other: { [value]: { same: true } },
    },
    'staging-services': { [`type${text}`]: { [`a${text}`]: { [`key${text}`]: `${value}!` } } },
  });
  const record = (sourceHash: string) => ({
    environments: [environment('dev', sourceHash === '1' ? null : `x${text}`), environment('staging', null)],
    images: {
      [`web${text}`]: {
        repository: 'r',
        sourceHash,
        recorded: null,
        manifest: { [`file ${text}`]: sourceHash },
      },
    },
  });
  const finding = {
    rule: `team/x${text}`,
    severity: 'error',
    path: `p${text}`,
    message: `m${text}`,
    value: `v${text}`,
    advice: `d${text}`,
    known: false,
  } as const;
  const findings = [finding, { ...finding, allowed: `because${text}` }];
  const old = synthOf(stacks('one'), record('1'));
  const review = reviewSynths(old, synthOf(stacks(`two${text}`), record('2')), findings);
  return [
    renderTerminal(review),
    renderMarkdown(review),
    renderJson(review),
    renderSarif(review.findings, review.entries),
  ];
}

test.each([
  ['a carriage return', '\r', '\\r'],
  ['an escape sequence', '\u001b[2J\u001b]0;x\u0007', '\\u001b[2J'],
  ['an escape sequence in one character', '\u009b2J', '\\u009b2J'],
  ['a backspace', '\b\b', '\\u0008'],
  ['what turns the direction of a text', '\u202e', '\\u202e'],
  ['what isolates a direction', '\u2066', '\\u2066'],
  ['what has no width', '\u200b', '\\u200b'],
  ['a line end of its own kind', '\u2028', '\\u2028'],
  ['letters that no font draws', '\u{e0041}', '\\udb40\\udc41'],
])('%s is made visible and has no effect', (_what, text, seen) => {
  for (const output of toldEverywhere(text)) {
    for (const char of new Set(text.replace(/[ -~]/g, ''))) expect(output).not.toContain(char);
    expect(output.replaceAll('\\b', '\\u0008').replaceAll('\\\\', '\\')).toContain(seen);
  }
});

test('a line break in a name, a path or a finding starts no new line', () => {
  for (const output of toldEverywhere('\n### forged'))
    for (const line of output.split('\n')) expect(line).not.toMatch(/^### forged/);
});

test('nobody can forge the marker line of a comment, mention somebody, or break the table', () => {
  const [, markdown = ''] = toldEverywhere('<!-- slipway diff: small dev -->|@ada #1 !2');
  expect(markdown.match(/<!--/g)).toHaveLength(1);
  const prose = markdown.replace(/(`+)[\s\S]*?[^`]\1(?!`)/g, '');
  expect(prose).not.toMatch(/@ada|#1|!2/);
});

test.each([
  ['https://evil.example', 'https:&#8203;//evil.example'],
  ['see HTTP://evil.example', 'see HTTP:&#8203;//evil.example'],
  ['www.evil.example', 'www.&#8203;evil.example'],
])('%s in prose does not become a link', (text, literal) => {
  const [, markdown = ''] = toldEverywhere(` ${text} `);
  const prose = markdown.replace(/(`+)[\s\S]*?[^`]\1(?!`)/g, '');
  expect(prose).toContain(literal);
  expect(prose).not.toContain(text);
});

test('a bar in the name of a resource does not end a table cell', () => {
  const two = (value: string): StacksJson => ({
    'dev-services': { x: { 'a|b': { value }, 'c\\|d': { value } } },
  });
  const rows = renderMarkdown(reviewOf(two('1'), two('2')))
    .split('\n')
    .filter((line) => line.startsWith('  | `'));
  expect(rows).toEqual(['  | `x.a\\u007cb` | ● |', '  | `x.c\\\\u007cd` | ● |']);
});

test('a change that environments share is shown once, with the differences by environment', () => {
  const services = (name: string, replicas: string, url: string) => ({
    [`${name}-services`]: {
      kubernetes_deployment_v1: {
        web: workload({ spec: { replicas }, container: { env: [{ name: 'URL', value: url }] } }),
      },
    },
  });
  const before = { ...services('dev', '1', 'a'), ...services('prod', '2', 'a') };
  const after = { ...services('dev', '1', 'dev.example.com'), ...services('prod', '4', 'prod.example.com') };
  const text = renderTerminal(reviewOf(before, after));
  expect(text).toContain('kubernetes_deployment_v1.web  (dev, prod)');
  expect(text).toContain('env[URL].value: a → ‹environment›.example.com');
  expect(text).toContain('spec.replicas (prod): 2 → 4');
});

test('a sentence that several environments share is told once, also where only one of them asks for approval', () => {
  const served = (annotations: object) =>
    Object.fromEntries(
      ['dev', 'prod'].map((name) => [
        `${name}-services`,
        {
          kubernetes_ingress_v1: {
            web: { ...ingress(), metadata: { name: 'web', namespace: `small-${name}`, annotations } },
          },
        },
      ]),
    );
  const review = reviewOf(served({}), served({ 'example.com/limit': '1' }));
  const words = 'changes how clients outside are let in (example.com/limit)';
  const told = renderTerminal(review)
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line.startsWith(words));
  expect(told).toEqual([words]);
  expect(renderMarkdown(review)).not.toContain(`${words} (dev)`);
  expect(JSON.parse(renderJson(review))).toMatchObject({
    entries: [{ risks: [{ environments: ['dev'] }, { environments: ['prod'] }] }],
  });
});

test('items of one list that change alike in every environment are told without the environments', () => {
  const waiting = (...depends_on: readonly string[]): StacksJson =>
    Object.fromEntries(
      ['dev', 'prod'].map((name) => [
        `${name}-services`,
        { kubernetes_deployment_v1: { web: { ...workload(), depends_on } } },
      ]),
    );
  const text = renderTerminal(reviewOf(waiting('x.a', 'x.b'), waiting()));
  expect(text).toMatch(/- depends_on(\[\])?: .*x\.a/);
  expect(text).not.toMatch(/depends_on\[\] \(dev, prod\)/);
});

test('cloud-init is compared as YAML, other text line by line', () => {
  const config = (text: string): StacksJson => ({
    'dev-services': { kubernetes_config_map_v1: { app: { data: { 'app.conf': text } } } },
  });
  const yaml = reviewOf(
    { 'dev-machines-a': machine() },
    { 'dev-machines-a': machine({ userData: CLOUD_CONFIG.replace('/bin/bash', '/bin/sh') }) },
  );
  expect(renderTerminal(yaml)).toContain('~ users[ops].shell: /bin/bash → /bin/sh');
  const lines = reviewOf(config('server {\n listen 80;\n}\n'), config('server {\n listen 81;\n}\n'));
  expect(renderTerminal(lines)).toMatch(/- 2 {2} listen 80;\n\s+\+ 2 {2} listen 81;/);
  const comment = reviewOf(
    { 'dev-machines-a': machine() },
    { 'dev-machines-a': machine({ userData: `${CLOUD_CONFIG}# the end\n` }) },
  );
  expect(renderTerminal(comment)).toContain('only how the YAML is written, or a comment');
});

test('a text of several YAML documents is compared line by line, so that none of them is passed over', () => {
  const config = (second: string): StacksJson => ({
    'dev-services': {
      kubernetes_config_map_v1: { app: { data: { a: `kind: A\nb: 1\n---\nkind: B\nc: ${second}\n` } } },
    },
  });
  expect(renderTerminal(reviewOf(config('1'), config('2')))).toMatch(/- 5 {2}c: 1\n\s+\+ 5 {2}c: 2/);
});

test('a comment lists what policies find: what is new and what is allowed, and how much was known', () => {
  const findings = [
    { ...FINDING, value: 'seen', known: false },
    { ...FINDING, path: 'dev-services/x.b', known: true },
    { ...FINDING, path: 'dev-services/x.c', known: true },
    { ...FINDING, path: 'dev-services/x.d', known: false, allowed: 'for a week' },
  ];
  const synth = synthOf({});
  const markdown = renderMarkdown(reviewSynths(synth, synth, findings));
  expect(markdown).toContain('#### Policies: 1 new, 2 known, 1 allowed');
  expect(markdown.split('\n').filter((line) => line.includes('team/rule'))).toEqual([
    '- **error** `dev-services/x.a` must be other, but is `seen`. Change it. (`team/rule`)',
    '- allowed: `team/rule` for `dev-services/x.d`: for a week',
  ]);
  expect(renderMarkdown(reviewSynths(synth, synth, []))).not.toContain('Policies');
});

test('a terminal lists what is new and what is allowed, and counts what was there before', () => {
  const synth = synthOf({});
  const textOf = (...findings: readonly PolicyFinding[]) =>
    renderTerminal(reviewSynths(synth, synth, findings));
  const fresh = textOf({ ...FINDING, known: false });
  expect(fresh).toContain('Policies\n  dev-services/x.a must be other');
  expect(fresh).not.toContain('there before');
  expect(textOf({ ...FINDING, known: true }, { ...FINDING, known: true })).toContain(
    'Policies\n  2 that were there before: `slipway check` lists them\n',
  );
  expect(textOf({ ...FINDING, known: true, allowed: 'for a week' })).toContain(
    'Policies\n  allowed: team/rule for dev-services/x.a: for a week\n',
  );
  expect(textOf()).not.toContain('Policies');
});

test('a change says which files and constructs it comes from', () => {
  const of = (size: number) => {
    const stacks = { 'dev-a': { x: { a: { size }, b: { size }, c: { size } } } };
    const known = (file: string | null, construct: string) => ({ file, construct, owner: null }) as never;
    const resources = { 'x.a': known('pools.ts', 'dev/a'), 'x.b': known(null, 'dev/b') };
    return synthOf(stacks, {
      stacks: { 'dev-a': { environment: 'dev', state: 'dev-a', dependsOn: [], resources } },
    });
  };
  const review = reviewSynths(of(1), of(2));
  expect(renderTerminal(review)).toContain('\n        from pools.ts, dev/b\n');
  expect(renderMarkdown(review)).toContain(' · `pools.ts`, `dev/b`\n');
  const none = reviewSynths(synthOf({ 'dev-a': { x: { a: { size: 1 } } } }), synthOf({ 'dev-a': {} }));
  expect(renderTerminal(none)).not.toContain('from');
});

test('a long value is cut for the eye, and whole in the JSON', () => {
  const text = (length: number, end: string): StacksJson => ({
    'dev-a': { x: { a: { text: `${'v'.repeat(length - 1)}${end}` } } },
  });
  const fits = reviewOf(text(120, 'a'), text(120, 'b'));
  expect(renderTerminal(fits)).toContain(`${'v'.repeat(119)}b`);
  const long = reviewOf(text(121, 'a'), text(121, 'b'));
  expect(renderTerminal(long)).toContain(`${'v'.repeat(119)}… → ${'v'.repeat(119)}…\n`);
  expect(renderJson(long)).toContain(`${'v'.repeat(120)}b`);
});

test.each<
  [string, Partial<EnvironmentRecord> | undefined, Partial<EnvironmentRecord> | undefined, string, boolean]
>([
  ['comes', undefined, {}, 'staging is new', false],
  ['goes', {}, undefined, 'staging is gone', true],
  ['is protected', { protected: false }, { protected: true }, 'staging is protected from now on', false],
  ['is so no longer', { protected: true }, { protected: false }, 'staging is no longer protected', true],
  ['begins a pipeline', { after: 'dev' }, { after: null }, 'staging comes after nothing now', true],
])('an environment that %s is a note', (_what, before, after, text, needsApproval) => {
  const of = (staging: Partial<EnvironmentRecord> | undefined) =>
    synthOf(
      {},
      {
        environments: [
          environment('dev', null),
          ...(staging === undefined ? [] : [environment('staging', 'dev', staging)]),
        ],
      },
    );
  const { notes, verdict } = reviewSynths(of(before), of(after));
  expect(notes).toEqual([{ text: expect.stringContaining(text) as string, needsApproval }]);
  expect(verdict.outcome).toBe(needsApproval ? 'approval' : 'changes');
  expect(reviewSynths(of(after), of(after)).notes).toEqual([]);
});

test('what environments share is told without their names: in addresses, and in lines and YAML inside a text', () => {
  const config = (name: string, port: number) => ({
    [`${name}-services`]: {
      kubernetes_config_map_v1: {
        [`${name}-app`]: {
          data: {
            conf: `listen ${port}\nhost ${port} ${name}.example.com\n`,
            yaml: `a: 1\n${name}: ${port} ${name}.example.com\n`,
          },
        },
      },
    },
  });
  const both = (port: number): StacksJson => ({ ...config('dev', port), ...config('staging', port) });
  const { entries } = reviewOf(both(80), both(81));
  const [shared] = entries;
  expect(entries).toHaveLength(1);
  expect(shared?.resources.map(({ address }) => address)).toEqual([
    'kubernetes_config_map_v1.‹environment›-app',
  ]);
  expect(JSON.stringify(shared?.rows)).toContain('host 81 ‹environment›.example.com');
  expect(JSON.stringify(shared?.rows)).toContain(
    '"path":"‹environment›","before":"80 ‹environment›.example.com"',
  );
  const [alone] = reviewOf(config('dev', 80), config('dev', 81)).entries;
  expect(alone?.resources.map(({ address }) => address)).toEqual(['kubernetes_config_map_v1.dev-app']);
});

test('where a change is, is listed in promotion order, and by stack within an environment', () => {
  const names = ['staging-b', 'staging-a', 'dev-c'];
  const all = (size: number): StacksJson =>
    Object.fromEntries(names.map((name) => [name, { x: { a: { size } } }]));
  const [entry] = reviewOf(all(1), all(2)).entries;
  expect(entry?.resources[0]?.places.map(({ stack }) => stack)).toEqual(['dev-c', 'staging-a', 'staging-b']);
});

test('a comment that tells every change does not count any as left out', () => {
  expect(renderMarkdown(reviewOf(many(2, '1'), many(2, '2')))).not.toContain('not shown here');
});

test('the pipeline: what each environment runs, where it comes from, and which file changed the image', () => {
  const digests = { a: `sha256:${'a'.repeat(64)}`, b: `sha256:${'b'.repeat(64)}` };
  const record = (dev: string, staging: string, main: string) => ({
    environments: [
      environment('dev', null, { services: services(dev) }),
      environment('staging', 'dev', { services: services(staging) }),
    ],
    images: {
      web: {
        repository: 'r/web',
        sourceHash: main,
        recorded: null,
        manifest: { 'file src/main.js': main, 'file src/same.js': '1' },
      },
    },
  });
  const services = (digest: string) => ({ web: { digest, sample: false, replicas: 1, address: null } });
  const review = reviewSynths(
    synthOf({}, record(digests.b, digests.a, 'old')),
    synthOf({}, record(digests.b, digests.b, 'new')),
  );
  const text = renderTerminal(review);
  expect(text).toContain('web  staging: aaaaaaaaaaaa → bbbbbbbbbbbb (as dev ran it)');
  expect(text).toContain('source: changed src/main.js');
  expect(review.verdict.outcome).toBe('changes');
  const ahead = reviewSynths(
    synthOf({}, record(digests.a, digests.a, 'old')),
    synthOf({}, record(digests.b, digests.b, 'old')),
  );
  expect(renderTerminal(ahead)).toContain('web  dev, staging: aaaaaaaaaaaa → bbbbbbbbbbbb\n');
});

test('for a rename, the review suggests a moved block if that helps', () => {
  const volume = (name: string): StacksJson => ({
    'dev-machines-a': { libvirt_volume: { [name]: { name: 'same', size: 1 } } },
  });
  expect(renderTerminal(reviewOf(volume('old'), volume('new')))).toContain(
    '± libvirt_volume.old → libvirt_volume.new  (dev)',
  );
  expect(renderTerminal(reviewOf(volume('old'), volume('new')))).toContain(
    'moved { from = libvirt_volume.old, to = libvirt_volume.new }  in dev-machines-a',
  );
  const service = (name: string): StacksJson => ({
    'dev-services': { kubernetes_service_v1: { [name]: { metadata: { name } } } },
  });
  expect(renderTerminal(reviewOf(service('old'), service('new')))).toContain(
    'a `moved` block does not save it',
  );
});

test('findings as SARIF: rule, level, file, and exceptions as suppressed', () => {
  const synth = synthOf({
    'prod-services': { kubernetes_service_v1: { web: { spec: { type: 'NodePort' } } } },
  });
  const exceptions = [
    { rule: 'network/public-service', at: 'prod-services/kubernetes_service_v1.web', reason: 'the edge' },
  ];
  const log = JSON.parse(renderSarif(check(synth, { exceptions })));
  expect(log.version).toBe('2.1.0');
  expect(log.runs[0].results).toEqual([
    expect.objectContaining({
      ruleId: 'network/public-service',
      level: 'error',
      suppressions: [{ kind: 'inSource', justification: 'the edge' }],
    }),
  ]);
});

test('what a person must approve as SARIF: the reason, and the lines that say so', () => {
  const policy = (...clients: readonly string[]): StacksJson => ({
    'prod-services': {
      kubernetes_service_v1: {
        web: kubernetesService({ type: clients.length > 1 ? 'LoadBalancer' : 'ClusterIP' }),
      },
      kubernetes_network_policy_v1: { web: allowFrom(...clients) },
    },
  });
  const { findings, entries } = reviewOf(policy('a'), policy('a', 'b'));
  const told = entries.map((entry) => ({
    ...entry,
    causes: ['environments/prod/index.ts:61', 'services/web.ts:3'],
  }));
  expect(entries.length).toBe(2);
  const [run] = JSON.parse(renderSarif(findings.slice(0, 0), told)).runs;
  expect(run.tool.driver.rules).toEqual([{ id: 'review/exposure' }]);
  expect(run.results).toEqual([
    {
      ruleId: 'review/exposure',
      level: 'warning',
      message: {
        text: 'kubernetes_service_v1.web (prod): is reached from outside the cluster, as LoadBalancer. It needs approval.',
      },
      locations: [
        ['environments/prod/index.ts', 61],
        ['services/web.ts', 3],
      ].map(([uri, startLine]) => ({
        physicalLocation: { artifactLocation: { uri }, region: { startLine } },
        logicalLocations: [{ fullyQualifiedName: 'kubernetes_service_v1.web' }],
      })),
      baselineState: 'new',
    },
  ]);
});
