/** The small parts that `docx` and `exceljs` write without what a Chinese document needs, or with the time of day. */

const word = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const office = "http://schemas.microsoft.com/office/word";

/** word/settings.xml: odd and even pages differ, punctuation may close up, the layout rules of present versions of Word. */
export function settingsPart(): string {
  const compat = [
    ["compatibilityMode", "15"],
    ["overrideTableStyleFontSizeAndJustification", "1"],
    ["enableOpenTypeFeatures", "1"],
    ["doNotFlipMirrorIndents", "1"],
    ["differentiateMultirowTableHeaders", "1"],
  ].map(([name, value]) => `<w:compatSetting w:name="${name}" w:uri="${office}" w:val="${value}"/>`);
  return (
    `<w:settings xmlns:w="${word}"><w:zoom w:percent="100"/><w:defaultTabStop w:val="420"/><w:evenAndOddHeaders/>` +
    `<w:drawingGridVerticalSpacing w:val="156"/><w:displayHorizontalDrawingGridEvery w:val="0"/>` +
    `<w:displayVerticalDrawingGridEvery w:val="2"/><w:characterSpacingControl w:val="compressPunctuation"/>` +
    `<w:compat><w:spaceForUL/><w:balanceSingleByteDoubleByteWidth/><w:doNotLeaveBackslashAlone/><w:ulTrailSpace/>` +
    `<w:doNotExpandShiftReturn/><w:useFELayout/>${compat.join("")}</w:compat>` +
    `<w:themeFontLang w:val="en-US" w:eastAsia="zh-CN"/><w:decimalSymbol w:val="."/><w:listSeparator w:val=","/></w:settings>`
  );
}

/** docProps/core.xml, the same in a document and a workbook: no author's machine, no time. */
export function coreProperties(): string {
  return (
    `<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" ` +
    `xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{{title}}</dc:title>` +
    `<dc:creator>{{unit.name}}</dc:creator><dc:language>zh-CN</dc:language></cp:coreProperties>`
  );
}

/** docProps/app.xml. */
export function appProperties(): string {
  return (
    `<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">` +
    `<Application>gov-report</Application></Properties>`
  );
}
