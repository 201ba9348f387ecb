/**
 * Route files before they run: where their parts are, what is wrong with them by file, line and reason, and what would
 * become of an object. Nothing here listens, connects or sends.
 */
package io.cameldicom.hub.check;
