package io.cameldicom.fuzz;

import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.json.DicomJsonException;
import io.cameldicom.dicom.json.JsonReader;
import io.cameldicom.dicom.json.JsonWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** A text of the DICOM JSON model. What was read can be written, and then reads and writes the same. */
public final class JsonTarget {

    private JsonTarget() {}

    public static void fuzzerTestOneInput(byte[] input) {
        Attributes dataSet = parse(new String(input, StandardCharsets.UTF_8));
        if (dataSet != null) {
            String written = JsonWriter.toString(dataSet);
            Attributes again = parse(written);
            if (again == null || !JsonWriter.toString(again).equals(written)) {
                throw new AssertionError("not the same after writing");
            }
        }
    }

    private static Attributes parse(String text) {
        try {
            return JsonReader.parse(text);
        } catch (UncheckedIOException e) {
            if (e.getCause() instanceof DicomJsonException) {
                return null;
            }
            throw e;
        }
    }
}
