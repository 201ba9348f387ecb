/** Print jobs as PDF (ISO 32000), for printers of paper and for records. Needs PDFBox on the class path. */
package io.cameldicom.print.pdf;
