package io.cameldicom.component.web;

import io.cameldicom.component.DicomObject;
import io.cameldicom.dicom.dict.TransferSyntax;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/**
 * Objects in the transfer syntaxes a client takes (PS3.18 8.7.3.5.2): as they are where it takes that, otherwise converted
 * without loss to the first that can be made.
 *
 * @param wanted UIDs, {@code *} for any, in order of preference
 */
record Renditions(SyntaxConversion conversion, List<String> wanted) {

    static final String ANY = "*";

    Renditions {
        wanted = List.copyOf(wanted);
    }

    /** Whether objects go out as they are, whatever they are. */
    boolean anySyntax() {
        return wanted.contains(ANY);
    }

    /**
     * The transfer syntax the object goes out in.
     *
     * @return null if there is none that the client takes
     */
    TransferSyntax choose(DicomObject object) {
        if (anySyntax() || wanted.contains(object.transferSyntaxUid())) {
            return object.transferSyntax();
        }
        for (String uid : wanted) {
            TransferSyntax target = TransferSyntax.of(uid);
            if (target.known() && conversion.isPossible(object, target)) {
                return target;
            }
        }
        return null;
    }

    /** The object in a transfer syntax that was chosen; another one is to be let go with {@link DicomObject#discard}. */
    DicomObject convert(DicomObject object, TransferSyntax syntax) throws IOException {
        return syntax.equals(object.transferSyntax()) ? object : conversion.convert(object, syntax);
    }

    /** The Part 10 file of the object in a transfer syntax that was chosen. */
    InputStream open(DicomObject object, TransferSyntax syntax) throws IOException {
        DicomObject converted = convert(object, syntax);
        if (converted == object) {
            return object.openStream();
        }
        try {
            return new FilterInputStream(converted.openStream()) {
                @Override
                public void close() throws IOException {
                    try {
                        super.close();
                    } finally {
                        converted.discard();
                    }
                }
            };
        } catch (IOException e) {
            converted.discard();
            throw e;
        }
    }
}
