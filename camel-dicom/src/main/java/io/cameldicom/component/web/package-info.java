/** The {@code dicom-web:} endpoint: DICOMweb (PS3.18), producers are user agents, consumers origin servers. */
package io.cameldicom.component.web;
