import { Cpu, Size } from '../../constructs/quantities';
import { type Finding, problem } from '../../findings';
import type { Environment } from '../../model';
import type { Blueprint } from '../blueprint';

/** What the types demand and every other rule relies on. Runners that skip types are caught here. */
export function shape({ environments }: Blueprint): readonly Finding[] {
  return environments.flatMap((environment) => {
    const path = `environments.${environment.name}`;
    return [
      ...present(
        `${path}.cluster`,
        (environment as Partial<Environment>).cluster,
        'kubeconfig({ … }), existing({ … }), eks({ … }) …',
      ),
      ...present(
        `${path}.services`,
        (environment as Partial<Environment>).services,
        'the settings of every service',
      ),
      ...Object.entries(environment.services).flatMap(([name, { cpu, memory, volumes = {} }]) => [
        ...quantity(`${path}.services.${name}.cpu`, cpu, Cpu),
        ...quantity(`${path}.services.${name}.memory`, memory, Size),
        ...Object.entries(volumes).flatMap(([volume, size]) =>
          quantity(`${path}.services.${name}.volumes.${volume}`, size, Size),
        ),
      ]),
      ...Object.entries(environment.hypervisors).flatMap(([name, { memory }]) =>
        quantity(`${path}.hypervisors.${name}.memory`, memory, Size),
      ),
      ...Object.entries(environment.pools).flatMap(([name, { memory }]) =>
        quantity(`${path}.pools.${name}.memory`, memory, Size),
      ),
    ];
  });
}

function present(path: string, value: unknown, example: string): readonly Finding[] {
  if (value !== undefined && value !== null) return [];
  return [
    problem({
      rule: 'shape/missing',
      path,
      message: 'must be given',
      value: String(value),
      advice: `Give ${example}.`,
    }),
  ];
}

/** A value that is missing is judged where what it is for is known. */
function quantity(path: string, value: unknown, type: typeof Cpu | typeof Size): readonly Finding[] {
  if (value === undefined || value instanceof type) return [];
  const example = type === Cpu ? 'Cpu.millis(500)' : 'Size.gibibytes(1)';
  return [
    problem({
      rule: 'shape/quantity',
      path,
      message: `must be a ${type.name}`,
      value: JSON.stringify(value),
      advice: `Write it with its unit: ${example}.`,
    }),
  ];
}
