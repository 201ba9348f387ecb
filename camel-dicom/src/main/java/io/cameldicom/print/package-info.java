/**
 * Print management (PS3.4 Annex H, PS3.3 C.13): the model of a print job and the printer that turns print sessions into
 * jobs. Knows no Camel.
 */
package io.cameldicom.print;
