/** Text as XML character data, for text that came from XML and so holds nothing XML forbids. */
export function quoteXml(text: string): string {
  return text.replace(/[&<>\r]/g, (c) => (c === "&" ? "&amp;" : c === "<" ? "&lt;" : c === ">" ? "&gt;" : "&#13;"));
}

/** Text as an attribute's value between double quotes. */
export function quoteAttribute(text: string): string {
  return quoteXml(text).replace(/"/g, "&quot;").replace(/\n/g, "&#10;").replace(/\t/g, "&#9;");
}
