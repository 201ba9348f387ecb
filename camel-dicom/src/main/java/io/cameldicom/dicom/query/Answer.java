package io.cameldicom.dicom.query;

import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.data.Sequence;
import io.cameldicom.dicom.dict.Tag;
import io.cameldicom.dicom.dict.VR;

/** Makes the identifier of a C-FIND response of an entity (PS3.4 C.4.1.1.3.2). */
record Answer(Attributes identifier, MatchingOptions options) {

    Attributes of(Attributes entity) {
        Attributes answer = new Attributes(entity.bigEndian());
        answer.addSelected(entity, Tag.SpecificCharacterSet, Tag.TimezoneOffsetFromUTC);
        keys(identifier, entity, answer);
        QueryLevel level = QueryLevel.of(identifier.getString(Tag.QueryRetrieveLevel));
        if (level != null) {
            unique(level, entity, answer);
        }
        if (answer.contains(Tag.SpecificCharacterSet) && !answer.containsValue(Tag.SpecificCharacterSet)) {
            answer.remove(Tag.SpecificCharacterSet); // shall not have a zero length value
        }
        return answer;
    }

    private void unique(QueryLevel level, Attributes entity, Attributes answer) {
        answer.setString(Tag.QueryRetrieveLevel, VR.CS, level.name());
        for (QueryLevel above : QueryLevel.values()) {
            boolean isRootOfAnother = above == QueryLevel.PATIENT && level != QueryLevel.PATIENT;
            if (above.compareTo(level) <= 0 && !isRootOfAnother && entity.containsValue(above.uniqueKey())) {
                answer.addSelected(entity, above.uniqueKey());
            }
        }
        answer.addSelected(entity, Tag.RetrieveAETitle, Tag.InstanceAvailability);
        if (options.retrieveAeTitle() != null) {
            answer.setString(Tag.RetrieveAETitle, VR.AE, options.retrieveAeTitle());
        }
    }

    private void keys(Attributes asked, Attributes entity, Attributes answer) {
        for (int tag : asked.tags()) {
            if (KeyCompiler.isKey(tag) && options.supports(tag)) {
                Element element = Element.of(asked, tag);
                if (asked.getSequence(tag) != null) {
                    sequence(element, asked.getSequence(tag), entity, answer);
                } else if (element.creator() == null) {
                    value(element, entity, answer);
                } else if (entity.contains(element.in(entity))) {
                    answer.setBytes(element.creator(), tag, element.vr(), entity.getBytes(element.in(entity)));
                }
            }
        }
    }

    private static void value(Element element, Attributes entity, Attributes answer) {
        if (entity.contains(element.tag())) {
            answer.addSelected(entity, element.tag());
        } else if (!answer.contains(element.tag())) {
            answer.setNull(element.tag(), element.vr());
        }
    }

    private void sequence(Element element, Sequence asked, Attributes entity, Attributes answer) {
        boolean whole = asked.isEmpty() || asked.get(0).isEmpty();
        Sequence found = entity.getSequence(element.in(entity));
        if (found != null && whole && element.creator() == null) {
            answer.addSelected(entity, element.tag());
            return;
        }
        Sequence items = element.creator() == null
                ? answer.newSequence(element.tag())
                : answer.newSequence(element.creator(), element.tag());
        if (found == null) {
            return;
        }
        Attributes wanted = whole ? null : asked.get(0);
        Matching matching = whole ? null : Matching.of(wanted, options);
        for (Attributes item : found) {
            if (whole) {
                items.add(new Attributes(item));
            } else if (matching.matches(item)) {
                Attributes returned = new Attributes(answer.bigEndian());
                items.add(returned);
                keys(wanted, item, returned);
            }
        }
    }
}
