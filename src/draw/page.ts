/**
 * Page and type of an official paper (GB/T 9704 《党政机关公文格式》), in the units Word uses:
 * lengths in twips (1/20 磅), type sizes in half-points.
 */

/** A4; 天头 37 mm, 订口 28 mm, 版心 156 × 225 mm (clause 5.2.1). */
export const page = {
  width: 11906,
  height: 16838,
  top: 2098,
  right: 1474,
  bottom: 1984,
  left: 1587,
  /** 草稿 stands in the upper margin. */
  header: 1134,
  /** 28 mm: the page number stands 7 mm below the 版心 (clause 7.5). */
  footer: 1587,
} as const;

/** Width of the 版心, 156 mm. */
export const textWidth: number = page.width - page.left - page.right;
/** Height of the 版心, 225 mm. */
export const textHeight: number = page.height - page.top - page.bottom;

/** 22 lines of 28 characters fill the 版心 (clause 5.2.3). */
export const grid = {
  /** 28.95 磅: at 29 磅 the 22nd line would fall on the next page. */
  linePitch: 579,
  /** 15.793 − 16 磅 in 1/4096 磅: 28 characters of 三号 are 2 mm wider than the 版心. */
  charSpace: -848,
} as const;

/**
 * The grid is declared and text does not snap to it: LibreOffice gives a character wider than its cell two cells and
 * sets 14 in a line. Lines of an exact height and characters closed up by 0.3 磅 make the same page in every program.
 */
export const closeUp = -6;

/** The text of a paper and where on the sheet it stands. */
export interface TextType {
  /** In half-points. */
  readonly size: number;
  readonly linePitch: number;
  readonly top: number;
  readonly bottom: number;
  readonly footer: number;
}

/** A page that is to hold a whole reading: 小四 on lines of 20 磅, 25 mm from either edge. */
export const onePage: TextType = { size: 24, linePitch: 400, top: 1417, bottom: 1417, footer: 850 };

/** The width of two body characters, for programs that do not know indents by characters. */
export const twoCharacters = 628;

/** 字号 in half-points. */
export const size = {
  /** 二号: title. */
  title: 44,
  /** 小二: the title of an annex. */
  annexTitle: 36,
  /** 三号: body and headings. */
  body: 32,
  /** 四号: page number. */
  pageNumber: 28,
} as const;
