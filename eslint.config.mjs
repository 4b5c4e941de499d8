import js from '@eslint/js';
import prettier from 'eslint-config-prettier';
import regexp from 'eslint-plugin-regexp';
import tseslint from 'typescript-eslint';

/** They load every class of a provider: seconds, and hundreds of megabytes. */
const INDEXES = ['docker', 'kubernetes'].map((provider) => ({
  name: `@cdktf/provider-${provider}`,
  message: `Import the file of the class: @cdktf/provider-${provider}/lib/<class>.`,
}));

export default tseslint.config(
  {
    ignores: [
      'node_modules',
      'dist',
      'cdktf.out',
      'coverage',
      'constructs/providers/libvirt',
      'constructs/providers/proxmox',
      'constructs/providers/*/own.ts',
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
      'no-restricted-imports': ['error', { paths: INDEXES }],
    },
  },
  {
    // An expression that can read one text in two ways tries both for each part of it: a long text then hangs a synth.
    files: ['**/*.ts', '**/*.js', '**/*.mjs'],
    ignores: ['__tests__/**'],
    plugins: { regexp },
    rules: { 'regexp/no-super-linear-backtracking': ['error', { report: 'potential' }] },
  },
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
    files: ['**/*.js', '**/*.cjs', '**/*.mjs'],
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
