import { obstacle, refuseUnlessReady } from '../../../lab';

/**
 * Tests that need a real hypervisor. Where none can run they are skipped, and their name says why; on a CI they fail
 * instead, so that nobody takes a CI that cannot run them for one that did. A missing Debian package is a failure
 * everywhere.
 */
export function whereMachinesRun(title: string, tests: () => void): void {
  const reason = obstacle();
  if (reason !== undefined && !process.env.CI) {
    describe.skip(`${title}, skipped: ${reason}`, tests);
    return;
  }
  describe(title, () => {
    beforeAll(refuseUnlessReady);
    tests();
  });
}
