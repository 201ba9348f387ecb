package io.cameldicom.print.scp;

import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.print.ImageBox;
import io.cameldicom.print.PresentationLut;

/** An image box of a session: what has been set so far. For the thread of the association. */
final class ImageSlot {

    /**
     * What was set, whole.
     *
     * @param attributes without the image
     * @param image item of the image sequence with pixel data; null for none
     * @param file that pixel data lies in; null if in memory, or there is none
     * @param memory bytes taken of the memory's budget
     */
    record Content(Attributes attributes, Attributes image, SpooledImage file, PresentationLut lut, long memory) {}

    private static final Content NOTHING = new Content(new Attributes(), null, null, null, 0);

    private final String uid;
    private final int position;
    private Content content = NOTHING;

    ImageSlot(String uid, int position) {
        this.uid = uid;
        this.position = position;
    }

    String uid() {
        return uid;
    }

    int position() {
        return position;
    }

    Content content() {
        return content;
    }

    /** Null if the image is not in a file. */
    SpooledImage file() {
        return content.file();
    }

    /** The hold on the file of the content before is the caller's to let go. */
    void set(Content next) {
        content = next;
    }

    /** @throws IllegalArgumentException if the content does not describe an image */
    ImageBox imageBox(Content of) {
        return ImageBox.of(uid, position, of.attributes(), of.image(), of.lut());
    }

    ImageBox imageBox() {
        return imageBox(content);
    }
}
