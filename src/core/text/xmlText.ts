/** A value between double quotes; line ends and tabs as references, because a parser would make blanks of them. */
export function escapeAttribute(text: string): string {
  return clean(text).replace(/[&<>"\n\r\t]/g, (found) => attributeEscapes.get(found) ?? found);
}

/** Text between tags. */
export function escapeElementText(text: string): string {
  return clean(text).replace(/[&<>\r]/g, (found) => attributeEscapes.get(found) ?? found);
}

const attributeEscapes: ReadonlyMap<string, string> = new Map([
  ['&', '&amp;'], ['<', '&lt;'], ['>', '&gt;'], ['"', '&quot;'], ['\n', '&#10;'], ['\r', '&#13;'], ['\t', '&#9;'],
]);

/** XML 1.0 has no way to say most control characters: a space takes their place. Half a surrogate pair becomes U+FFFD. */
function clean(text: string): string {
  // oxlint-disable-next-line no-control-regex -- these are what XML forbids
  return text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, ' ').replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, '\ufffd');
}
