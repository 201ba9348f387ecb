package io.cameldicom.examples;

import io.cameldicom.component.DicomObject;
import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.dict.Tag;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/** Knows which series of a study have come. What it throws, the sender gets as a failure. */
@Component
public class Inbox {

    private final Map<String, Set<String>> seriesByStudy = new ConcurrentHashMap<>();

    public void received(DicomObject object) {
        Attributes attributes = object.attributes();
        seriesByStudy
                .computeIfAbsent(attributes.getString(Tag.StudyInstanceUID), study -> ConcurrentHashMap.newKeySet())
                .add(attributes.getString(Tag.SeriesInstanceUID));
    }

    Set<String> series(String studyInstanceUid) {
        return seriesByStudy.getOrDefault(studyInstanceUid, Set.of());
    }
}
