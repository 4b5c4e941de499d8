import { CLUSTER_NEEDS, MACHINES_NEED, obstacle, type Provided, refuseWithout } from '../../../lab';

/**
 * Tests that need a real hypervisor. Where none can run they are skipped, and their name says why; on a CI they fail
 * instead, so that nobody takes a CI that cannot run them for one that did. A missing Debian package is a failure
 * everywhere.
 */
export function whereMachinesRun(title: string, tests: () => void): void {
  whereRun(title, MACHINES_NEED, tests);
}

/** Tests that need the lab's cluster, by the same rules. */
export function whereClusterRuns(title: string, tests: () => void): void {
  whereRun(title, CLUSTER_NEEDS, tests);
}

/** Tests that need both. */
export function whereLabRuns(title: string, tests: () => void): void {
  whereRun(title, { ...MACHINES_NEED, ...CLUSTER_NEEDS }, tests);
}

function whereRun(title: string, needed: Provided, tests: () => void): void {
  const reason = obstacle();
  if (reason !== undefined && !process.env.CI) {
    describe.skip(`${title}, skipped: ${reason}`, tests);
    return;
  }
  describe(title, () => {
    beforeAll(() => {
      refuseWithout(needed);
    });
    tests();
  });
}
