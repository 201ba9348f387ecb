package io.cameldicom.component;

import io.cameldicom.dicom.dimse.Status;
import java.util.Locale;
import org.apache.camel.Message;

/**
 * The status a route set: numbers as they are, text as the standard writes statuses, four hexadecimal digits.
 *
 * @param code 0000 when the route set none; {@link Status#UnableToProcess} when it is none
 * @param comment or null
 */
public record StatusHeader(int code, String comment) {

    public static StatusHeader of(Message message) {
        Object status = message.getHeader(DicomConstants.STATUS);
        String comment = message.getHeader(DicomConstants.ERROR_COMMENT, String.class);
        if (status == null) {
            return new StatusHeader(Status.Success, comment);
        }
        int code = parse(status);
        return code < 0
                ? new StatusHeader(Status.UnableToProcess, "The route set a status that is none")
                : new StatusHeader(code, comment);
    }

    /** -1 when it is no status. */
    static int parse(Object status) {
        try {
            int code = status instanceof Number number
                    ? number.intValue()
                    : Integer.parseInt(
                            status.toString().trim().toUpperCase(Locale.ROOT).replaceFirst("^0X|H$", ""), 16);
            return code < 0 || code > 0xFFFF ? -1 : code;
        } catch (NumberFormatException e) {
            return -1;
        }
    }
}
