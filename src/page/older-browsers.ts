/*
 * The page is opened in whatever stands on a clerk's desk: browsers of Chromium's kind of the last six years. What those lack
 * of the language's syntax the compiler writes otherwise (`.build/compile.mjs`); what they lack of its library is added here,
 * before anything else is loaded.
 */
import "core-js/actual/array/at";
import "core-js/actual/array/find-last";
import "core-js/actual/array/find-last-index";
import "core-js/actual/array/to-reversed";
import "core-js/actual/array/to-sorted";
import "core-js/actual/array/to-spliced";
import "core-js/actual/array/with";
import "core-js/actual/object/has-own";
import "core-js/actual/string/at";
import "core-js/actual/string/replace-all";
import "core-js/actual/typed-array/at";
