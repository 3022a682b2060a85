/** `{{name}}`, `{{name.name}}`, and no brace behind it. */
const tag = /\{\{ *(\p{L}[\p{L}\p{N}]*(?:\.\p{L}[\p{L}\p{N}]*)*) *\}\}(?!\})/uy;
/** What is no name to the template language. */
const reserved: ReadonlySet<string> = new Set(["else", "true", "false", "null", "undefined", "this"]);

/**
 * What Handlebars reads of a text all of whose tags print a name, as nearly all that offices write do. Undefined for any other:
 * blocks, helpers, whatever is unusual or wrong. Places are given as columns of one line, that is, as offsets.
 */
export function plainProgram(source: string): hbs.AST.Program | undefined {
  if (source.includes("\\")) return undefined;
  const body: hbs.AST.Statement[] = [];
  let from = 0;
  for (let at = source.indexOf("{{"); at >= 0; at = source.indexOf("{{", from)) {
    tag.lastIndex = at;
    const name = tag.exec(source)?.[1];
    const parts = name?.split(".") ?? [];
    if (name === undefined || parts.some((part) => reserved.has(part))) return undefined;
    if (at > from) body.push(content(source, from, at));
    body.push(print(name, parts, source.indexOf(name, at), [at, tag.lastIndex]));
    from = tag.lastIndex;
  }
  if (from < source.length) body.push(content(source, from, source.length));
  return { type: "Program", body, blockParams: [], loc: place(0, source.length) };
}

/** Tags with a `~` are not plain. */
const noStrip: hbs.AST.StripFlags = { open: false, close: false };

function content(source: string, from: number, to: number): hbs.AST.ContentStatement {
  return { type: "ContentStatement", value: source.slice(from, to), original: noStrip, loc: place(from, to) };
}

function print(
  name: string,
  parts: string[],
  at: number,
  [from, to]: readonly [number, number],
): hbs.AST.MustacheStatement {
  const loc = place(from, to);
  const path: hbs.AST.PathExpression = {
    type: "PathExpression",
    data: false,
    depth: 0,
    parts,
    original: name,
    loc: place(at, at + name.length),
  };
  return {
    type: "MustacheStatement",
    path,
    params: [],
    hash: { type: "Hash", pairs: [], loc },
    escaped: true,
    strip: noStrip,
    loc,
  };
}

function place(from: number, to: number): hbs.AST.SourceLocation {
  return { source: "", start: { line: 1, column: from }, end: { line: 1, column: to } };
}
