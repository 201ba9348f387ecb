/**
 * JPEG 2000 (ISO/IEC 15444-1, ITU-T T.800). A codestream is read by {@link CodestreamReader} into tiles, its packets
 * (tier 2) by {@link PacketReader} into code-blocks, these (tier 1) by a {@link BlockDecoder} into coefficients, which
 * the inverse wavelet and component transforms make samples of.
 */
package io.cameldicom.dicom.codec.jpeg2000;
