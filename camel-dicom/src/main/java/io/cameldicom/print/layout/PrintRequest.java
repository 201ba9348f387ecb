package io.cameldicom.print.layout;

import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.render.Voi;
import io.cameldicom.print.ImageDisplayFormat;
import java.util.Objects;

/**
 * How images are to be printed. Immutable if nobody changes the data sets, which are not copied.
 *
 * @param session attributes of the film session, such as Number of Copies
 * @param film attributes of each film box, without a display format
 * @param box attributes of each image box, such as Polarity
 * @param format how images lie on a film; null chooses one by their number
 * @param bits of a gray value, 8 or 12; color always has 8
 * @param color whether they are printed in color
 * @param voi which gray values become visible
 * @param presentationLut shape of the presentation LUT of each film, such as IDENTITY; null for none
 * @param allFrames whether each frame of a multi-frame image is printed, otherwise the first one
 */
public record PrintRequest(
        Attributes session,
        Attributes film,
        Attributes box,
        ImageDisplayFormat format,
        int bits,
        PrintColor color,
        Voi voi,
        String presentationLut,
        boolean allFrames) {

    public PrintRequest {
        Objects.requireNonNull(session, "session");
        Objects.requireNonNull(film, "film");
        Objects.requireNonNull(box, "box");
        Objects.requireNonNull(color, "color");
        Objects.requireNonNull(voi, "voi");
        if (bits != 8 && bits != 12) {
            throw new IllegalArgumentException("bits=" + bits + ": must be 8 or 12, print management has no others");
        }
        if (format != null && format.isConfigured()) {
            throw new IllegalArgumentException(
                    "format=" + format + ": only the printer knows how many images it has, use STANDARD, ROW or COL");
        }
    }
}
