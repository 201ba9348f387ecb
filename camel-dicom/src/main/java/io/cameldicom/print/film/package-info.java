/**
 * What a film looks like: where its boxes are, and its pixels as a printer would expose them (PS3.3 C.13), row by row.
 */
package io.cameldicom.print.film;
