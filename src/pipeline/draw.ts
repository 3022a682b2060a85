/** Drawing loads `docx` and `exceljs`, which nothing else needs: import this lazily. */
export { drawTemplates } from "../draw/index.ts";
