/** The Kubernetes client and what of its dependencies is published as ECMAScript modules alone, which Jest does not load. */
const ONLY_MODULES = ['@kubernetes/client-node', 'openid-client', 'oauth4webapi', 'jose'];
const ECMASCRIPT_MODULES = `/node_modules/(${ONLY_MODULES.join('|')})/.+\\.js$`;

const swc = (parser) => ['@swc/jest', { jsc: { target: 'es2022', parser }, module: { type: 'commonjs' } }];

/** A Jest project with what all projects of this repository share. */
const project = (displayName, options) => ({
  displayName,
  testEnvironment: 'node',
  testEnvironmentOptions: { customExportConditions: ['slipway-source', 'node', 'node-addons'] },
  testMatch: ['**/*.test.ts'],
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
const terraformProject = (displayName, setup) =>
  project(displayName, {
    roots: [`<rootDir>/__tests__/${displayName}`],
    globalSetup: `<rootDir>/__tests__/support/${setup}`,
    globalTeardown: '<rootDir>/__tests__/support/terraform-teardown.ts',
  });

const reporters = ['default', '<rootDir>/__tests__/support/skipped-reporter.js'];

module.exports = { project, terraformProject, reporters };
