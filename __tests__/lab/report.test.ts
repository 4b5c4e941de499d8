import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import axe from 'axe-core';
import { type Browser, chromium, type Page } from 'playwright-core';
import { check, type LayoutEngine, maskBetween, renderReport, reviewSynths } from '../../review';
import { layoutEngine } from '../review/support/layout-engine';
import { sizedSynth } from '../review/support/sized-synth';

const PROGRAMS = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
const program = PROGRAMS.find((path) => existsSync(path));

const folder = mkdtempSync(join(tmpdir(), 'slipway-report-'));
let browser: Browser | undefined;
let engine: LayoutEngine;

beforeAll(async () => {
  engine = await layoutEngine();
  // Root may not have the sandbox; the only page is ours.
  if (program !== undefined)
    browser = await chromium.launch({ executablePath: program, args: ['--no-sandbox'] });
});

afterAll(async () => {
  await browser?.close();
  rmSync(folder, { recursive: true, force: true });
});

/** The file of the report of so many workloads, of which the base has all but the last. */
function reportOf(count: number): string {
  const file = join(folder, `${count}.html`);
  if (existsSync(file)) return file;
  const synth = sizedSynth(count);
  const mask = maskBetween(synth, synth);
  const base = { name: 'main', review: reviewSynths(sizedSynth(count - 1), synth) };
  writeFileSync(file, renderReport({ synth, mask, findings: check(synth, { mask }), base }, engine));
  return file;
}

interface Opening {
  readonly hash?: string;
  readonly scheme?: 'light' | 'dark';
  readonly width?: number;
}

/** Opens a report from disk. What it asks for, and what it complains of, fails the test. */
async function open(
  count: number,
  { hash = '', scheme = 'light', width = 1280 }: Opening = {},
): Promise<Page> {
  const file = reportOf(count);
  if (browser === undefined) throw new Error('no browser');
  const context = await browser.newContext({ colorScheme: scheme, viewport: { width, height: 900 } });
  const tab = await context.newPage();
  const complaints: string[] = [];
  tab.on('console', (message) => complaints.push(message.text()));
  tab.on('pageerror', (error) => complaints.push(String(error)));
  tab.on('request', (request) => {
    if (!request.url().startsWith('file:')) complaints.push(`asked for ${request.url()}`);
  });
  await tab.goto(`${pathToFileURL(file).href}${hash}`);
  expect(complaints).toEqual([]);
  return tab;
}

/** What axe finds wrong with the page as it is now. What a picture has scrolled out of sight, it takes for links past the contents. */
async function violations(page: Page): Promise<readonly string[]> {
  await page.evaluate(axe.source);
  // Behind the shadows by which a table says that it goes on, axe would find no colour to compare texts with.
  await page.evaluate(
    "document.querySelectorAll('.table').forEach(({ style }) => { style.background = 'none'; })",
  );
  const found: { id: string; nodes: { html: string }[] }[] = await page.evaluate(
    'axe.run(document, { resultTypes: ["violations"], rules: { "skip-link": { enabled: false } } }).then(({ violations }) => violations)',
  );
  return found.map(
    ({ id, nodes }) =>
      `${id}: ${nodes
        .map(({ html }) => html)
        .join(' | ')
        .slice(0, 300)}`,
  );
}

const VIEWS = [
  '#view=changes',
  '#env=prod',
  '#env=prod&thing=workload:service-0001',
  '#view=pipeline',
  '#view=findings',
];

const title = 'the report in Chromium';
const chromiumDescribe = program === undefined ? describe.skip : describe;

chromiumDescribe(program === undefined ? `${title}, skipped: Chromium is not installed` : title, () => {
  test.each([
    ['light', 1280],
    ['dark', 1280],
    ['light', 400],
    ['dark', 400],
  ] as const)(
    'axe finds nothing wrong with any view of the report, %s and %d pixels wide',
    async (scheme, width) => {
      const page = await open(12, { scheme, width });
      for (const hash of VIEWS) {
        await page.goto(page.url().replace(/(#.*)?$/, hash));
        expect([hash, ...(await violations(page))]).toEqual([hash]);
      }
    },
  );

  test.each([10, 100, 1000])('of %d workloads, the page is no wider than a small window', async (count) => {
    const page = await open(count, { hash: '#env=prod', width: 400 });
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(400);
  });

  test('an address opens the report at a workload, with what reaches it and what it connects to', async () => {
    const page = await open(100, { hash: '#env=prod&thing=workload:service-0013' });
    const detail = page.locator('[data-env=prod] .detail');
    expect(await detail.locator('h3').textContent()).toBe('service-0013');
    expect(await detail.innerText()).toMatch(/Reached by 2\s+service-0016 TCP 8080\s+service-0017 TCP 8080/);
    expect(await detail.innerText()).toMatch(/Connects to 2\s+service-0010 TCP 8080\s+service-0011 TCP 8080/);
    await detail.getByRole('link', { name: 'service-0011' }).click();
    expect(await detail.locator('h3').textContent()).toBe('service-0011');
    expect(page.url()).toContain('#env=prod&thing=workload%3Aservice-0011');
  });

  test('an address of a thing that is not there says so', async () => {
    const page = await open(10, { hash: '#env=prod&thing=workload:gone' });
    expect(await page.locator('[data-env=prod] .detail').innerText()).toContain('Not in this environment');
  });

  test('the search leaves the rows with all of its words, of a thousand workloads', async () => {
    const page = await open(1000, { hash: '#env=prod' });
    await page.keyboard.press('/');
    await page.keyboard.type('service-0123 deployment');
    await page.waitForFunction('document.querySelector("#shown").textContent !== ""');
    expect(await page.locator('[data-env=prod] tr[data-thing]:visible').count()).toBe(1);
    await page.keyboard.press('Escape');
    expect(await page.locator('[data-env=prod] tr[data-thing^=workload]:visible').count()).toBe(1000);
  });

  test('the filter leaves what changed', async () => {
    const page = await open(12, { hash: '#env=prod' });
    await page.selectOption('#filter', 'changed');
    expect(await page.locator('[data-env=prod] tr[data-thing^=workload]:visible th').allInnerTexts()).toEqual(
      [expect.stringContaining('service-0011')],
    );
  });

  test('the keyboard alone reaches a workload in the picture and selects it', async () => {
    const page = await open(10, { hash: '#env=prod' });
    const box = page.locator('[data-env=prod] .scroll [data-thing="workload:service-0003"] a');
    await box.focus();
    await page.keyboard.press('Enter');
    await page.waitForFunction(
      'document.querySelector("[data-env=prod] .detail h3").textContent === "service-0003"',
    );
    await page.keyboard.press('Escape');
    expect(page.url()).toMatch(/#env=prod$/);
  });

  test('without scripts the page shows every view', async () => {
    const page = await open(10);
    const context = await page.context().browser()?.newContext({ javaScriptEnabled: false });
    const plain = await context?.newPage();
    await plain?.goto(page.url());
    expect(await plain?.locator('.view:visible').count()).toBe(await page.locator('.view').count());
  });
});
