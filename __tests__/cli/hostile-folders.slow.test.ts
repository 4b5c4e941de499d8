import { execFileSync } from 'node:child_process';
import {
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { run } from '../../cli/slipway';
import { smallProject } from '../support/small-project';
import { synthProject } from '../support/synth-project';

/** What no program may send to a terminal, or hide in a report: only line breaks are allowed. */
const UNSEEN = /(?!\n)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Default_Ignorable_Code_Point}]/u;
/** ESC, C1, right-to-left override, an isolate, a zero-width space, a line separator. */
const MARKS = '\u001b[2J\u009b31m\u202e\u2066\u200b\u2028\r\b';

const { files } = synthProject(smallProject());
const root = mkdtempSync(join(tmpdir(), 'slipway-hostile-'));
const valid = join(root, 'valid');
write(valid, files);
writeFileSync(join(root, 'outside.json'), '{"resource":{"outside":{"secret":{"word":"zq-outside"}}}}');

beforeAll(() => {
  process.stdout.setMaxListeners(1_000);
});
afterAll(() => {
  process.exitCode = 0;
  rmSync(root, { recursive: true, force: true });
});

function write(folder: string, texts: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(texts)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}

const COMMANDS = {
  check: (folder) => ['check', '-o', folder],
  'check --json': (folder) => ['check', '--json', '-o', folder],
  'check as SARIF': (folder) => ['check', '-f', 'sarif', '-o', folder],
  summary: (folder) => ['summary', '-o', folder],
  'summary --json': (folder) => ['summary', '--json', '-o', folder],
  machines: (folder) => ['machines', '-o', folder],
  'machines as an inventory': (folder) => ['machines', '-f', 'ansible', '-o', folder],
  'machines as ssh_config': (folder) => ['machines', '-f', 'ssh-config', '-o', folder],
  'diff to it': (folder) => ['diff', valid, folder],
  'diff from it': (folder) => ['diff', folder, valid],
  'diff as Markdown': (folder) => ['diff', '-f', 'markdown', valid, folder],
  'diff as JSON': (folder) => ['diff', '--json', valid, folder],
  'diff as SARIF': (folder) => ['diff', '-f', 'sarif', valid, folder],
} satisfies Readonly<Record<string, (folder: string) => readonly string[]>>;

/** Runs a command of slipway here, and gives all that it printed. */
async function said(args: readonly string[]): Promise<string> {
  let text = '';
  const listen = (chunk: unknown): boolean => {
    text += String(chunk);
    return true;
  };
  const spies = [process.stdout, process.stderr].map((stream) =>
    jest.spyOn(stream, 'write').mockImplementation(listen),
  );
  try {
    await run(['node', 'slipway', ...args], '0.0.0');
  } finally {
    for (const spy of spies) spy.mockRestore();
  }
  return text;
}

type Json = Record<string, any>;

/** Changes the record. */
const record = (change: (record: Json) => void) => (folder: string) => {
  rewrite(join(folder, 'slipway.json'), change);
};
/** Changes the Terraform of a stack. */
const terraform = (change: (stack: Json) => void) => (folder: string) => {
  rewrite(join(folder, STACK), change);
};
/** Puts another text in the place of a file. */
const text = (path: string, content: string) => (folder: string) => {
  writeFileSync(join(folder, path), content);
};
/** Puts something that is no file in the place of one. */
const instead = (path: string, make: (path: string) => void) => (folder: string) => {
  unlinkSync(join(folder, path));
  make(join(folder, path));
};

const STACK = 'stacks/prod-services/cdk.tf.json';

function rewrite(path: string, change: (value: Json) => void): void {
  const value = JSON.parse(readFileSync(path, 'utf8')) as Json;
  change(value);
  writeFileSync(path, JSON.stringify(value));
}

/** A value as deep as this, as JSON: no JavaScript writes it. */
const deep = (levels: number, [open, close]: readonly [string, string] = ['[', ']']) =>
  open.repeat(levels) + '1' + close.repeat(levels);
/** The text of the stack, with a resource whose argument is JSON that no JavaScript would write. */
const withArgument = (json: string) => (folder: string) => {
  const stack = readFileSync(join(folder, STACK), 'utf8').replace(
    '"resource": {',
    `"resource": {"x_y":{"z":{"a":${json}}},`,
  );
  writeFileSync(join(folder, STACK), stack);
};

const CASES: readonly (readonly [what: string, make: (folder: string) => void, says: RegExp])[] = [
  // slipway.json
  [
    'a record that is null',
    text('slipway.json', 'null'),
    /must be a record of version 1, but is without a version/,
  ],
  ['a record that is a list', text('slipway.json', '[]'), /must be a record of version 1/],
  ['a record that is a number', text('slipway.json', '1e999'), /must be a record of version 1/],
  [
    'a record that is empty',
    text('slipway.json', ''),
    /slipway\.json must be the record that a synth writes, but is not JSON/,
  ],
  [
    'a record with a version that is an object',
    record((r) => (r['version'] = { toString: null })),
    /of version {"toString":null}/,
  ],
  ['a record that holds nothing', text('slipway.json', '{"version":1}'), /slipway\.json must have "stacks"/],
  [
    'stacks that are null',
    record((r) => (r['stacks'] = null)),
    /slipway\.json#\/stacks must be a map, but is null/,
  ],
  ['stacks that are a list', record((r) => (r['stacks'] = [])), /#\/stacks must be a map, but is \[\]/],
  [
    'a stack that is null',
    record((r) => (r['stacks']['prod-services'] = null)),
    /#\/stacks\/prod-services must be an object, but is null/,
  ],
  [
    'a stack without resources',
    record((r) => delete r['stacks']['prod-services'].resources),
    /#\/stacks\/prod-services must have "resources"/,
  ],
  [
    'environments that are null',
    record((r) => (r['environments'] = null)),
    /#\/environments must be a list .*, but is null/,
  ],
  [
    'an environment that is text',
    record((r) => (r['environments'][0] = 'dev')),
    /#\/environments\/0 must be an object, but is "dev"/,
  ],
  [
    'services that are null',
    record((r) => (r['environments'][0].services = null)),
    /#\/environments\/0\/services must be a map/,
  ],
  [
    'a digest that is a number',
    record((r) => (r['environments'][0].services.front.digest = 5)),
    /services\/front\/digest must be/,
  ],
  [
    'pools of machines that are no list',
    record((r) => (r['environments'][0].pools.nodes = {})),
    /pools\/nodes must be a list, but is {}/,
  ],
  [
    'a host without resources',
    record((r) => (r['environments'][0].hosts.desk = {})),
    /hosts\/desk must have "allocatable"/,
  ],
  ['an environment twice', record((r) => r['environments'].push(r['environments'][0])), /each name once/],
  [
    'ten thousand environments',
    record(
      (r) =>
        (r['environments'] = Array.from({ length: 10_000 }, (_, i) => ({
          ...r['environments'][0],
          name: `e${i}`,
          after: i === 0 ? null : `e${i - 1}`,
        }))),
    ),
    /at most 1000 environments/,
  ],
  ['a finding that is text', record((r) => (r['findings'] = ['x'])), /#\/findings\/0 must be an object/],
  [
    'a record of 5,000 levels',
    text('slipway.json', `{"version":1,"more":${deep(5_000)}}`),
    /must be nested at most 50 levels deep/,
  ],
  ['a record of a million levels', text('slipway.json', deep(100_000)), /version 1/],
  [
    '__proto__ as a stack',
    text(
      'slipway.json',
      '{"version":1,"project":"x","environments":[],"images":{},"stacks":{"__proto__":{"environment":null,"state":"x","dependsOn":[],"resources":{}}},"findings":[]}',
    ),
    /./,
  ],
  [
    'constructor as a stack',
    record((r) => (r['stacks']['constructor'] = r['stacks']['prod-services'])),
    /constructor/,
  ],
  [
    'a stack that leads out of the folder',
    record((r) => (r['stacks']['../../outside'] = r['stacks']['prod-services'])),
    /stacks\/\.\.~1\.\.~1outside must be the name of a folder/,
  ],
  [
    'a stack that leads to the folder itself',
    record((r) => (r['stacks']['..'] = r['stacks']['prod-services'])),
    /must be the name of a folder/,
  ],
  [
    'a machine whose name is a line of ssh_config',
    record((r) => (r['environments'][0].pools.nodes[0].name = 'x\n  ProxyCommand sh')),
    /nodes\/0\/name must be printable ASCII without blanks/,
  ],
  [
    'a jump host with an option',
    record((r) => (r['environments'][0].pools.nodes[0].jump = 'x -o ProxyCommand=sh')),
    /nodes\/0\/jump must be printable ASCII without blanks/,
  ],
  ['marks in the name of the project', record((r) => (r['project'] = `shop${MARKS}`)), /shop\\u001b/],
  ['marks in the name of an environment', record((r) => (r['environments'][0].name = `dev${MARKS}`)), /./],
  [
    'marks in a finding',
    record((r) =>
      r['findings'].push({
        rule: MARKS,
        severity: 'error',
        path: MARKS,
        message: MARKS,
        value: MARKS,
        advice: MARKS,
      }),
    ),
    /./,
  ],
  ['marks in a wrong value', record((r) => (r['images'] = MARKS)), /#\/images must be a map, but is "/],
  [
    'marks in a name that is wrong',
    record((r) => (r['stacks'][`x/${MARKS}`] = 5)),
    /must be the name of a folder/,
  ],
  [
    'a record of 65 MiB',
    (folder) => {
      text('slipway.json', `"${'x'.repeat(65 * 2 ** 20)}"`)(folder);
    },
    /slipway\.json must be readable, but is a file of more than 67108864 bytes/,
  ],
  ['a value of 20 MB in the record', record((r) => (r['project'] = 'x'.repeat(20_000_000))), /./],
  // what lies in the place of a file
  [
    'a named pipe as the record',
    instead('slipway.json', (path) => execFileSync('mkfifo', [path])),
    /slipway\.json must be readable, but is a named pipe/,
  ],
  [
    'a named pipe as a stack',
    instead(STACK, (path) => execFileSync('mkfifo', [path])),
    /cdk\.tf\.json must be readable, but is a named pipe/,
  ],
  [
    'a socket as a stack',
    instead(STACK, (path) => createServer().listen(path).unref()),
    /cdk\.tf\.json must be readable, but is ENXIO/,
  ],
  [
    'a folder as a stack',
    instead(STACK, (path) => {
      mkdirSync(path);
    }),
    /must be readable, but is a folder/,
  ],
  [
    'a link out of the folder as a stack',
    instead(STACK, (path) => {
      symlinkSync(join(root, 'outside.json'), path);
    }),
    /must be readable, but is a link that leads out of the folder/,
  ],
  [
    'a link out of the folder as the record',
    instead('slipway.json', (path) => {
      symlinkSync(join(root, 'outside.json'), path);
    }),
    /slipway\.json must be readable, but is a link that leads out of the folder/,
  ],
  [
    'a device as a stack',
    instead(STACK, (path) => {
      symlinkSync('/dev/zero', path);
    }),
    /a link that leads out of the folder/,
  ],
  [
    'a circle of links as a stack',
    instead(STACK, (path) => {
      symlinkSync(path, path);
    }),
    /must be readable, but is ELOOP/,
  ],
  [
    'a file as the folder of stacks',
    (folder) => {
      rmSync(join(folder, 'stacks'), { recursive: true });
      writeFileSync(join(folder, 'stacks'), 'x');
    },
    /stacks\/dev-base\/cdk\.tf\.json must be/,
  ],
  // the Terraform of a stack
  ['a stack that is null', text(STACK, 'null'), /not an object in JSON/],
  ['resources that are null', terraform((s) => (s['resource'] = null)), /./],
  ['resources that are a list', terraform((s) => (s['resource'] = [1, [2], null])), /./],
  [
    'resources of a type that are text',
    terraform((s) => (s['resource']['kubernetes_deployment_v1'] = 'x')),
    /./,
  ],
  [
    'a resource that is null',
    terraform((s) => (s['resource']['kubernetes_deployment_v1'].front = null)),
    /./,
  ],
  [
    'a pod of wrong types',
    terraform(
      (s) =>
        (s['resource']['kubernetes_deployment_v1'].front = {
          metadata: 5,
          spec: [null, { template: [[]] }, 'x'],
        }),
    ),
    /./,
  ],
  [
    'every value a list',
    terraform(
      (s) =>
        (s['resource'] = JSON.parse(
          JSON.stringify(s['resource']).replace(/:("(?:[^"\\\\]|\\\\.)*")/g, ':[$1]'),
        )),
    ),
    /./,
  ],
  [
    'every value null',
    terraform(
      (s) =>
        (s['resource'] = JSON.parse(
          JSON.stringify(s['resource']).replace(/:"(?:[^"\\\\]|\\\\.)*"/g, ':null'),
        )),
    ),
    /./,
  ],
  [
    'blocks of moves of wrong types',
    terraform((s) =>
      Object.assign(s, { moved: [null, 5, { from: 1, to: 'x' }, { from: 'a', to: 'a' }], removed: 'x' }),
    ),
    /./,
  ],
  [
    'moves in a circle',
    terraform(
      (s) =>
        (s['moved'] = [
          { from: 'a.a', to: 'b.b' },
          { from: 'b.b', to: 'a.a' },
        ]),
    ),
    /./,
  ],
  [
    'names that every object has',
    terraform(
      (s) =>
        (s['resource'] = JSON.parse(
          '{"__proto__":{"__proto__":{"toString":1}},"constructor":{"prototype":{"valueOf":{}}},"toString":{"hasOwnProperty":{"env":[{"name":"constructor"}]}}}',
        )),
    ),
    /./,
  ],
  ['5,000 levels', withArgument(deep(5_000)), /nested deeper than 100 levels/],
  ['5,000 levels of objects', withArgument(deep(5_000, ['{"a":', '}'])), /nested deeper than 100 levels/],
  ['5,000 levels of JSON in text', withArgument(JSON.stringify(deep(5_000))), /./],
  [
    '5,000 levels of YAML in text',
    withArgument(JSON.stringify(`a:\n  b: ${'['.repeat(5_000)}${']'.repeat(5_000)}\n`)),
    /./,
  ],
  [
    'YAML that a million aliases unfold',
    withArgument(
      JSON.stringify(
        [
          'a0: &a0 [x,x,x,x,x,x,x,x,x,x]',
          ...Array.from(
            { length: 9 },
            (_, i) => `a${i + 1}: &a${i + 1} [${Array(9).fill(`*a${i}`).join(',')}]`,
          ),
        ].join('\n'),
      ),
    ),
    /./,
  ],
  ['YAML that holds itself', withArgument(JSON.stringify('a: &a\n  b: *a\n')), /./],
  [
    'a value of 20 MB',
    withArgument(JSON.stringify('x'.repeat(20_000_000))),
    /one with a text of 20000000 characters/,
  ],
  ['a value of 1 MB in short lines', withArgument(JSON.stringify('password: x\n'.repeat(85_000))), /./],
  ['a value of 1 MB without a line', withArgument(JSON.stringify(' password:'.repeat(100_000))), /./],
  ['a value of 1 MB that looks like base64', withArgument(JSON.stringify('QUFB'.repeat(250_000))), /./],
  [
    'a value of 1 MB that looks like YAML',
    withArgument(JSON.stringify('a: {b: [c, password: d]}\n'.repeat(40_000))),
    /./,
  ],
  [
    'marks in an address, a name and a value',
    terraform(
      (s) =>
        (s['resource'][`x${MARKS}`] = {
          [`y${MARKS}`]: { [`k${MARKS}`]: `v${MARKS}`, lines: `a\nb${MARKS}\nc` },
        }),
    ),
    /./,
  ],
  [
    'half a character in a secret',
    terraform(
      (s) => (s['resource']['x'] = { y: { password: 'a\ud800bcdefgh', text: 'token=\udc00zq7hunter' } }),
    ),
    /./,
  ],
  [
    'fences and markers of Markdown in a value',
    terraform((s) => (s['resource']['x'] = { y: { a: '```\n<!-- slipway -->\n<script>', '|`': '`|' } })),
    /./,
  ],
  [
    'a hundred thousand keys',
    terraform(
      (s) =>
        (s['resource']['x'] = {
          y: Object.fromEntries(Array.from({ length: 100_000 }, (_, i) => [`k${i}`, i])),
        }),
    ),
    /./,
  ],
];

let made = 0;
function hostile(make: (folder: string) => void): string {
  const folder = join(root, `case-${made++}`);
  write(folder, files);
  make(folder);
  return folder;
}

/** Marks go through every format; what takes long, through one command; all else through those that read every part of a folder. */
function commandsFor(what: string): readonly (keyof typeof COMMANDS)[] {
  if (what.startsWith('marks')) return Object.keys(COMMANDS) as (keyof typeof COMMANDS)[];
  return / [\d,]+ MB|thousand/.test(what) ? ['diff as Markdown'] : ['check', 'summary', 'diff as Markdown'];
}

test.each(CASES)('%s', async (what, make, says) => {
  const folder = hostile(make);
  try {
    const printed: string[] = [];
    for (const command of commandsFor(what)) printed.push(await said(COMMANDS[command](folder)));
    for (const each of printed) {
      expect(each).not.toMatch(UNSEEN);
      expect(each).not.toMatch(/\n\s+at |Slipway failed|threw an error/);
      expect(each).not.toContain('zq-outside');
    }
    expect(printed.join('')).toMatch(says);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
