/** The {@code dicom-deidentify:} endpoint. */
package io.cameldicom.component.deidentify;
