export { renderJson } from './json';
export { commentMarker } from './markdown-parts';
export { type MarkdownOptions, renderMarkdown } from './markdown';
export { renderSarif } from './sarif';
export { renderTerminal } from './terminal';
