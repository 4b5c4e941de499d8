import { type Finding, problem } from '../../core/findings';
import type { ResolvedComposition } from '../composition';
import { IMPORTABLE, importedObject } from '../imports';

/** What an environment takes over is named as Kubernetes names it, and once. */
export function imports({ environments }: ResolvedComposition): readonly Finding[] {
  return environments.flatMap(({ name, imports: all = [] }) =>
    all.flatMap((text, index) => {
      const path = `environments.${name}.imports[${index}]`;
      if (importedObject(text) === undefined)
        return [
          problem({
            rule: 'imports/object',
            path,
            message: 'must be a kind and a name, such as Deployment/web',
            value: text,
            advice: `Kinds are ${IMPORTABLE.join(', ')}.`,
          }),
        ];
      if (all.indexOf(text) === index) return [];
      return [
        problem({
          rule: 'imports/twice',
          path,
          message: 'must be named once',
          value: text,
          advice: 'Take it out.',
        }),
      ];
    }),
  );
}
