import {
  check,
  type LayoutEngine,
  maskBetween,
  renderReport,
  type ReportInput,
  reviewSynths,
} from '../../../review';
import type { Synth } from '../../../core/synth';
import { layoutEngine } from '../support/layout-engine';
import { container, workload } from '../support/resources';
import { sizedSynth } from '../support/sized-synth';
import { environment, synthOf } from '../support/synth-of';

let engine: LayoutEngine;
beforeAll(async () => {
  engine = await layoutEngine();
});

function reportOf(synth: Synth, more: Partial<ReportInput> = {}): string {
  const mask = maskBetween(synth, synth);
  return renderReport({ synth, mask, findings: check(synth, { mask }), ...more }, engine);
}

test('equal synths give equal reports', () => {
  expect(reportOf(sizedSynth(20))).toBe(reportOf(sizedSynth(20)));
});

test('the page asks for nothing from anywhere, and its policy lets it ask for nothing', () => {
  const page = reportOf(sizedSynth(20));
  expect(page).not.toMatch(/<(?:link|img|iframe|object|embed)\b|\ssrc=|@import|url\(["']?(?!#)/);
  expect(page).toContain(`content="default-src 'none'; style-src 'sha256-`);
});

test('an environment names all environments before it', () => {
  const environments = [
    environment('eu', null),
    environment('us', null),
    { ...environment('prod', null), after: { all: ['eu', 'us'] } },
  ];
  const page = reportOf(synthOf({}, { environments }));
  expect(page).toContain('<span>after eu and us</span>');
  expect(page).not.toContain('[object Object]');
});

const HOSTILE = '"><script>alert(1)</script>';

test('no name becomes HTML, wherever it stands', () => {
  const synth = synthOf(
    {
      'prod-services': {
        kubernetes_deployment_v1: { odd: workload({ name: HOSTILE }) },
        variable: { [HOSTILE]: { description: HOSTILE } },
      },
    },
    {
      project: HOSTILE,
      environments: [
        environment(HOSTILE, null, {
          services: {
            [HOSTILE]: { digest: null, sample: false, replicas: 1, address: `https://${HOSTILE}` },
          },
        }),
        environment('prod', HOSTILE),
      ],
      findings: [{ rule: HOSTILE, severity: 'note', path: HOSTILE, message: HOSTILE, advice: HOSTILE }],
    },
  );
  const page = reportOf(synth, {
    base: { name: HOSTILE, review: reviewSynths(synthOf({}), synth) },
  });
  expect(page.match(/<script/g)).toHaveLength(1);
  expect(page).toContain('&quot;&gt;&lt;script&gt;');
});

test('a secret that a synth has in plain text is in no report', () => {
  const secret = 'zQ8xkP4vT9mLw2Rb';
  const env = [{ name: 'API_PASSWORD', value: secret }];
  const synth = synthOf(
    {
      'prod-services': {
        kubernetes_deployment_v1: { web: workload({ container: { ...container(), env } }) },
      },
    },
    {
      findings: [{ rule: 'team/any', severity: 'note', path: 'a', message: `is ${secret}`, advice: secret }],
    },
  );
  expect(reportOf(synth)).not.toContain(secret);
  expect(reportOf(synth)).toContain('«secret 1»');
});

test('an environment shows what waits for it, and the variables that its deploy asks for', () => {
  const runs = (digit: string) => ({
    web: { digest: `sha256:${digit.repeat(64)}`, sample: false, replicas: 1, address: null },
  });
  const page = reportOf(
    synthOf(
      { 'prod-base': { variable: { prod_db_password: { description: 'Key of db', sensitive: true } } } },
      {
        environments: [
          environment('staging', null, { services: runs('b') }),
          environment('prod', 'staging', { services: runs('a') }),
        ],
      },
    ),
  );
  expect(page).toContain('waits: bbbbbbbbbbbb of staging');
  expect(page).toContain('TF_VAR_prod_db_password');
  expect(page).toContain('Key of db');
});

test('with a base, the page begins with what changed, and marks the workloads that did', () => {
  const before = synthOf({
    'prod-services': { kubernetes_deployment_v1: { web: workload(), api: workload({ name: 'api' }) } },
  });
  const web = workload({ spec: { replicas: '5' } });
  const after = synthOf({
    'prod-services': { kubernetes_deployment_v1: { web, api: workload({ name: 'api' }) } },
  });
  const page = reportOf(after, { base: { name: 'main', review: reviewSynths(before, after) } });
  expect(page).toContain('Changes since main');
  expect(page).toContain('spec.replicas: 2 → 5');
  expect(page).toMatch(/data-thing="workload:web" data-flags="[^"]*changed/);
  expect(page).not.toMatch(/data-thing="workload:api" data-flags="[^"]*changed/);
});

test.each([10, 100, 1000])(
  'a picture of %d workloads is bounded, and the tables have all of them',
  (count) => {
    const page = reportOf(sizedSynth(count));
    expect(page.match(/class="box /g)?.length).toBeLessThan(120);
    expect(page.match(/<tr data-thing="workload:/g)).toHaveLength(2 * count);
    expect(page.length).toBeLessThan(90_000 + 1_500 * count);
  },
);

test('a box is as wide as its name needs', () => {
  const widest = (name: string): number => {
    const dots: string[] = [];
    const synth = synthOf({ 'prod-services': { kubernetes_deployment_v1: { it: workload({ name }) } } });
    const keep: LayoutEngine = (dot) => {
      dots.push(dot);
      return engine(dot);
    };
    renderReport({ synth, mask: maskBetween(synth, synth), findings: [] }, keep);
    return Math.max(...[...dots.join('').matchAll(/\[width=([\d.]+)/g)].map(([, width]) => Number(width)));
  };
  expect(widest('w'.repeat(20))).toBeGreaterThan(widest('n'.repeat(20)) * 1.3);
});

test('a report without environments leaves no room for them', () => {
  expect(reportOf(synthOf({}, { environments: [] }))).not.toContain('class="line"');
});
