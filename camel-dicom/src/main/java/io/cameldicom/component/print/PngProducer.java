package io.cameldicom.component.print;

import io.cameldicom.component.SpooledBytes;
import io.cameldicom.dicom.render.PngWriter;
import io.cameldicom.print.Film;
import io.cameldicom.print.PrintJob;
import io.cameldicom.print.film.FilmRows;
import java.util.ArrayList;
import java.util.List;
import org.apache.camel.Exchange;

/** A list of pictures, one of each film. */
class PngProducer extends PrintStep {
    private static final double METER = 1000 / 25.4;

    PngProducer(DicomPrintEndpoint endpoint) {
        super(endpoint);
    }

    @Override
    void process(Exchange exchange, PrintJob job) throws Exception {
        double resolution = resolution(exchange.getMessage());
        List<SpooledBytes> pictures = new ArrayList<>();
        for (Film film : job.films()) {
            try (FilmRows rows = FilmRows.open(film, endpoint.style(), resolution)) {
                pictures.add(SpooledBytes.of(
                        exchange, out -> PngWriter.write(rows, (int) Math.round(resolution * METER), out)));
            }
        }
        exchange.getMessage().setBody(pictures);
    }
}
