import { type Finding, problem } from '../../core/findings';
import type { ResolvedComposition } from '../composition';
import type { Service } from '../service';

/** Every connection leads to a port of a service of this project, and the order of rollouts that follows has no circle. */
export function connections({ project }: ResolvedComposition): readonly Finding[] {
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
  const done = new Set<Service>();
  const inOrder = [...services].sort((a, b) => (a.name < b.name ? -1 : 1));
  const circle = inOrder.map((service) => circleFrom(service, [], done)).find((found) => found !== undefined);
  if (circle === undefined) return [];
  return [
    problem({
      rule: 'connections/circle',
      path: `services.${circle[0] ?? ''}.connectsTo`,
      message: 'must not lead back to the service itself, since each is rolled out after what it connects to',
      value: circle.join(' → '),
      advice: 'Let one of them find the other in another way, such as through a queue in a shared database.',
    }),
  ];
}

/** The first circle that is reached. What is `done` leads into none: without it the search would walk every path. */
function circleFrom(
  service: Service,
  trail: readonly string[],
  done: Set<Service>,
): readonly string[] | undefined {
  if (done.has(service)) return undefined;
  const start = trail.indexOf(service.name);
  if (start >= 0) return [...trail.slice(start), service.name];
  for (const [, { service: target }] of edgesOf(service)) {
    const circle = circleFrom(target, [...trail, service.name], done);
    if (circle !== undefined) return circle;
  }
  done.add(service);
  return undefined;
}

/** All that must run before a service does: what it connects to, directly or not. */
export function needsOf(service: Service): ReadonlySet<Service> {
  const found = new Set<Service>();
  const visit = (one: Service): void => {
    for (const [, { service: target }] of edgesOf(one)) {
      if (found.has(target)) continue;
      found.add(target);
      visit(target);
    }
  };
  visit(service);
  return found;
}

function edgesOf({
  props,
}: Service): readonly (readonly [string, { readonly service: Service; readonly port: string }])[] {
  return Object.entries(props.connectsTo ?? {});
}
