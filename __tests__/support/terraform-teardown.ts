import { rmSync } from 'node:fs';
import { handedOver } from './terraform-handover';

export default function tearDown(): void {
  rmSync(handedOver().folder, { recursive: true, force: true });
}
