package io.cameldicom.dicom.codec;

import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;

/** The codecs on the class path, the first found for a transfer syntax taking it. Immutable, thread-safe. */
public final class PixelCodecs {
    private final List<PixelCodec> codecs;

    /** @param codecs in order of preference */
    public PixelCodecs(List<PixelCodec> codecs) {
        this.codecs = List.copyOf(codecs);
    }

    /** Those that {@link ServiceLoader} finds with the class loader that loaded this class. */
    public static PixelCodecs installed() {
        return Installed.CODECS;
    }

    /** The codec that decodes this transfer syntax. */
    public Optional<PixelCodec> decoderOf(String transferSyntax) {
        return codecs.stream()
                .filter(codec -> codec.decodes().contains(transferSyntax))
                .findFirst();
    }

    /** The codec that encodes this transfer syntax. */
    public Optional<PixelCodec> encoderOf(String transferSyntax) {
        return codecs.stream()
                .filter(codec -> codec.encodes().contains(transferSyntax))
                .findFirst();
    }

    private static final class Installed {
        static final PixelCodecs CODECS =
                new PixelCodecs(ServiceLoader.load(PixelCodec.class, PixelCodec.class.getClassLoader()).stream()
                        .map(ServiceLoader.Provider::get)
                        .toList());
    }
}
