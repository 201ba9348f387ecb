package io.cameldicom.dicom.codec.jpeg;

import io.cameldicom.dicom.codec.CodecException;
import io.cameldicom.dicom.codec.marker.MarkerReader;

/** The restart markers between the intervals of a scan (T.81 section E.2.4). */
final class Restarts {
    private Restarts() {}

    /** Ends a restart interval: the marker of this number, modulo 8, must follow. */
    static void next(MarkerReader markers, BitReader in, int number) throws CodecException {
        in.checkNotExhausted();
        if (markers.isAtEnd()) {
            throw in.exhausted();
        }
        if (markers.nextMarker() != Markers.RST0 + number % 8) {
            throw markers.broken("restart marker " + number % 8 + " expected");
        }
        markers.position(in.start(markers.position()));
    }
}
