/** In which order variables can take each other's values. */
interface VariableOrder {
  /** Each behind those that it takes, otherwise as given. Those that wait for each other come last. */
  readonly ordered: readonly string[];
  /** Those that wait for each other. */
  readonly circular: ReadonlySet<string>;
}

/** Kubernetes puts in the values of variables that stand before. @param takes the variables that one takes the values of */
export function orderVariables(
  names: readonly string[],
  takes: (name: string) => readonly string[],
): VariableOrder {
  const known = new Set(names);
  const needs = new Map(
    names.map((name) => [name, new Set(takes(name).filter((other) => known.has(other)))]),
  );
  const free = peeled(needs);
  for (const name of free) needs.delete(name);
  // What only waits for a circle is on none.
  const behind = new Set(peeled(reversed(needs)));
  const left = [...needs.keys()];
  return { ordered: [...free, ...left], circular: new Set(left.filter((name) => !behind.has(name))) };
}

type Graph = ReadonlyMap<string, ReadonlySet<string>>;

/** What needs nothing, then what needs only that, and so on: in linear time, however long a chain is. */
function peeled(needs: Graph): readonly string[] {
  const places = new Map([...needs.keys()].map((name, place) => [name, place]));
  const missing = new Map([...needs].map(([name, others]) => [name, others.size]));
  const dependents = reversed(needs);
  const found: string[] = [];
  let round = [...needs.keys()].filter((name) => missing.get(name) === 0);
  while (round.length > 0) {
    found.push(...round);
    const next: string[] = [];
    for (const name of round)
      for (const dependent of dependents.get(name) ?? []) {
        const count = (missing.get(dependent) ?? 0) - 1;
        missing.set(dependent, count);
        if (count === 0) next.push(dependent);
      }
    round = next.sort((a, b) => (places.get(a) ?? 0) - (places.get(b) ?? 0));
  }
  return found;
}

function reversed(graph: Graph): Graph {
  const others = new Map([...graph.keys()].map((name) => [name, new Set<string>()]));
  for (const [name, all] of graph) for (const other of all) others.get(other)?.add(name);
  return others;
}
