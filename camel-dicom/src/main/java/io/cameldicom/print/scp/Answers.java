package io.cameldicom.print.scp;

import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.dict.Tag;
import io.cameldicom.dicom.dict.VR;
import io.cameldicom.dicom.dimse.Status;
import io.cameldicom.dicom.service.NormalizedReply;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Makes data sets this side answers with. */
final class Answers {

    private Answers() {}

    /** Sets a text, null for none; other letters than English ones make the data set UTF-8. */
    static void set(Attributes attributes, int tag, VR vr, String text) {
        if (text == null) {
            attributes.setNull(tag, vr);
            return;
        }
        if (!StandardCharsets.US_ASCII.newEncoder().canEncode(text) && !attributes.contains(Tag.SpecificCharacterSet)) {
            attributes.setString(Tag.SpecificCharacterSet, VR.CS, "ISO_IR 192");
        }
        attributes.setString(tag, vr, text);
    }

    /**
     * The attributes asked for of those there are, and no others: there are SCUs that stumble over more (PS3.7 10.1.2).
     *
     * @param tags none for all
     */
    static NormalizedReply selected(Attributes all, int... tags) {
        if (tags.length == 0) {
            return NormalizedReply.of(all);
        }
        Attributes some = new Attributes();
        some.addSelected(all, tags);
        NormalizedReply reply = NormalizedReply.of(some);
        return Arrays.stream(tags).allMatch(all::contains)
                ? reply
                : reply.withStatus(Status.AttributeListError, "Some of the attributes are not known here");
    }
}
