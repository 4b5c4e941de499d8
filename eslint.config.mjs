import js from '@eslint/js';
import prettier from 'eslint-config-prettier';
import tseslint from 'typescript-eslint';

const FOLDERS = [
  'findings',
  'files',
  'process',
  'kubernetes',
  'record',
  'constructs',
  'promotion',
  'placement',
  'model',
  'blueprint',
  'stacks',
  'review',
  'git',
  'registry',
  'disks',
  'cluster',
  'ssh',
  'joining',
  'deployment',
  'rolling',
  'cli',
  'lab',
  'services',
  'environments',
];

export default tseslint.config(
  {
    ignores: [
      'node_modules',
      'dist',
      'cdktf.out',
      'coverage',
      'providers/libvirt',
      'providers/proxmox',
      '.slipway',
    ],
  },
  js.configs.recommended,
  {
    files: ['**/*.ts'],
    extends: [...tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/consistent-type-imports': 'error',
      // A construct does its work by being made: `new Workload(this, …)` as a statement is how cdktf is used.
      'no-new': 'off',
      '@typescript-eslint/no-unused-vars': ['error', { varsIgnorePattern: '^_' }],
    },
  },
  // Imports point one way, and go through a folder's index.
  ...Object.entries({
    findings: [],
    files: [],
    process: [],
    kubernetes: [],
    record: ['findings', 'files'],
    constructs: ['findings', 'providers'],
    promotion: ['findings', 'files', 'constructs'],
    placement: ['findings', 'files', 'constructs'],
    model: ['findings', 'constructs', 'promotion'],
    blueprint: ['findings', 'constructs', 'model', 'promotion', 'placement'],
    stacks: ['findings', 'record', 'constructs', 'providers', 'model', 'promotion', 'placement', 'blueprint'],
    review: ['findings', 'record', 'kubernetes'],
    git: ['process'],
    registry: ['findings', 'process'],
    disks: ['findings', 'process', 'constructs', 'model'],
    cluster: ['findings', 'process', 'kubernetes', 'constructs', 'model'],
    ssh: ['record'],
    joining: ['process', 'record', 'ssh', 'constructs', 'cluster'],
    deployment: [
      'findings',
      'files',
      'process',
      'record',
      'constructs',
      'model',
      'disks',
      'cluster',
      'registry',
    ],
    rolling: [
      'findings',
      'process',
      'record',
      'ssh',
      'constructs',
      'model',
      'placement',
      'cluster',
      'deployment',
    ],
    cli: FOLDERS.filter((folder) => !['cli', 'lab', 'services', 'environments'].includes(folder)),
  }).map(([folder, below]) => ({
    files: [`${folder}/**/*.ts`],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: FOLDERS.filter((other) => other !== folder && !below.includes(other)).map((other) => ({
            regex: `^(\\.\\./)+${other}(/|$)`,
            message: `${folder}/ knows nothing of ${other}/.`,
          })),
        },
      ],
    },
  })),
  {
    // Synthesised Terraform has no types: a test reads the few fields that it is about.
    files: ['__tests__/**/*.ts'],
    rules: {
      '@typescript-eslint/no-explicit-any': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
    },
  },
  {
    files: ['**/*.js', '**/*.mjs'],
    languageOptions: {
      globals: {
        process: 'readonly',
        module: 'writable',
        require: 'readonly',
        console: 'readonly',
        __dirname: 'readonly',
        Buffer: 'readonly',
        setTimeout: 'readonly',
        clearTimeout: 'readonly',
        setInterval: 'readonly',
        clearInterval: 'readonly',
        URL: 'readonly',
        fetch: 'readonly',
        AbortSignal: 'readonly',
        TextDecoder: 'readonly',
      },
    },
  },
  prettier,
);
