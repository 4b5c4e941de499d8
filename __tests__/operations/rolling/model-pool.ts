import { machineImage, type MachineImage, type Placement, type SlipwayRecord } from 'slipway';
import type { PoolLimits } from '../../../model';
import type { Plan, PlannedChange } from '../../../operations/deployment';
import type { RollRequest, RollPorts } from '../../../operations/rolling';

export const OLD = imageOf('a');
export const NEW = imageOf('b');

/** The process ended here, without a word. */
export class Killed extends Error {}

interface Live {
  readonly digest: string;
  isUp: boolean;
}

/**
 * Files, hypervisors and machines as a roll knows them, in memory: what happens takes effect step by step, and at any of the
 * steps the roll can be killed.
 */
export class ModelPool {
  readonly live = new Map<string, Live>();
  readonly made: string[] = [];
  readonly told: string[] = [];
  /** The most machines that were down at once. */
  mostDown = 0;
  placement: Placement;
  /** What Terraform would do beside what is asked, in every plan. */
  besides: readonly PlannedChange[] = [];
  /** Slots whose machines never come up. */
  broken: readonly string[] = [];
  private steps = 0;
  private synthesised: Placement;

  constructor(
    readonly hosts: readonly string[],
    private killAt: number,
  ) {
    const slots = Object.fromEntries(hosts.map((host, slot) => [`nodes/${slot}`, host]));
    const pins = Object.fromEntries(Object.keys(slots).map((slot) => [slot, OLD.digest]));
    const { digest, name, source, architecture } = OLD;
    const images = { [digest]: { name, source, architecture } };
    this.placement = { environment: 'prod', images, slots, pins, removed: {} };
    this.synthesised = this.placement;
    hosts.forEach((_, slot) => this.live.set(String(slot), { digest: OLD.digest, isUp: true }));
  }

  get ports(): RollPorts {
    return {
      placement: () => this.placement,
      record: (placement) => {
        this.step();
        this.placement = placement;
      },
      synthesise: (placement) => {
        this.step();
        this.synthesised = placement ?? this.placement;
        return this.recordOf(this.synthesised);
      },
      plan: (stack, targets) => {
        this.step();
        return Promise.resolve(this.plan(stack.slice('prod-'.length), targets));
      },
      apply: (_stack, { changes }) => {
        this.apply(changes);
        return Promise.resolve();
      },
      watch: {
        isUp: ({ slot }) => Promise.resolve(this.live.get(slot)?.isUp === true),
        firstBoot: ({ slot }) => {
          this.step();
          const machine = this.live.get(slot);
          if (machine !== undefined && !this.broken.includes(slot)) machine.isUp = true;
          return Promise.resolve();
        },
      },
      tell: (line) => this.told.push(line),
    };
  }

  request(limits: PoolLimits): RollRequest {
    return { environment: 'prod', pool: 'nodes', image: NEW, limits, stackOf: (host) => `prod-${host}` };
  }

  /** From now on nobody is killed. */
  survive(): void {
    this.killAt = Infinity;
  }

  private step(): void {
    const down = this.hosts.length - [...this.live.values()].filter(({ isUp }) => isUp).length;
    this.mostDown = Math.max(this.mostDown, down);
    this.steps += 1;
    if (this.steps === this.killAt) throw new Killed();
  }

  private apply(changes: readonly PlannedChange[]): void {
    for (const { address, after } of changes.filter(({ type }) => type === 'libvirt_domain')) {
      const slot = address.slice('libvirt_domain.nodes-'.length);
      this.step();
      this.live.delete(slot);
      this.step();
      this.live.set(slot, { digest: String(after?.['digest']), isUp: false });
      this.made.push(slot);
    }
    this.step();
  }

  private plan(host: string, targets: readonly string[] = []): Plan {
    const changes = this.hosts.flatMap((on, index): PlannedChange[] => {
      const slot = String(index);
      const address = `libvirt_domain.nodes-${slot}`;
      const digest = this.digestOf(slot);
      const machine = this.live.get(slot);
      if (on !== host || machine?.digest === digest || (targets.length > 0 && !targets.includes(address)))
        return [];
      const action = machine === undefined ? 'create' : 'replace';
      return [{ address, type: 'libvirt_domain', action, before: {}, after: { digest } }];
    });
    const all = [...changes, ...this.besides];
    return { file: '', request: {}, changes: all, isEmpty: all.length === 0 };
  }

  private digestOf(slot: string): string {
    return this.synthesised.pins?.[`nodes/${slot}`] ?? NEW.digest;
  }

  private recordOf(placement: Placement): SlipwayRecord {
    const nodes = this.hosts.map((host, index) => {
      const slot = String(index);
      const image = placement.pins?.[`nodes/${slot}`] ?? NEW.digest;
      return { slot, host, image, name: slot, terraformAddress: `libvirt_domain.nodes-${slot}` };
    });
    const stacks = [...new Set(this.hosts)].map((host) => [
      `prod-${host}`,
      {
        resources: Object.fromEntries(
          nodes
            .filter((node) => node.host === host)
            .map(({ slot, terraformAddress }) => [
              terraformAddress,
              { construct: `prod-${host}/nodes/${slot}/Resource` },
            ]),
        ),
      },
    ]);
    const hosts = Object.fromEntries(this.hosts.map((host) => [host, {}]));
    return {
      environments: [{ name: 'prod', hosts, pools: { nodes } }],
      stacks: Object.fromEntries(stacks),
    } as unknown as SlipwayRecord;
  }
}

function imageOf(letter: string): MachineImage {
  const digest = `sha256:${letter.repeat(64)}`;
  return machineImage({ name: letter, source: `/images/${letter}.qcow2`, digest, architecture: 'amd64' });
}
