/** The service class user of print management (PS3.4 Annex H): sends a print job to a printer. */
package io.cameldicom.print.scu;
