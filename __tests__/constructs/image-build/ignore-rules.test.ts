import { readSource } from '../../../constructs/image-build';
import { projectFolder, write } from './project-folder';

// Every verdict of these tables is Docker's: it was compared with real builds and with the code that the provider
// runs to choose what it sends.

const FILES = [
  '!bang',
  '#hash',
  'README-secret.md',
  'README.md',
  '[id].js',
  'a+b',
  'aab',
  'app/(group)/page.js',
  'constructor',
  'd/f',
  'd/g',
  'docker/x',
  'docker/y',
  'docker/z/x',
  'notes.md',
  'p|q',
  'src/a.txt',
  'src/deep/a.txt',
  'src/main.js',
  'temp1',
  'tempa',
  'tempab',
  'ä.txt',
];
const ALWAYS_SENT = ['.dockerignore', 'Dockerfile'];
const root = projectFolder({
  Dockerfile: 'FROM scratch\n',
  ...Object.fromEntries(FILES.map((file) => [file, file])),
});

function sent(rules: string): string[] {
  write(root, { '.dockerignore': rules });
  return Object.keys(readSource({ root, context: root }).files).filter((file) => !ALWAYS_SENT.includes(file));
}

function ignored(rules: string): string[] {
  const kept = new Set(sent(rules));
  return FILES.filter((file) => !kept.has(file));
}

test.each([
  ['nothing, when empty', '', []],
  ['a file', 'temp1', ['temp1']],
  ['a folder with all that is in it', 'docker', ['docker/x', 'docker/y', 'docker/z/x']],
  ['the same with a slash behind it', 'docker/', ['docker/x', 'docker/y', 'docker/z/x']],
  ['the same with a slash before it', '/docker', ['docker/x', 'docker/y', 'docker/z/x']],
  ['the same with ./ before it', './docker', ['docker/x', 'docker/y', 'docker/z/x']],
  ['what the path comes to', 'src/../temp1', ['temp1']],
  ['nothing by a dot', '.', []],
  ['only at the top by a plain name', 'x', []],
  ['* within one folder', '*/x', ['docker/x']],
  ['** over any number of folders, none included', '**/a.txt', ['src/a.txt', 'src/deep/a.txt']],
  ['** in the middle', 'src/**/a.txt', ['src/a.txt', 'src/deep/a.txt']],
  ['** at the end', 'src/**', ['src/a.txt', 'src/deep/a.txt', 'src/main.js']],
  ['** before a plain ending, as text', '**b', ['a+b', 'aab', 'tempab']],
  ['? for one character', 'temp?', ['temp1', 'tempa']],
  ['a class of characters', 'temp[a-z]', ['tempa']],
  ['all but a class of characters', 'temp[^a-z]', ['temp1']],
  ['a bracket, escaped', '\\[id\\].js', ['[id].js']],
  ['brackets of an expression as text', 'app/(group)', ['app/(group)/page.js']],
  ['a plus as text', 'a+b', ['a+b']],
  ['a plus as text beside a wildcard', '*+b', ['a+b']],
  ['a bar as text', 'p|q', ['p|q']],
  ['letters beyond ASCII', 'ä.txt', ['ä.txt']],
  ['a name that objects have', 'constructor', ['constructor']],
  ['nothing by a comment', '#hash', []],
  ['a name that begins with #, escaped', '\\#hash', ['#hash']],
  ['a name that begins with #, behind a space', ' #hash', ['#hash']],
  ['a name that begins with !, escaped', '\\!bang', ['!bang']],
  ['spaces around a pattern as nothing', '  temp1  ', ['temp1']],
  ['line ends of Windows as line ends', 'temp1\r\ntempa\r\n', ['temp1', 'tempa']],
  ['a byte order mark as nothing', '\uFEFFtemp1', ['temp1']],
  ['upper and lower case apart', 'TEMP1', []],
  ['all of a kind but some', '*.md\n!README*.md\nREADME-secret.md', ['README-secret.md', 'notes.md']],
  ['by the last line that matches', '*.md\nREADME-secret.md\n!README*.md', ['notes.md']],
  ['a folder but what is taken back of it', 'docker\n!docker/z', ['docker/x', 'docker/y']],
  ['nothing that an earlier exception names', '!temp1\ntemp1', ['temp1']],
])('ignores %s', (_, rules, expected) => {
  expect(ignored(rules)).toEqual(expected);
});

test.each([
  ['nothing', '*', []],
  ['one file of an ignored folder', '*\n!docker/x', ['docker/x']],
  ['the same with a space behind the !', '*\n! docker/x', ['docker/x']],
  ['a folder', '*\n!docker', ['docker/x', 'docker/y', 'docker/z/x']],
  ['what a wildcard takes back deep down', '*\n!**/a.txt', ['src/a.txt', 'src/deep/a.txt']],
  ['what it takes back after **', '**\n!src/*.js', ['src/main.js']],
  ['a file whose folder is ignored once more, as Docker does', '*\n!d/f\nd', ['d/f']],
])('sends only %s', (_, rules, expected) => {
  expect(sent(rules)).toEqual(expected);
});

test.each([
  ['!', 'has no path after the !'],
  ['!/', 'has no path after the !'],
  ['../outside', 'leads out of the context'],
  ['[ab', 'has a [ without a matching ]'],
  ['src\\main.js', 'escapes nothing'],
  ['a|b*', 'takes for an operator'],
  ['**/*.{test,spec}.js', 'has {…,…}, which Docker takes as it stands'],
  ['temp[!x]', 'has [!…], where Docker takes the ! as it stands'],
])('refuses %s, with its line', (pattern, because) => {
  expect(() => sent(`temp1\n${pattern}\n`)).toThrow(
    /\.dockerignore:2 must be a pattern that Docker can read/,
  );
  expect(() => sent(`temp1\n${pattern}\n`)).toThrow(because);
});
