/** {@code dicom-image:} endpoints: pictures of frames. */
package io.cameldicom.component.image;
