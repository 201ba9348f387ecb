/** {@code dicom-print:} endpoints: print jobs as PDF, pictures or objects for the archive. */
package io.cameldicom.component.print;
