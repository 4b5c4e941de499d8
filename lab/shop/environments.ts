/** The environments of the project, in the order in which an image goes through them. */
export const ENVIRONMENTS = ['dev', 'staging', 'prod'] as const;

export type EnvironmentName = (typeof ENVIRONMENTS)[number];
