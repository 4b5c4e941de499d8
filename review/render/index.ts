export { renderJson } from './json';
export { rowLines } from './row-lines';
export { shippedIn } from './shipped';
export { followingLines, HEADINGS, originsOf, riskLine, SIGNS, titleOf, whereOf } from './words';
export { commentMarker } from './markdown-parts';
export { type MarkdownOptions, renderMarkdown } from './markdown';
export { renderSarif } from './sarif';
export { renderTerminal } from './terminal';
