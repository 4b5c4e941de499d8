import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { stacksOfExample } from '../support/docs-example';

const docs = join(__dirname, '../../docs');
const examples = readdirSync(join(docs, 'examples')).map((file) => basename(file, '.ts'));
const pages = [
  ...readdirSync(docs).filter((file) => file.endsWith('.md')),
  '../README.md',
  '../CONTRIBUTING.md',
  '../examples/README.md',
];

test.each(examples)('docs/%s.md shows its example word for word', (name) => {
  const page = readFileSync(join(docs, `${name}.md`), 'utf8');
  const example = readFileSync(join(docs, 'examples', `${name}.ts`), 'utf8');
  expect(page).toContain(`\`\`\`ts\n${example}\`\`\``);
});

test.each(examples)('the example of docs/%s.md synthesises', async (name) => {
  for (const { resource } of await stacksOfExample(name)) expect(Object.keys(resource)).not.toEqual([]);
});

test.each(pages)('every link of %s leads to a file', (page) => {
  const text = readFileSync(join(docs, page), 'utf8');
  const links = [...text.matchAll(/\]\((?!https?:|#)([^)#]+)[^)]*\)/g)].map(([, target = '']) => target);
  expect(links.filter((target) => !existsSync(join(docs, dirname(page), target)))).toEqual([]);
});
