const { terraformProject, reporters } = require('./jest.project.js');

/**
 * `npm run test:lab`: what needs real programs on this machine, and the real Terraform again with the libvirt provider,
 * which is built first.
 * @type {import('jest').Config}
 */
module.exports = {
  projects: [
    terraformProject('lab', 'terraform-lab-setup.ts'),
    terraformProject('terraform', 'terraform-lab-setup.ts'),
  ],
  reporters,
  testTimeout: 300_000,
  // One after the other: the machines of the lab get the processors to themselves.
  maxWorkers: 1,
  // What a test that ran out of time waits for is no reason to stay: all that the lab started ends with us.
  forceExit: true,
};
