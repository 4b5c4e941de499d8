/** The folder of a project that has a folder for each environment, with its placement and its releases. */
export const ENVIRONMENTS_FOLDER = 'environments';
