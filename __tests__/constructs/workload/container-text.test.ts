import fc from 'fast-check';
import { containerOf, synthApi } from './a-workload';

/** What Terraform makes of a string in a synthesised file. */
function byTerraform(text: string): string {
  if (/(?<![$])(?:\$\$)*\$\{/.test(text.replaceAll('$${', '')))
    throw new Error(`A template is left in ${text}`);
  return text.replaceAll('$${', '${').replaceAll('%%{', '%{');
}

/** What Kubernetes makes of an argument or a variable's value, when `defined` is what it may refer to. */
function byKubernetes(text: string, defined: Readonly<Record<string, string>>): string {
  return text.replace(/\$(?:\$|\(([^)]*)\))/g, (match, name: string | undefined) =>
    match === '$$' ? '$' : (defined[name ?? ''] ?? match),
  );
}

function arriving(value: string): string {
  const [, variable] = containerOf(synthApi({ env: { A: 'expanded', B: value } })).env as { value: string }[];
  return byKubernetes(byTerraform(variable?.value ?? ''), { A: 'expanded' });
}

test.each(['$(A)', '$$(A)', '$2a$10$x', 'a$$b', '${A}', '$${A}', '%{ if A }', '$(date +%s)', 'costs 5$'])(
  'the text %s reaches the container as it was written',
  (text) => {
    expect(arriving(text)).toBe(text);
  },
);

test('any text reaches the container unchanged', () => {
  const piece = fc.constantFrom('$', '$', '{', '(', 'A', ')', '}', '%', ' ');
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 10 }), (pieces) => {
      const text = pieces.join('');
      expect(arriving(text)).toBe(text);
    }),
  );
});
