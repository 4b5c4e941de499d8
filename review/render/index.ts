export { renderJson } from './json';
export { rowLines } from './row-lines';
export { HEADINGS, originsOf, riskLine, SIGNS, sourceLine, stepLine, titleOf, whereOf } from './words';
export { commentMarker } from './markdown-parts';
export { type MarkdownOptions, renderMarkdown } from './markdown';
export { renderSarif } from './sarif';
export { renderTerminal } from './terminal';
