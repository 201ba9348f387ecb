package io.cameldicom.fuzz;

import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.dict.TransferSyntax;
import io.cameldicom.dicom.io.DicomInputStream;
import io.cameldicom.dicom.io.DicomOutputStream;
import io.cameldicom.dicom.query.IdentifierCheck;
import io.cameldicom.dicom.query.InformationModel;
import io.cameldicom.dicom.query.InvalidIdentifierException;
import io.cameldicom.dicom.query.Matching;
import io.cameldicom.dicom.query.MatchingOptions;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * An identifier of a query, and what it is matched with: a byte of options, two for the length of the identifier, the
 * identifier, the other data set. The identifier is refused or has an answer, which can be encoded.
 */
public final class QueryTarget {

    private static final int COMBINED_DATE_TIME = 1;
    private static final int FUZZY_NAMES = 2;
    private static final int EMPTY_VALUES = 4;
    private static final int MULTIPLE_VALUES = 8;
    private static final int WORKLIST = 16;
    private static final int HEADER = 3;

    private QueryTarget() {}

    /** An input for the target. */
    static byte[] input(int options, byte[] identifier, byte[] entity) {
        return ByteBuffer.allocate(HEADER + identifier.length + entity.length)
                .put((byte) options)
                .putShort((short) identifier.length)
                .put(identifier)
                .put(entity)
                .array();
    }

    public static void fuzzerTestOneInput(byte[] input) throws IOException {
        if (input.length < HEADER) {
            return;
        }
        ByteBuffer in = ByteBuffer.wrap(input);
        int options = in.get();
        int length = Math.min(in.getShort() & 0xFFFF, in.remaining());
        Attributes identifier = read(input, HEADER, length);
        Attributes entity = read(input, HEADER + length, input.length - HEADER - length);
        if (isValid(identifier, options)) {
            Matching matching = Matching.of(identifier, options(options));
            for (Attributes answer : matching.answers(entity)) {
                DicomOutputStream.encode(answer, TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN);
            }
        }
    }

    private static boolean isValid(Attributes identifier, int options) {
        InformationModel model =
                (options & WORKLIST) != 0 ? InformationModel.MODALITY_WORKLIST : InformationModel.STUDY_ROOT;
        try {
            new IdentifierCheck(model, true).query(identifier);
            return true;
        } catch (InvalidIdentifierException e) {
            return false;
        }
    }

    private static MatchingOptions options(int options) {
        return MatchingOptions.DEFAULT
                .withCombinedDateTime((options & COMBINED_DATE_TIME) != 0)
                .withFuzzyNames((options & FUZZY_NAMES) != 0)
                .withEmptyValues((options & EMPTY_VALUES) != 0)
                .withMultipleValues((options & MULTIPLE_VALUES) != 0);
    }

    /** As far as it can be read: what breaks it off is not the matter here. */
    private static Attributes read(byte[] bytes, int offset, int length) throws IOException {
        try (DicomInputStream in =
                new DicomInputStream(bytes, offset, length, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN)) {
            try {
                return in.readDataset();
            } catch (IOException e) {
                return in.dataset();
            }
        }
    }
}
