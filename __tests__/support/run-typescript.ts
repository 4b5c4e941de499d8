import { join } from 'node:path';

/** What Node takes to run TypeScript: the sources as they are. */
export const TYPESCRIPT = ['-r', join(__dirname, '../../bin/typescript.js')] as const;
