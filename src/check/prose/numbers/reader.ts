import { lookAhead, readClauses } from "./clause.ts";
import { parseLeftContext, type Speaker } from "./context.ts";
import type { Lexicon } from "./lexicon.ts";
import { frameOf } from "./resolve.ts";
import { foldAsides } from "./sentence.ts";
import { type FigureReferent, freshState, hasRole, setTopic, type TextState } from "./state.ts";
import type { Statement } from "./statement.ts";
import type { Token } from "./tokens.ts";

/** Reads the figures of a text and what each says: lines, their sentences, and what carries over between them. */
export function readFigures(
  tokens: readonly Token[],
  speaker: Speaker,
  lexicons: readonly Lexicon[],
): readonly Statement[] {
  const scene: TextState = {
    speaker,
    lexicons,
    statements: [],
    lead: undefined,
    sentence: 0,
    clauses: 0,
    ahead: undefined,
  };
  for (const line of split(tokens, "line")) {
    const numbered = isNumber(line[0]);
    scene.clauses = 0;
    if (scene.ahead === "paragraph") scene.ahead = undefined;
    let before: FigureReferent | undefined;
    split(numbered ? line.slice(1) : line, "stop").forEach((sentence, i) => {
      if (i === 0) readOpening(sentence, numbered, scene);
      before = readSentence(sentence, before, scene);
    });
  }
  return scene.statements;
}

function split(tokens: readonly Token[], at: "line" | "stop"): readonly (readonly Token[])[] {
  const pieces: Token[][] = [[]];
  for (const token of tokens) {
    if (token.kind === "mark" && token.mark === at) pieces.push([]);
    else pieces.at(-1)?.push(token);
  }
  return pieces.filter((piece) => piece.length > 0);
}

function isNumber(token: Token | undefined): boolean {
  return token?.kind === "mark" && token.mark === "number";
}

const longestHeading = 6;

/** A numbered heading sets what its paragraph is about; one about something else unsets it. */
function readOpening(sentence: readonly Token[], numbered: boolean, scene: TextState): void {
  if (numbered) scene.lead = undefined;
  const colon = sentence.findIndex((token) => token.kind === "mark" && token.mark === "colon");
  const head = colon < 0 ? sentence : sentence.slice(0, colon);
  if (head.length > longestHeading || !head.every((token) => token.kind === "word")) return;
  const left = parseLeftContext(head, scene.speaker);
  if (left.unknown) return;
  const words = left.groups.flatMap((group) => group.words);
  scene.lead = frameOf(words, undefined);
}

/** Returns the last figure of the sentence: the next may begin with 其中. */
function readSentence(
  tokens: readonly Token[],
  before: FigureReferent | undefined,
  scene: TextState,
): FigureReferent | undefined {
  scene.sentence++;
  if (!tokens.some(tells)) {
    passOver(tokens, scene);
    return before;
  }
  const state = freshState(before);
  const [first] = tokens;
  if (first && hasRole(first, "part")) setTopic(state, before?.quantity);
  readClauses(foldAsides(tokens), scene, state);
  return state.last;
}

/** Whether a sentence with this in it can say anything of a figure. */
function tells(token: Token): boolean {
  return token.kind === "figure" || hasRole(token, "none") || hasRole(token, "flat");
}

/** A sentence without a figure matters only to what follows it. */
function passOver(tokens: readonly Token[], scene: TextState): void {
  const ahead = tokens.findIndex((token) => hasRole(token, "future"));
  if (ahead >= 0) {
    const first = !tokens.slice(0, ahead).some((token) => token.kind === "mark" && token.mark !== "pause");
    lookAhead(scene.clauses === 0 && first, scene);
  }
  scene.clauses++;
}
