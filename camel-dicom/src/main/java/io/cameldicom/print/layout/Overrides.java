package io.cameldicom.print.layout;

import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.print.Film;
import io.cameldicom.print.PrintJob;

/** Changes what a print job asks of its printer: printers differ in the film sizes, media and densities they have. */
public final class Overrides {
    private Overrides() {}

    /**
     * The job with these attributes in the place of its own; its images and annotations are untouched, and its pixels stay
     * with the job given.
     *
     * @param session attributes of the film session
     * @param film attributes of each film box
     * @return the job itself if there is nothing to change
     */
    public static PrintJob of(PrintJob job, Attributes session, Attributes film) {
        if (session.isEmpty() && film.isEmpty()) {
            return job;
        }
        PrintJob.Builder changed = PrintJob.builder()
                .id(job.id())
                .callingAeTitle(job.callingAeTitle())
                .calledAeTitle(job.calledAeTitle())
                .color(job.isColor())
                .sessionUid(job.sessionUid())
                .session(merged(job.session(), session));
        for (Film each : job.films()) {
            Film.Builder builder = Film.builder(merged(each.attributes(), film))
                    .sopInstanceUid(each.sopInstanceUid())
                    .layout(each.layout())
                    .presentationLut(each.presentationLut());
            each.imageBoxes().forEach(builder::imageBox);
            each.annotations().forEach(builder::annotation);
            changed.film(builder.build());
        }
        return changed.build();
    }

    private static Attributes merged(Attributes own, Attributes other) {
        Attributes merged = new Attributes(own);
        merged.addAll(other);
        return merged;
    }
}
