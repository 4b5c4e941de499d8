import type { Probe } from './terraform-probe';
import type { Reference } from './terraform-reference';

/** What the setup found out, for the tests in Jest's worker processes. */
interface Handover extends Probe {
  /** Everything that the setup made; goes when the tests are over. */
  readonly folder: string;
  readonly reference: Reference;
}

const VARIABLE = 'SLIPWAY_TEST_TERRAFORM';

export function handOver(handover: Handover): void {
  process.env[VARIABLE] = JSON.stringify(handover);
}

export function handedOver(): Handover {
  const text = process.env[VARIABLE];
  if (text === undefined) {
    throw new Error(
      'Tests that need Terraform go into __tests__/terraform or __tests__/lab: jest.config.js finds out there what can run.',
    );
  }
  return JSON.parse(text) as Handover;
}
