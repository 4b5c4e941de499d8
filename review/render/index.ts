export { renderJson } from './json';
export { marker } from './marker';
export { type MarkdownOptions, renderMarkdown } from './markdown';
export { renderSarif } from './sarif';
export { renderTerminal } from './terminal';
