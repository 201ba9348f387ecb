package io.cameldicom.dicom.codec;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The codecs on the class path, the first found for a transfer syntax taking it: those that others plugged in before
 * those of this library. Immutable, thread-safe.
 */
public final class PixelCodecs {
    private static final Logger LOG = LoggerFactory.getLogger(PixelCodecs.class);

    private final List<PixelCodec> codecs;

    /** @param codecs in order of preference */
    public PixelCodecs(List<PixelCodec> codecs) {
        this.codecs = List.copyOf(codecs);
    }

    /** Those that {@link ServiceLoader} finds with the class loader that loaded this class. */
    public static PixelCodecs installed() {
        return Installed.CODECS;
    }

    /** Those that {@link ServiceLoader} finds with this class loader. One that cannot be loaded is logged and left out. */
    public static PixelCodecs installed(ClassLoader loader) {
        List<PixelCodec> plugged = new ArrayList<>();
        List<PixelCodec> own = new ArrayList<>();
        Iterator<PixelCodec> found =
                ServiceLoader.load(PixelCodec.class, loader).iterator();
        while (true) {
            try {
                if (!found.hasNext()) {
                    break;
                }
                PixelCodec codec = found.next();
                (isOwn(codec) ? own : plugged).add(codec);
            } catch (ServiceConfigurationError | LinkageError e) {
                LOG.warn("A pixel codec on the class path cannot be loaded and is left out", e);
            }
        }
        plugged.addAll(own);
        return new PixelCodecs(plugged);
    }

    private static boolean isOwn(PixelCodec codec) {
        return codec.getClass().getName().startsWith(PixelCodecs.class.getPackageName() + ".");
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
        static final PixelCodecs CODECS = installed(PixelCodec.class.getClassLoader());
    }
}
