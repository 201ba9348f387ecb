package io.cameldicom.fuzz;

import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.xml.DicomXmlException;
import io.cameldicom.dicom.xml.XmlReader;
import io.cameldicom.dicom.xml.XmlWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * A document of the Native DICOM Model. What was read can be written, and then reads and writes the same, unless it had
 * control characters, for which others are written that not every VR has.
 */
public final class XmlTarget {

    private XmlTarget() {}

    public static void fuzzerTestOneInput(byte[] input) {
        Attributes dataSet = parse(new String(input, StandardCharsets.UTF_8));
        if (dataSet != null) {
            String written = XmlWriter.toString(dataSet);
            Attributes again = parse(written);
            if (again != null && !XmlWriter.toString(again).equals(written)) {
                throw new AssertionError("not the same after writing");
            }
        }
    }

    private static Attributes parse(String text) {
        try {
            return XmlReader.parse(text);
        } catch (UncheckedIOException e) {
            if (e.getCause() instanceof DicomXmlException) {
                return null;
            }
            throw e;
        }
    }
}
