package io.cameldicom.fhir;

import io.cameldicom.dicom.dict.Tag;
import java.util.Collection;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.ImagingStudy.ImagingStudySeriesComponent;
import org.hl7.fhir.r4.model.ImagingStudy.ImagingStudySeriesInstanceComponent;

/** ImagingStudy.series.instance. */
final class InstanceRules {

    private static final String URI = "urn:ietf:rfc:3986";

    private InstanceRules() {}

    /** @param listed false to report only what could not be used */
    static void add(
            InstanceHeader instance,
            ImagingStudySeriesComponent series,
            boolean listed,
            Collection<SkippedValue> skipped) {
        Integer number = instance.number();
        if (number == null && instance.numberText() != null) {
            skipped.add(new SkippedValue(Tag.InstanceNumber, Source.NO_UNSIGNED_INT));
        }
        if (!listed) {
            return;
        }
        ImagingStudySeriesInstanceComponent component = series.addInstance();
        component.setUid(instance.sopInstanceUid());
        component.setSopClass(new Coding().setSystem(URI).setCode("urn:oid:" + instance.sopClassUid()));
        if (number != null) {
            component.setNumber(number);
        }
        component.setTitle(instance.title());
    }
}
