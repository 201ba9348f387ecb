package io.cameldicom.dicom.transcode;

import io.cameldicom.dicom.codec.CodecException;
import io.cameldicom.dicom.codec.CodecParameters;
import io.cameldicom.dicom.codec.PixelCodec;
import io.cameldicom.dicom.codec.PixelCodecs;
import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.dict.Tag;
import io.cameldicom.dicom.dict.TransferSyntax;
import io.cameldicom.dicom.dict.UID;
import io.cameldicom.dicom.pixel.PhotometricInterpretation;
import io.cameldicom.dicom.pixel.PixelDescription;
import io.cameldicom.dicom.transcode.Conversion.Kind;
import java.util.Set;

/** Finds out whether and how objects can be converted to a transfer syntax. Immutable. */
final class Planner {

    /** Where the pixels of an object are. */
    enum Pixels {
        /** There are none, or they are floating point, which no transfer syntax compresses. */
        NONE,
        NATIVE,
        FRAGMENTS
    }

    /** Encodings of bytes rather than of pixels: they keep bits above High Bit and take subsampled chrominance. */
    private static final Set<String> KEEP_BYTES =
            Set.of(UID.EncapsulatedUncompressedExplicitVRLittleEndian, UID.DeflatedImageFrameCompression);

    /** The length of a value has 32 bits, of which the highest number means undefined (PS3.5 section 7.1.2). */
    private static final long LONGEST_VALUE = 0xFFFFFFFEL;

    /** A native frame, a copy that is prepared for the encoder, and compressed bytes that may be as many. */
    private static final int FRAMES_IN_MEMORY = 3;

    private final TransferSyntax target;
    private final PixelCodecs codecs;
    private final CodecParameters parameters;
    private final boolean allowLossy;
    private final long maxMemory;

    Planner(TransferSyntax target, PixelCodecs codecs, CodecParameters parameters, boolean allowLossy, long maxMemory) {
        this.target = target;
        this.codecs = codecs;
        this.parameters = parameters;
        this.allowLossy = allowLossy;
        this.maxMemory = maxMemory;
    }

    /** Bytes that work on one frame takes. */
    static long memoryOf(PixelDescription pixels) {
        return pixels.frameLength() * FRAMES_IN_MEMORY;
    }

    /** Where pixels are to be expected behind these attributes. */
    static Pixels expected(Attributes head, TransferSyntax from) {
        // floating point pixels have no Bits Stored (PS3.3 C.7.6.24)
        boolean image = head.containsValue(Tag.Rows) && head.containsValue(Tag.BitsStored);
        return !image ? Pixels.NONE : from.encapsulated() ? Pixels.FRAGMENTS : Pixels.NATIVE;
    }

    /** Where pixels are in this data set. */
    static Pixels present(Attributes dataset) {
        return !dataset.contains(Tag.PixelData)
                ? Pixels.NONE
                : dataset.getFragments(Tag.PixelData) != null ? Pixels.FRAGMENTS : Pixels.NATIVE;
    }

    Plan plan(Attributes head, TransferSyntax from, Pixels pixels) {
        if (from.equals(target)) {
            return Plan.without(new Conversion(Kind.NONE, from, target, "", false));
        }
        try {
            checkSyntaxes(from, pixels);
            boolean framesChange = pixels == Pixels.FRAGMENTS || pixels == Pixels.NATIVE && target.encapsulated();
            return framesChange
                    ? planFrames(head, from, pixels)
                    : Plan.without(new Conversion(Kind.ELEMENTS, from, target, "", false));
        } catch (TranscodeException | CodecException e) {
            return Plan.without(new Conversion(Kind.IMPOSSIBLE, from, target, e.getMessage(), false));
        }
    }

    private void checkSyntaxes(TransferSyntax from, Pixels pixels) throws TranscodeException {
        for (TransferSyntax syntax : new TransferSyntax[] {from, target}) {
            if (!syntax.known()) {
                throw new TranscodeException("transfer syntax " + syntax.uid() + " is not known");
            }
            if (syntax.keyword().startsWith("JPIP")) {
                throw new TranscodeException(
                        Words.name(syntax.uid()) + " has its pixels on a server, not in the object");
            }
            if (syntax.video() && pixels != Pixels.NONE) {
                throw new TranscodeException(Words.video(syntax));
            }
        }
        if (target.uid().equals(UID.Papyrus3ImplicitVRLittleEndian)) {
            throw new TranscodeException(Words.name(target.uid()) + " is retired and not written");
        }
    }

    private Plan planFrames(Attributes head, TransferSyntax from, Pixels pixels)
            throws TranscodeException, CodecException {
        PixelDescription stored = PixelElement.describe(head);
        PixelCodec decoder = null;
        PixelDescription decoded = stored;
        if (pixels == Pixels.FRAGMENTS) {
            decoder =
                    codecs.decoderOf(from.uid()).orElseThrow(() -> new TranscodeException(Words.noDecoder(from.uid())));
            decoded = decoder.decoded(from.uid(), stored);
        }
        if (memoryOf(decoded) > maxMemory) {
            throw new TranscodeException("work on a frame of " + decoded.frameLength()
                    + " bytes would take more than the " + maxMemory + " bytes of memory allowed");
        }
        if (!target.encapsulated()) {
            checkNativeLength(decoded, PixelElement.framesOf(head));
            return planned(from, decoder, null, decoded, decoded, decoded);
        }
        PixelCodec encoder =
                codecs.encoderOf(target.uid()).orElseThrow(() -> new TranscodeException(Words.noEncoder(target.uid())));
        if (encoder.isLossy(target.uid(), parameters) && !allowLossy) {
            throw new TranscodeException(
                    Words.name(target.uid()) + " loses information, which is not allowed (allowLossy=false)");
        }
        if (!KEEP_BYTES.contains(target.uid()) && !target.uid().equals(UID.RLELossless) && pixels == Pixels.NATIVE) {
            EmbeddedOverlays.refuse(head, target);
        }
        PixelDescription prepared = prepared(decoded);
        return planned(from, decoder, encoder, decoded, prepared, encoder.encoded(target.uid(), prepared, parameters));
    }

    private PixelDescription prepared(PixelDescription decoded) {
        return decoded.photometricInterpretation() == PhotometricInterpretation.YBR_FULL_422
                        && !KEEP_BYTES.contains(target.uid())
                ? decoded.withPhotometricInterpretation(PhotometricInterpretation.YBR_FULL)
                : decoded;
    }

    private static void checkNativeLength(PixelDescription pixels, int frames) throws TranscodeException {
        long length = NativePixels.lengthOf(pixels, frames);
        if (length < 0 || length > LONGEST_VALUE) {
            throw new TranscodeException(frames + " native frames of " + pixels.frameLength()
                    + " bytes are more than a value can have (4 GiB)");
        }
    }

    private Plan planned(
            TransferSyntax from,
            PixelCodec decoder,
            PixelCodec encoder,
            PixelDescription decoded,
            PixelDescription prepared,
            PixelDescription result) {
        boolean lossy = encoder != null && encoder.isLossy(target.uid(), parameters);
        Conversion conversion = new Conversion(Kind.FRAMES, from, target, "", lossy);
        return new Plan(conversion, decoder, encoder, decoded, prepared, result);
    }
}
