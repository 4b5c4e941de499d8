const { mkdtempSync, rmSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join } = require('node:path');

/**
 * `npm test`: what takes moments and needs nothing but Node, and the real Terraform with whatever it can get here. With TESTS=lab,
 * which is `npm run test:lab`: what needs real programs on this machine, the providers among them, which are built first; and what
 * takes seconds, because it runs whole commands, asks a provider about each of its arguments, or tries thousands of inputs:
 * `*.slow.test.ts`.
 */
const isLab = process.env.TESTS === 'lab';

if (!isLab) {
  // What tests and cdktf leave in the temporary folder goes with the run. The lab's sockets need a shorter path.
  process.env.TMPDIR = mkdtempSync(join(tmpdir(), 'slipway-test-'));
  process.once('exit', () => rmSync(process.env.TMPDIR, { recursive: true, force: true }));
}

/** The Kubernetes client and what of its dependencies is published as ECMAScript modules alone, which Jest does not load. */
const ONLY_MODULES = ['@kubernetes/client-node', 'openid-client', 'oauth4webapi', 'jose'];
const ECMASCRIPT_MODULES = `/node_modules/(${ONLY_MODULES.join('|')})/.+\\.js$`;

const swc = (parser) => ['@swc/jest', { jsc: { target: 'es2022', parser }, module: { type: 'commonjs' } }];

const IGNORED = ['/node_modules/', ...(isLab ? [] : ['\\.slow\\.test\\.ts$'])];

/** A Jest project with what all projects of this repository share. */
const project = (displayName, options) => ({
  displayName,
  testEnvironment: 'node',
  runtime: '<rootDir>/__tests__/support/shared-modules-runtime.js',
  testEnvironmentOptions: { customExportConditions: ['slipway-source', 'node', 'node-addons'] },
  testMatch: [isLab ? '**/*.slow.test.ts' : '**/*.test.ts'],
  testPathIgnorePatterns: IGNORED,
  setupFiles: ['<rootDir>/__tests__/support/same-values.ts'],
  moduleNameMapper: { '^slipway$': '<rootDir>/index.ts' },
  transform: {
    '^.+\\.ts$': swc({ syntax: 'typescript' }),
    [ECMASCRIPT_MODULES]: swc({ syntax: 'ecmascript' }),
  },
  transformIgnorePatterns: [`/node_modules/(?!(${ONLY_MODULES.join('|')})/)`],
  ...options,
});

/**
 * A project whose tests need Terraform. Jest runs the setup only when one of them runs, so that other tests never wait for it, and
 * once for all projects that share it.
 */
const terraformProject = (displayName, options) =>
  project(displayName, {
    roots: [`<rootDir>/__tests__/${displayName}`],
    globalSetup: `<rootDir>/__tests__/support/${isLab ? 'terraform-lab-setup' : 'terraform-setup'}.ts`,
    globalTeardown: '<rootDir>/__tests__/support/terraform-teardown.ts',
    ...options,
  });

const unitTests = project(isLab ? 'slow' : 'unit', {
  roots: ['<rootDir>/__tests__'],
  testPathIgnorePatterns: [...IGNORED, '<rootDir>/__tests__/(lab|terraform)/'],
});

/** @type {import('jest').Config} */
module.exports = {
  reporters: ['default', '<rootDir>/__tests__/support/skipped-reporter.js'],
  ...(isLab
    ? {
        projects: [
          unitTests,
          terraformProject('terraform'),
          terraformProject('lab', {
            testMatch: ['**/*.test.ts'],
            runner: '<rootDir>/__tests__/support/lab-runner.ts',
            runtime: '<rootDir>/__tests__/support/lab-runtime.js',
          }),
        ],
        // Bounds what hangs: the slowest test takes an eighth of it where nothing else runs.
        testTimeout: 900_000,
        // The runner has its own idea of how many run at once. With one worker, it would not be asked for more than one.
        maxWorkers: 2,
        // A test that ran out of time may still wait for something: all that the lab started ends with us.
        forceExit: true,
      }
    : {
        projects: [unitTests, terraformProject('terraform')],
        // Jest leaves one processor alone by default: half of a small machine.
        maxWorkers: '100%',
        testTimeout: 60_000,
      }),
};
