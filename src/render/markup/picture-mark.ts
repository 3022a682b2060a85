/** Stands under the table of a trend until its picture does. */
export const pictureMark = "\n<!-- trend -->";
