/** The environments of the project, in promotion order. */
export const ENVIRONMENTS = ['dev', 'staging', 'prod'] as const;

export type EnvironmentName = (typeof ENVIRONMENTS)[number];
