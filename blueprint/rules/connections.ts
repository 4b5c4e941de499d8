import { type Finding, problem } from '../../findings';
import type { Service } from '../../model';
import type { Blueprint } from '../blueprint';

/** Every connection leads to a port of a service of this project, and the order of rollouts that follows has no circle. */
export function connections({ project }: Blueprint): readonly Finding[] {
  const { services } = project.props;
  return [...services.flatMap((service) => targets(service, services)), ...circles(services)];
}

function targets(service: Service, services: readonly Service[]): readonly Finding[] {
  return edgesOf(service).flatMap(([name, { service: target, port }]) => {
    const path = `services.${service.name}.connectsTo.${name}`;
    if (!services.includes(target)) {
      return [
        problem({
          rule: 'connections/target',
          path,
          message: 'must lead to a service of this project',
          value: target.name,
          advice: `Add ${target.name} to the project's services.`,
        }),
      ];
    }
    if (target.props.ports?.[port] !== undefined) return [];
    return [
      problem({
        rule: 'connections/port',
        path,
        message: `must lead to a port that ${target.name} has`,
        value: port,
        advice: `Its ports are ${Object.keys(target.props.ports ?? {}).join(', ') || 'none'}.`,
      }),
    ];
  });
}

function circles(services: readonly Service[]): readonly Finding[] {
  const circle = services.map((service) => circleFrom(service, [])).find((found) => found !== undefined);
  if (circle === undefined) return [];
  const [first] = circle;
  return [
    problem({
      rule: 'connections/circle',
      path: `services.${first ?? ''}.connectsTo`,
      message: 'must not lead back to the service itself, since each is rolled out after what it connects to',
      value: circle.join(' → '),
      advice: 'Let one of them find the other in another way, such as through a queue in a shared database.',
    }),
  ];
}

function circleFrom(service: Service, trail: readonly string[]): readonly string[] | undefined {
  const start = trail.indexOf(service.name);
  if (start >= 0) return [...trail.slice(start), service.name];
  for (const [, { service: target }] of edgesOf(service)) {
    const circle = circleFrom(target, [...trail, service.name]);
    if (circle !== undefined) return circle;
  }
  return undefined;
}

function edgesOf({
  props,
}: Service): readonly (readonly [string, { readonly service: Service; readonly port: string }])[] {
  return Object.entries(props.connectsTo ?? {});
}
