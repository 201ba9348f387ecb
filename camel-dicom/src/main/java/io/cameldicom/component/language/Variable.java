package io.cameldicom.component.language;

import io.cameldicom.component.DicomConstants;
import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.dict.Tag;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** What is known of the association the object came by, from the headers. */
enum Variable implements Operand {
    CALLING_AE_TITLE("$callingAeTitle", DicomConstants.CALLING_AE_TITLE, Meaning.TEXT),
    CALLED_AE_TITLE("$calledAeTitle", DicomConstants.CALLED_AE_TITLE, Meaning.TEXT),
    REMOTE_ADDRESS("$remoteAddress", DicomConstants.REMOTE_ADDRESS, Meaning.TEXT),
    TRANSFER_SYNTAX("$transferSyntax", DicomConstants.TRANSFER_SYNTAX_UID, Meaning.UID),
    /** The data set's own where there is no header. */
    SOP_CLASS("$sopClass", DicomConstants.SOP_CLASS_UID, Meaning.UID) {
        @Override
        String text(Scope scope) {
            String header = super.text(scope);
            if (header != null) {
                return header;
            }
            Attributes attributes = scope.attributes();
            return attributes.getString(Tag.SOPClassUID);
        }
    };

    private final String written;
    private final String header;
    private final Meaning meaning;

    Variable(String written, String header, Meaning meaning) {
        this.written = written;
        this.header = header;
        this.meaning = meaning;
    }

    /** The variable of this name, with its {@code $}, or null. */
    static Variable of(String written) {
        return Arrays.stream(values())
                .filter(variable -> variable.written.equals(written))
                .findFirst()
                .orElse(null);
    }

    static String names() {
        return Arrays.stream(values()).map(variable -> variable.written).collect(Collectors.joining(", "));
    }

    String text(Scope scope) {
        return scope.header(header);
    }

    @Override
    public List<Value> values(Scope scope) {
        String text = text(scope);
        return text == null || text.isBlank() ? List.of() : List.of(new Value(text.strip(), meaning));
    }

    @Override
    public Meaning meaning() {
        return meaning;
    }
}
