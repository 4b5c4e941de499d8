const { readdirSync } = require('node:fs');

/**
 * Which folder may import which. Each may import the folders in its line, and nothing else of this repository; what is not named
 * here (tests, the lab, the shop, the examples) may import everything.
 *
 * @type {Readonly<Record<string, readonly string[]>>}
 */
const MAY_IMPORT = {
  'core/files': ['core/text'],
  'core/findings': ['core/secrets', 'core/text'],
  'core/images': [],
  'core/json': [],
  'core/kubernetes': [],
  'core/network': [],
  'core/pipeline': [],
  'core/text': [],
  'core/zod': [],
  'core/data': ['core/json', 'core/kubernetes'],
  'core/secrets': ['core/json', 'core/text'],
  'core/json-file': ['core/findings', 'core/json', 'core/zod'],
  'core/json-schema': ['core/findings', 'core/json', 'core/text'],
  'core/ssh-signatures': ['core/findings', 'core/text'],
  'core/provider-schemas': ['core/files', 'core/findings', 'core/json'],
  'core/record': [
    'core/files',
    'core/findings',
    'core/(json-file|pipeline|zod)',
    'core/secrets',
    'core/text',
  ],
  'core/synth': ['core/json', 'core/record', 'core/secrets'],
  constructs: ['core'],
  placement: ['core', 'constructs'],
  promotion: ['core', 'constructs'],
  model: ['core', 'constructs', 'placement', 'promotion'],
  stacks: ['core', 'constructs', 'placement', 'promotion', 'model'],
  review: ['core'],
  'operations/process': [],
  'operations/ssh': ['core', 'operations/process'],
  'operations/git': ['core', 'operations/process'],
  'operations/registry': ['core', 'operations/process'],
  'operations/disks': ['core', 'constructs', 'model', 'operations/process'],
  'operations/cluster': ['core', 'constructs', 'model', 'operations/process'],
  'operations/diagnosis': ['core', 'operations/cluster'],
  'operations/verification': ['constructs', 'model', 'operations/process'],
  'operations/jobs': ['core', 'operations/(process|cluster|diagnosis)'],
  'operations/joining': ['core', 'constructs', 'operations/(process|ssh|cluster)'],
  'operations/deployment': [
    'core',
    'constructs',
    'model',
    'operations/(process|registry|disks|cluster|diagnosis)',
  ],
  'operations/rolling': [
    'core',
    'constructs',
    'model',
    'placement',
    'operations/(process|ssh|cluster|deployment)',
  ],
  cli: ['core', 'constructs', 'placement', 'promotion', 'model', 'stacks', 'review', 'operations'],
};

const OURS = '^(core|constructs|placement|promotion|model|stacks|review|operations|cli|lab)/';

/** Every folder that has an index. From outside, that is imported, and no file behind it. */
const ENTERED_BY_INDEX = readdirSync(__dirname, { recursive: true, withFileTypes: true })
  .filter(
    ({ name, parentPath }) =>
      name === 'index.ts' && new RegExp(OURS).test(`${parentPath.slice(__dirname.length + 1)}/`),
  )
  .map(({ parentPath }) => parentPath.slice(__dirname.length + 1))
  .filter((folder) => !folder.startsWith('constructs/providers') && !folder.startsWith('lab/shop/project'));

/** Packages that one module alone imports: what a successor must have, and how they are set up, is in one place. */
const IMPORTED_ONCE = {
  '^core/zod/': 'zod',
  '^constructs/cdktf/': 'cdktf',
  '^constructs/providers/docker/': '@cdktf/provider-docker',
  '^constructs/providers/kubernetes/': '@cdktf/provider-kubernetes',
};

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    { name: 'no-circle', severity: 'error', from: {}, to: { circular: true } },
    ...Object.entries(MAY_IMPORT).map(([folder, below]) => ({
      name: `${folder}-imports-downward`,
      severity: 'error',
      from: { path: `^${folder}/` },
      to: { path: OURS, pathNot: `^(${[folder, ...below].join('|')})/` },
    })),
    ...ENTERED_BY_INDEX.map((folder) => ({
      name: `${folder}-by-its-index`,
      severity: 'error',
      from: { path: OURS, pathNot: `^${folder}/` },
      to: { path: `^${folder}/`, pathNot: `^${folder}/index\\.ts$` },
    })),
    ...Object.entries(IMPORTED_ONCE).map(([module, name]) => ({
      name: `${name}-by-one-module`,
      severity: 'error',
      from: { path: [OURS, '^[^/]+\\.ts$'], pathNot: module },
      to: { path: `^(node_modules/)?${name}(/|$)` },
    })),
  ],
  options: {
    // Types count: who reads a circle of types goes round in it just the same.
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(node_modules|dist|cdktf\\.out|coverage|constructs/providers/(libvirt|proxmox))/' },
  },
};
