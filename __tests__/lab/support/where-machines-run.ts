import { CLUSTER_NEEDS, MACHINES_NEED, obstacle, type Provided, refuseWithout } from '../../../lab';
import { handedOver } from '../../support/terraform-handover';
import { reasonToSkip } from '../../support/terraform-providers';

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

/**
 * Tests that ship to the lab's cluster: they need the docker and the kubernetes provider, too. Terraform has them from a registry
 * or a mirror. Where neither has them, the tests are skipped everywhere, and their name says what is missing.
 */
export function whereShippingRuns(title: string, tests: () => void): void {
  whereProvided(title, tests, whereClusterRuns);
}

/** Tests that ship to machines of the lab's hosts, by the same rules. */
export function whereShippingToMachinesRuns(title: string, tests: () => void): void {
  whereProvided(title, tests, whereLabRuns);
}

function whereProvided(title: string, tests: () => void, where: typeof whereLabRuns): void {
  const reason = reasonToSkip(['docker', 'kubernetes'], handedOver().missing);
  if (reason === undefined) where(title, tests);
  else describe.skip(`${title}, skipped: ${reason}`, tests);
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
