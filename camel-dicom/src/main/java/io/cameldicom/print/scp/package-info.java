/** A printer: print management as an SCP (PS3.4 Annex H), which makes print jobs of what sessions ask for. */
package io.cameldicom.print.scp;
