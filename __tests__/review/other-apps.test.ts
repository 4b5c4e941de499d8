import { cpSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { App, compose } from 'slipway';
import { TerraformOutput, TerraformStack } from '../../constructs/cdktf';
import { check, readSynth, reviewSynths } from '../../review';
import { smallProject } from '../support/small-project';
import { type OtherApp, otherApp } from './support/other-app';

// Folders that Slipway did not make: there is no slipway.json.

const compared = (before: OtherApp, after: OtherApp) =>
  reviewSynths(readSynth(otherApp(before)), readSynth(otherApp(after)));

test('a folder that stock cdktf made is read with its stacks, its constructs and no environments', () => {
  const { record, stacks } = readSynth(otherApp({ module: 'vpc' }));
  expect([record.environments, [...stacks.keys()]]).toEqual([[], ['network', 'workloads']]);
  expect(stacks.get('network')?.blocks.get('module.vpc')).toMatchObject({
    kind: 'module',
    construct: 'network/vpc',
    arguments: { source: 'terraform-aws-modules/vpc/aws', version: '5.8.1' },
  });
});

test('a folder is read by its stacks alone, where its manifest was not kept', () => {
  const folder = otherApp();
  rmSync(join(folder, 'manifest.json'));
  expect([...readSynth(folder).stacks.keys()]).toEqual(['network', 'workloads']);
});

test('the project of such a folder is called as the folder around it', () => {
  expect(readSynth(otherApp()).record.project).toMatch(/^app-\d+$/);
});

test('a stack that an earlier synth left beside the manifest is refused', () => {
  const folder = otherApp();
  cpSync(join(folder, 'stacks/network'), join(folder, 'stacks/old'), { recursive: true });
  expect(() => readSynth(folder)).toThrow(/stacks\/old must be a stack of this synth/);
});

test('HCL is refused with what to do', () => {
  const folder = otherApp();
  const stacks = { network: { synthesizedStackPath: 'stacks/network/cdk.tf' } };
  writeFileSync(join(folder, 'manifest.json'), JSON.stringify({ stacks }));
  writeFileSync(join(folder, 'stacks/network/cdk.tf'), 'terraform {\n}\n');
  rmSync(join(folder, 'stacks/workloads'), { recursive: true });
  expect(() => readSynth(folder)).toThrow(/is HCL: turn hclOutput of the app off/);
});

test('a manifest does not lead out of its folder', () => {
  const folder = otherApp();
  const stacks = { network: { synthesizedStackPath: '../../../../../../etc/hostname' } };
  writeFileSync(join(folder, 'manifest.json'), JSON.stringify({ stacks }));
  expect(() => readSynth(folder)).toThrow(/a link that leads out of the folder/);
});

test('the same change in two stacks is one entry, which names them', () => {
  const { entries, verdict } = compared({}, { image: 'nginx:2' });
  expect(
    entries.map(({ action, resources }) => [action, resources[0]?.places.map(({ stack }) => stack)]),
  ).toEqual([['replace', ['network', 'workloads']]]);
  expect(verdict.text).toContain('in network, workloads');
});

test('a module that goes is told as what it may destroy, and asks for approval', () => {
  const { entries, verdict } = compared({ module: 'vpc' }, {});
  expect(entries.map(({ level, risks }) => [level, risks[0]?.reason])).toEqual([
    [
      'data',
      'is destroyed with all that it made, and Slipway does not look into it (terraform-aws-modules/vpc/aws)',
    ],
  ]);
  expect(verdict.outcome).toBe('approval');
});

test('a module that is renamed is offered its move', () => {
  const { entries } = compared({ module: 'vpc' }, { module: 'net' });
  expect([entries[0]?.action, entries[0]?.offer?.[1]]).toEqual([
    'rename',
    'moved { from = module.vpc, to = module.net }  in network',
  ]);
});

test('the policies judge it, as what no environment owns', () => {
  const pod = { container: [{ name: 'web', image: 'nginx:1', security_context: { privileged: true } }] };
  const kubernetes_deployment = { web: { metadata: { name: 'web' }, spec: { template: { spec: pod } } } };
  const found = check(readSynth(otherApp({ resources: { kubernetes_deployment } })));
  expect(
    found.filter(({ rule }) => /privileged|limits/.test(rule)).map((each) => [each.rule, each.severity]),
  ).toEqual(
    expect.arrayContaining([
      ['pods/privileged', 'error'],
      ['pods/limits', 'warning'],
    ]),
  );
});

test("a team's own stack in an app of Slipway is compared with the rest", () => {
  const folder = (value: string): string => {
    const outdir = otherApp();
    rmSync(outdir, { recursive: true });
    const app = new App({ outdir });
    compose(app, smallProject());
    new TerraformOutput(new TerraformStack(app, 'extra'), 'value', { value });
    app.synth();
    return outdir;
  };
  const { entries } = reviewSynths(readSynth(folder('a')), readSynth(folder('b')));
  expect(entries.map(({ resources }) => resources[0]?.places)).toEqual([
    [{ environment: null, stack: 'extra', address: 'output.value', construct: null, file: null }],
  ]);
});
