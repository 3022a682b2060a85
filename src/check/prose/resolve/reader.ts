import type { Lexicon } from "../lexicon/lexicon.ts";
import type { Sense, TopicFrame } from "../lexicon/meaning.ts";
import { parseLeftContext, type Speaker } from "../parse/left-context.ts";
import { foldAsides } from "../parse/sentence.ts";
import type { Token } from "../tokenize/tokens.ts";
import { lookAhead, readClauses } from "./clause.ts";
import { linkMentions } from "./link-mentions.ts";
import { frameOf } from "./resolve.ts";
import { freshState, hasRole, type SentenceState, setTopic, type TextState } from "./state.ts";
import type { Statement } from "./statement.ts";

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
    counted: 0,
    spoken: undefined,
    ahead: undefined,
  };
  for (const line of split(tokens, "line")) {
    const numbered = isNumber(line[0]);
    scene.clauses = 0;
    if (scene.ahead === "paragraph") scene.ahead = undefined;
    let before: SentenceState | undefined;
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

/** Returns what the sentence has said: the next may begin with 其中. */
function readSentence(
  tokens: readonly Token[],
  before: SentenceState | undefined,
  scene: TextState,
): SentenceState | undefined {
  scene.sentence++;
  const counts = tokens.some(tells);
  const goesBack = before !== undefined && scene.counted === scene.sentence - 1 && saysOfAll(tokens);
  if (!counts && !goesBack) {
    passOver(tokens, scene);
    return before;
  }
  if (counts) scene.counted = scene.sentence;
  const [first] = tokens;
  const goesOn = first !== undefined && hasRole(first, "part");
  const state = freshState(before?.last, goesOn ? before?.counted : []);
  if (goesOn) setTopic(state, before?.last?.quantity);
  state.frame ??= soleFrame(tokens, scene) ?? columnFrame(tokens, before) ?? spokenFrame(tokens, scene);
  const from = scene.statements.length;
  readClauses(foldAsides(tokens), scene, state);
  linkMentions(
    scene.statements.slice(from),
    state.mentions,
    tokens.some((token) => hasRole(token, "scope")),
  );
  return state;
}

/** 截至年底已办结35件，4件结转下年度: no noun is said, and the rows that are said are of one part of the form. */
function soleFrame(tokens: readonly Token[], { lexicons, lead }: TextState): TopicFrame | undefined {
  if (lead) return undefined;
  const frames = new Set<TopicFrame>();
  for (const token of tokens) {
    if (token.kind !== "word") continue;
    const { senses, roles } = token.word;
    if (senses.some(({ kind }) => kind === "noun")) return undefined;
    for (const { clear, frame } of senses) if (clear) frames.add(frame);
    if (roles.has("carry"))
      for (const { carriedOut } of lexicons) for (const { frame } of carriedOut?.senses ?? []) frames.add(frame);
  }
  const [frame] = frames;
  return frames.size === 1 && frame?.statutory ? frame : undefined;
}

/** 公民提出133件; 除2件正在办理外，已办结35件: applicants or outcomes of what the sentence before spoke of. */
function columnFrame(tokens: readonly Token[], before: SentenceState | undefined): TopicFrame | undefined {
  const frame = before?.last?.quantity?.frame;
  if (!frame) return undefined;
  const words = tokens.flatMap((token) => (token.kind === "word" ? [token.word] : []));
  if (words.some(({ marks }) => marks.nouns.length > 0)) return undefined;
  const [first] = words.filter(({ senses }) => senses.length > 0);
  const names = (sense: Sense): boolean =>
    sense.kind === "column" || (frame.statutory && sense.row !== undefined && !sense.row.generic);
  return first?.senses.some((sense) => sense.frame === frame && names(sense)) ? frame : undefined;
}

/** 规范依申请公开流程。全年共受理2件，已办结: requests, of which the sentence before spoke and nothing else was. */
function spokenFrame(tokens: readonly Token[], { spoken, sentence }: TextState): TopicFrame | undefined {
  if (!spoken || spoken.sentence !== sentence - 1) return undefined;
  const { frame } = spoken;
  const senses = tokens.flatMap((token) => (token.kind === "word" ? [token.word.senses] : []));
  const [first] = senses.filter((each) => each.length > 0);
  const handled = first?.some((sense) => sense.frame === frame && sense.row?.generic);
  return handled && !senses.flat().some(({ kind }) => kind === "noun" || kind === "weak") ? frame : undefined;
}

/** The one part of the form that a sentence without a figure names, if its cases are counted by what is done with them. */
function namedFrame(tokens: readonly Token[]): TopicFrame | undefined {
  const frames = new Set(tokens.flatMap((token) => (token.kind === "word" ? token.word.marks.nouns : [])));
  const [frame] = frames;
  return frames.size === 1 && frame && frame.causeOf.size > 0 ? frame : undefined;
}

/** Whether a sentence with this in it can say anything of a figure. */
function tells(token: Token): boolean {
  return token.kind === "figure" || hasRole(token, "none") || hasRole(token, "flat");
}

/** 申请人均为自然人: of what the sentence before has counted. */
function saysOfAll(tokens: readonly Token[]): boolean {
  const [each, kind] = tokens.filter(
    (token) => token.kind === "word" && (hasRole(token, "each") || token.word.senses.length > 0),
  );
  return (
    each !== undefined &&
    hasRole(each, "each") &&
    kind?.kind === "word" &&
    kind.word.senses.some(({ columns }) => columns)
  );
}

/** A sentence without a figure matters only to what follows it. */
function passOver(tokens: readonly Token[], scene: TextState): void {
  const ahead = tokens.findIndex((token) => hasRole(token, "future"));
  if (ahead >= 0) {
    const first = !tokens.slice(0, ahead).some((token) => token.kind === "mark" && token.mark !== "pause");
    lookAhead(scene.clauses === 0 && first, scene);
  }
  const frame = namedFrame(tokens);
  scene.spoken = frame && { frame, sentence: scene.sentence };
  scene.clauses++;
}
