package io.cameldicom.fuzz;

import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.dict.TransferSyntax;
import io.cameldicom.dicom.dict.UID;
import io.cameldicom.dicom.io.DicomInputStream;
import io.cameldicom.dicom.io.DicomOutputStream;
import io.cameldicom.dicom.io.DicomParseException;
import io.cameldicom.dicom.io.ReadLimits;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;

/**
 * A file or data set. The first byte says how it is read: its syntax or as a file, lenient or strict, from a stream or
 * from an array. Both ways must come to the same; what was read can be written, and then reads the same again.
 */
public final class DataSetTarget {

    /** The last is for what announces its syntax itself or leaves it to be guessed. */
    static final TransferSyntax[] SYNTAXES = {
        TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN,
        TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN,
        TransferSyntax.EXPLICIT_VR_BIG_ENDIAN,
        TransferSyntax.DEFLATED_EXPLICIT_VR_LITTLE_ENDIAN,
        TransferSyntax.of(UID.JPEGBaseline8Bit),
        null
    };

    static final int STRICT = 0x40;

    private static final ReadLimits LIMITS =
            ReadLimits.DEFAULT.withMaxTotalLength(16 << 20).withMaxElements(100_000);

    private DataSetTarget() {}

    public static void fuzzerTestOneInput(byte[] input) throws IOException {
        if (input.length == 0) {
            return;
        }
        TransferSyntax syntax = SYNTAXES[(input[0] & 0x3F) % SYNTAXES.length];
        boolean lenient = (input[0] & STRICT) == 0;
        byte[] encoded = Arrays.copyOfRange(input, 1, input.length);
        Read fromArray = read(new DicomInputStream(encoded, 0, encoded.length, syntax), lenient);
        Read fromStream = read(new DicomInputStream(new ByteArrayInputStream(encoded), syntax), lenient);
        if ((fromArray == null) != (fromStream == null)) {
            throw new AssertionError("one way read, the other refused");
        }
        if (fromArray != null) {
            roundTrip(fromArray, fromStream);
        }
    }

    private record Read(Attributes dataSet, TransferSyntax syntax) {}

    private static Read read(DicomInputStream in, boolean lenient) throws IOException {
        try (in) {
            in.setLimits(LIMITS).setLenient(lenient);
            return new Read(in.readDataset(), in.transferSyntax());
        } catch (DicomParseException e) {
            return null;
        }
    }

    private static void roundTrip(Read read, Read otherWay) throws IOException {
        byte[] written = DicomOutputStream.encode(read.dataSet, read.syntax);
        if (!Arrays.equals(written, DicomOutputStream.encode(otherWay.dataSet, otherWay.syntax))) {
            throw new AssertionError("another data set from the stream than from the array");
        }
        Read again = read(new DicomInputStream(written, 0, written.length, read.syntax), true);
        if (again == null) {
            throw new AssertionError("what was written cannot be read");
        }
        if (!Arrays.equals(written, DicomOutputStream.encode(again.dataSet, read.syntax))) {
            throw new AssertionError("not the same after writing");
        }
    }
}
