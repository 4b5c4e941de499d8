import fc from 'fast-check';

/**
 * Property tests try the same values in every run, so that a commit which passed here passes elsewhere. PROPERTY_SEED tries others:
 * a number, or `random`.
 */
const seed = process.env['PROPERTY_SEED'] ?? '20260101';

fc.configureGlobal(seed === 'random' ? {} : { seed: Number(seed) });
