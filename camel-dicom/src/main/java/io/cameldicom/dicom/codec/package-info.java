/**
 * Compression of single frames: the {@link io.cameldicom.dicom.codec.PixelCodec} every codec implements, and the
 * {@link io.cameldicom.dicom.codec.PixelCodecs} found on the class path. One package a codec; none knows another.
 */
package io.cameldicom.dicom.codec;
