/**
 * The index of the hub's store folder: what is filed, by study, series and instance, in an embedded database. The files are
 * the truth; the index can be deleted at any time and is made again of them.
 */
package io.cameldicom.hub.index;
