/** The faces of an official paper. They are only named, never bundled: all but 宋体 and 黑体 are licensed. */
export const font = {
  /** 标题 */
  title: "方正小标宋简体",
  /** 正文 */
  body: "仿宋_GB2312",
  /** 一级标题 */
  heading: "黑体",
  /** 二级标题 */
  subheading: "楷体_GB2312",
  /** 表格、页码 */
  table: "宋体",
} as const;

interface Face {
  readonly name: string;
  /** What the same face is called where this name is unknown. */
  readonly altName: string;
  readonly family: "roman" | "modern" | "script" | "auto";
  readonly panose: string;
}

/** Newer Windows calls the two GB2312 faces 仿宋 and 楷体; Founder sells 小标宋 under two names. */
const faces: readonly Face[] = [
  { name: font.body, altName: "仿宋", family: "modern", panose: "02010609030101010101" },
  { name: font.subheading, altName: "楷体", family: "modern", panose: "02010609030101010101" },
  { name: font.title, altName: "方正小标宋_GBK", family: "auto", panose: "02010601030101010101" },
  { name: font.table, altName: "SimSun", family: "auto", panose: "02010600030101010101" },
  { name: font.heading, altName: "SimHei", family: "modern", panose: "02010609060101010101" },
];

/** word/fontTable.xml; without the other names Word replaces a missing face by whatever it likes. */
export function fontTable(): string {
  const fonts = faces.map(
    ({ name, altName, family, panose }) =>
      `<w:font w:name="${name}"><w:altName w:val="${altName}"/><w:panose1 w:val="${panose}"/>` +
      `<w:charset w:val="86"/><w:family w:val="${family}"/><w:pitch w:val="default"/></w:font>`,
  );
  return `<w:fonts xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">${fonts.join("")}</w:fonts>`;
}
