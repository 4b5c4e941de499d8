export { renderJson } from './json';
export { commentMarker } from './markdown-parts';
export { type MarkdownOptions, renderMarkdown } from './markdown';
export { renderSarif } from './sarif';
export { shownFinding } from './shown-finding';
export { renderTerminal } from './terminal';
export { visible, visibleJson } from './visible';
