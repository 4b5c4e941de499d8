const { project, terraformProject, reporters } = require('./jest.project.js');

/**
 * `npm test`: what needs nothing but Node, and the real Terraform with whatever it can get here.
 * @type {import('jest').Config}
 */
module.exports = {
  projects: [
    project('slipway', {
      roots: ['<rootDir>/__tests__'],
      testPathIgnorePatterns: ['/node_modules/', '<rootDir>/__tests__/(lab|terraform)/'],
    }),
    terraformProject('terraform', 'terraform-setup.ts'),
  ],
  reporters,
  // Jest leaves one processor alone by default: half of a small machine.
  maxWorkers: '100%',
  testTimeout: 60_000,
};
