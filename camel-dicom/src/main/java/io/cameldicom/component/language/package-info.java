/** The {@code dicom} expression language. */
package io.cameldicom.component.language;
