package io.cameldicom.component.transcode;

import io.cameldicom.component.DicomObject;
import io.cameldicom.dicom.codec.CodecException;
import io.cameldicom.dicom.codec.CodecParameters;
import io.cameldicom.dicom.codec.PixelCodec;
import io.cameldicom.dicom.codec.PixelCodecs;
import io.cameldicom.dicom.dict.TransferSyntax;
import io.cameldicom.dicom.dict.UidGenerator;
import io.cameldicom.dicom.transcode.Conversion;
import io.cameldicom.dicom.transcode.Transcoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/**
 * What a route asks of a conversion. Immutable.
 *
 * @param target the transfer syntax wanted
 * @param allowLossy whether pixels may lose information
 * @param parameters what steers the target's encoder
 */
public record Transcoding(TransferSyntax target, boolean allowLossy, CodecParameters parameters) {

    public Transcoding {
        Objects.requireNonNull(target, "target");
        Objects.requireNonNull(parameters, "parameters");
    }

    /** A conversion that loses nothing. */
    public static Transcoding lossless(TransferSyntax target) {
        return new Transcoding(target, false, CodecParameters.DEFAULTS);
    }

    /**
     * The one transfer syntax of a name or UID.
     *
     * @throws IllegalArgumentException if there is no such, or it is a group of several
     */
    public static TransferSyntax target(String nameOrUid) {
        List<TransferSyntax> targets = TransferSyntax.resolve(nameOrUid);
        if (targets.size() != 1) {
            throw new IllegalArgumentException("'" + nameOrUid + "' stands for " + targets.size()
                    + " transfer syntaxes: name one, such as " + targets.get(0));
        }
        return targets.get(0);
    }

    /**
     * Parameters as written in a route: {@code quality=80,chroma=444}.
     *
     * @param quality the parameter of this name, null if it is not given apart
     * @throws IllegalArgumentException if a value is no number, or the target's codec does not know it or its value
     */
    public static CodecParameters parameters(TransferSyntax target, String text, Integer quality) {
        CodecParameters parameters = CodecParameters.DEFAULTS;
        for (String part : text == null ? new String[0] : text.split(",")) {
            String[] nameAndValue = part.split("=", 2);
            try {
                parameters = parameters.with(nameAndValue[0].strip(), Integer.parseInt(nameAndValue[1].strip()));
            } catch (ArrayIndexOutOfBoundsException | NumberFormatException e) {
                throw new IllegalArgumentException(
                        "'" + part.strip() + "': must be the name of a parameter, =, and a whole number", e);
            }
        }
        return check(target, quality == null ? parameters : parameters.with("quality", quality));
    }

    private static CodecParameters check(TransferSyntax target, CodecParameters parameters) {
        PixelCodec codec = PixelCodecs.installed().encoderOf(target.uid()).orElse(null);
        try {
            parameters.check(codec == null ? List.of() : codec.parameters(target.uid()));
        } catch (CodecException e) {
            throw new IllegalArgumentException(target + ": " + e.getMessage(), e);
        }
        return parameters;
    }

    /** Whether an object has the transfer syntax already, or no pixels that one for compressed pixels could be for. */
    public static boolean leavesAsIs(Conversion plan) {
        return plan.kind() == Conversion.Kind.NONE
                || plan.kind() == Conversion.Kind.ELEMENTS && plan.to().encapsulated();
    }

    /** A transcoder for one object, on the calling thread. */
    public Transcoder.Builder transcoder(DicomObject object) {
        return Transcoder.to(target)
                .allowLossy(allowLossy)
                .parameters(parameters)
                .uids(() -> newInstanceUid(object));
    }

    /**
     * The SOP Instance UID of an object that becomes another SOP instance: the same each time, so that whoever tries
     * once more does not leave two of it.
     */
    public String newInstanceUid(DicomObject object) {
        String name = object.sopInstanceUid() + " " + target.uid() + " " + parameters;
        return UidGenerator.of(UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)));
    }
}
