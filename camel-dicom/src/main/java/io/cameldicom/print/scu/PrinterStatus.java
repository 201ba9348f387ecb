package io.cameldicom.print.scu;

import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.dict.Tag;
import java.util.Locale;

/**
 * How a printer is: Printer (PS3.3 C.13.9).
 *
 * @param status Printer Status (2110,0010): NORMAL, WARNING or FAILURE
 * @param info Printer Status Info (2110,0020), such as SUPPLY LOW; null for none
 */
public record PrinterStatus(String status, String info) {

    /** A printer that does not say how it is passes for normal. */
    static PrinterStatus of(Attributes printer) {
        return new PrinterStatus(
                printer.getString(Tag.PrinterStatus, "NORMAL").toUpperCase(Locale.ROOT),
                reason(printer.getString(Tag.PrinterStatusInfo)));
    }

    /** Where all is well, printers say so once more. */
    static String reason(String info) {
        return info == null || info.equalsIgnoreCase("NORMAL") ? null : info;
    }

    public boolean isFailure() {
        return status.equals("FAILURE");
    }

    public boolean isWarning() {
        return status.equals("WARNING");
    }

    /** {@code WARNING (SUPPLY LOW)}. */
    @Override
    public String toString() {
        return info == null ? status : status + " (" + info + ")";
    }
}
