import { linesIn } from '../../cli/reviewing/changed-lines';
import { type ChangedLine, renderMarkdown, renderTerminal, reviewSynths, withCauses } from '../../review';
import { workload } from './support/resources';
import { type StacksJson, synthOf } from './support/synth-of';

// The line of a source that changed is the cause, not the file that declares the resource.

const web = (changes: object, environment = 'prod'): StacksJson => ({
  [`${environment}-services`]: { kubernetes_deployment_v1: { web: workload(changes) } },
});
const reviewOf = (before: StacksJson, after: StacksJson, ...lines: readonly ChangedLine[]) =>
  withCauses(reviewSynths(synthOf(before), synthOf(after)), lines);
const causes = (...args: Parameters<typeof reviewOf>) =>
  reviewOf(...args).entries.flatMap((entry) => entry.causes ?? []);
const line = (file: string, number: number, text: string): ChangedLine => ({ file, number, text });

const [two, three] = [web({ spec: { replicas: '2' } }), web({ spec: { replicas: '3' } })];
const HERE = line('environments/prod/index.ts', 61, 'web: { replicas: 3, cpu: Cpu.millis(200) },');

test('more replicas come from the line that says so', () => {
  expect(causes(two, three, line('services/web/service.ts', 4, 'port: 8080'), HERE)).toEqual([
    'environments/prod/index.ts:61',
  ]);
});

test('what says the number of something else is no cause', () => {
  expect(causes(two, three, line('a.ts', 1, 'const retries = 3;'), line('a.ts', 2, 'replicas: 33'))).toEqual(
    [],
  );
});

test('a line of another environment is no cause', () => {
  expect(causes(two, three, { ...HERE, file: 'environments/dev.ts' })).toEqual([]);
});

test('the file of an environment says more than one that many resources come from', () => {
  const everywhere = line('services/all.ts', 9, 'replicas: 3,');
  expect(causes(two, three, everywhere, HERE)).toEqual(['environments/prod/index.ts:61']);
  expect(causes(two, three, everywhere)).toEqual(['services/all.ts:9']);
});

test('three lines are named, each once', () => {
  const lines = [1, 2, 2, 3, 4].map((number) => ({ ...HERE, number }));
  expect(causes(two, three, ...lines)).toEqual([1, 2, 3].map((number) => `${HERE.file}:${number}`));
});

test('a long value stands for itself, and a short one only beside its name', () => {
  const level = (value: string) => web({ container: { env: [{ name: 'LEVEL', value }] } });
  const written = (value: string) => line('a.ts', 3, `const chosen = '${value}';`);
  expect(causes(level('info'), level('verbosely'), written('verbosely'))).toEqual(['a.ts:3']);
  expect(causes(level('info'), level('verbose!'), written('verbose!'))).toEqual(['a.ts:3']);
  expect(causes(level('info'), level('verbose'), written('verbose'))).toEqual([]);
});

test('a quantity is found as the sources write it', () => {
  const memory = (amount: string) => web({ container: { resources: { limits: { memory: amount } } } });
  expect(causes(memory('512Mi'), memory('768Mi'), line('a.ts', 7, 'memory: Size.mebibytes(768),'))).toEqual([
    'a.ts:7',
  ]);
});

test('a bound comes from the line about what it bounds', () => {
  const bounded = (max_replicas: string): StacksJson => ({
    'prod-services': { kubernetes_horizontal_pod_autoscaler_v2: { web: { spec: { max_replicas } } } },
  });
  const bounds = line('environments/prod/index.ts', 69, 'replicas: { min: 3, max: 6, cpuPercent: 70 },');
  expect(causes(bounded('12'), bounded('6'), bounds)).toEqual(['environments/prod/index.ts:69']);
});

test.each<[string, string, [unknown, unknown], string]>([
  ['the size of a volume', 'storage', ['100Gi', '120Gi'], 'data: Size.gibibytes(120),'],
  ['the CPUs of a machine', 'vcpu', [8, 6], 'cpu: 6,'],
  ['an amount in another unit', 'memory', [32_768, 24_576], 'memory: Size.gibibytes(24),'],
  ['bytes', 'size', [322_122_547_200, 429_496_729_600], 'size: Size.gibibytes(400)'],
  [
    'a name that is longer there',
    'ingress_class_name',
    ['nginx', 'traefik'],
    "ingress: { className: 'traefik' }",
  ],
])('%s is found by what the option is called', (_what, argument, [before, after], text) => {
  const of = (value: unknown): StacksJson => ({
    'prod-machines': { some_type: { a: { [argument]: value } } },
  });
  expect(causes(of(before), of(after), line('a.ts', 5, text), line('a.ts', 6, 'retries: 7'))).toEqual([
    'a.ts:5',
  ]);
});

test('what differs inside cloud-init comes from the line that says so', () => {
  const initialised = (user_data: string): StacksJson => ({
    'prod-machines': { libvirt_cloudinit_disk: { web: { name: 'web', user_data } } },
  });
  const [old, head] = ['', 'packages:\n  - htop\n'].map((more) =>
    initialised(`#cloud-config\nlocale: C\n${more}`),
  );
  expect(
    causes(
      old ?? {},
      head ?? {},
      line('environments/prod/index.ts', 50, "cloudInit: { packages: ['htop'] },"),
    ),
  ).toEqual(['environments/prod/index.ts:50']);
});

test('a variable is found by its name', () => {
  const level = (value: string) => web({ container: { env: [{ name: 'LOG_LEVEL', value }] } });
  expect(causes(level('info'), level('debug'), line('a.ts', 3, "LOG_LEVEL: 'debug',"))).toEqual(['a.ts:3']);
});

test('the terminal and the comment say it in place of the owner', () => {
  const review = reviewOf(two, three, HERE);
  expect(renderTerminal(review)).toContain('from environments/prod/index.ts:61');
  expect(renderMarkdown(review)).toContain('`environments/prod/index.ts:61`');
});

test("git's diff is read by line, with the file relative to the project", () => {
  const diff = `diff --git a/app/environments/prod.ts b/app/environments/prod.ts
--- a/app/environments/prod.ts
+++ b/app/environments/prod.ts
@@ -60,2 +60 @@ x
--- not a header
-  replicas: 2,
+  replicas: 3,
@@ -70 +68,0 @@
-  gone
diff --git a/other/a.ts b/other/a.ts
--- a/other/a.ts
+++ b/other/a.ts
@@ -1 +1 @@
-a
+b
diff --git a/app/README.md b/app/README.md
--- a/app/README.md
+++ b/app/README.md
@@ -1 +1 @@
-a
+b
`;
  expect(linesIn(diff, 'app/')).toEqual([
    line('environments/prod.ts', 60, '-- not a header'),
    line('environments/prod.ts', 60, 'replicas: 2,'),
    line('environments/prod.ts', 60, 'replicas: 3,'),
    line('environments/prod.ts', 68, 'gone'),
  ]);
});
