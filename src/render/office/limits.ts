/** Excel's limit for the text of a cell. */
export const longestCell = 32_767;
