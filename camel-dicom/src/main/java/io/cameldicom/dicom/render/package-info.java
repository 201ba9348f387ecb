/**
 * From the samples of a frame to what is seen: the grayscale and color pipelines of PS3.4 Annex N (Modality LUT, VOI
 * LUT, Presentation LUT, palettes), overlays, size, and the files PNG and JPEG. No AWT.
 */
package io.cameldicom.dicom.render;
