/** {@code dicom-transcode:} endpoints, the data types {@code dicom:...}, and what both share with {@code dicom:} producers. */
package io.cameldicom.component.transcode;
