/** What tools and editors keep in a project, and no synth reads: its change is no change of the project. */
export const NOT_READ = {
  folders: ['node_modules', '.git', '.terraform', '.cache', 'coverage', 'dist'],
  files: /\.tfstate|\.log$|~$|^\.#|\.sw[a-z]$/,
} as const;
