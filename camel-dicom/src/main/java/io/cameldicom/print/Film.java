package io.cameldicom.print;

import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.dict.Tag;
import io.cameldicom.dicom.dict.VR;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.OptionalInt;

/**
 * One film of a print job: Basic Film Box (PS3.3 C.13.3) with its image boxes and annotations. Immutable if nobody changes
 * the data sets it hands out, which is forbidden.
 */
public final class Film {

    private final String sopInstanceUid;
    private final Attributes attributes;
    private final ImageDisplayFormat format;
    private final ImageDisplayFormat layout;
    private final List<ImageBox> imageBoxes;
    private final List<Annotation> annotations;
    private final PresentationLut presentationLut;

    private Film(Builder builder) {
        sopInstanceUid = builder.sopInstanceUid;
        attributes = builder.attributes;
        format = ImageDisplayFormat.parse(attributes.getString(Tag.ImageDisplayFormat, "STANDARD\\1,1"));
        layout = builder.layout == null ? format : builder.layout;
        imageBoxes = builder.imageBoxes.stream()
                .sorted(Comparator.comparingInt(ImageBox::position))
                .toList();
        annotations = builder.annotations.stream()
                .sorted(Comparator.comparingInt(Annotation::position))
                .toList();
        presentationLut = builder.presentationLut;
    }

    /**
     * Begins a film.
     *
     * @param attributes of the film box, with an Image Display Format (2010,0010) such as {@code STANDARD\1,1}
     */
    public static Builder builder(Attributes attributes) {
        return new Builder(attributes);
    }

    /** Begins a film that has nothing but an Image Display Format. */
    public static Builder builder(ImageDisplayFormat format) {
        Attributes attributes = new Attributes();
        // the backslash is part of the one value (VR ST)
        attributes.setString(Tag.ImageDisplayFormat, VR.ST, format.toString());
        return new Builder(attributes);
    }

    /** SOP Instance UID of the film box; null if it has none yet. */
    public String sopInstanceUid() {
        return sopInstanceUid;
    }

    /** The film box as created and set, without references to the objects of the session it came in; not to be changed. */
    public Attributes attributes() {
        return attributes;
    }

    /** Image Display Format (2010,0010). */
    public ImageDisplayFormat format() {
        return format;
    }

    /**
     * Where the boxes lie: the format itself, or what the printer takes SLIDE, SUPERSLIDE or CUSTOM for, a STANDARD, ROW or
     * COL. It has as many boxes as there are {@link #imageBoxes}.
     */
    public ImageDisplayFormat layout() {
        return layout;
    }

    /** All places of the film, the empty ones too, by position. */
    public List<ImageBox> imageBoxes() {
        return imageBoxes;
    }

    /** Whether no place has an image. */
    public boolean isEmpty() {
        return imageBoxes.stream().allMatch(ImageBox::isEmpty);
    }

    /** By position, those without a text too. */
    public List<Annotation> annotations() {
        return annotations;
    }

    /** For images that have none of their own; null for none. */
    public PresentationLut presentationLut() {
        return presentationLut;
    }

    /** The presentation LUT of one of the image boxes: its own or the film's; null for none. */
    public PresentationLut presentationLut(ImageBox box) {
        return box.presentationLut() != null ? box.presentationLut() : presentationLut;
    }

    /** Film Orientation (2010,0040); portrait where it is not said. */
    public FilmOrientation orientation() {
        return "LANDSCAPE".equalsIgnoreCase(attributes.getString(Tag.FilmOrientation))
                ? FilmOrientation.LANDSCAPE
                : FilmOrientation.PORTRAIT;
    }

    /**
     * Film Size ID (2010,0050); null where it is not said.
     *
     * @throws IllegalArgumentException if it says no size
     */
    public FilmSize size() {
        String id = attributes.getString(Tag.FilmSizeID);
        return id == null ? null : FilmSize.parse(id);
    }

    /** Magnification Type (2010,0060): REPLICATE, BILINEAR, CUBIC, NONE or the printer's own; null for the printer's choice. */
    public String magnificationType() {
        return upper(Tag.MagnificationType);
    }

    /** The magnification of one of the image boxes: its own or the film's. */
    public String magnificationType(ImageBox box) {
        return box.magnificationType() != null ? box.magnificationType().toUpperCase(Locale.ROOT) : magnificationType();
    }

    /** Smoothing Type (2010,0080), the printer's own words; null for none. */
    public String smoothingType() {
        return attributes.getString(Tag.SmoothingType);
    }

    /** Border Density (2010,0100): BLACK, WHITE or hundredths of optical density; null where it is not said. */
    public String borderDensity() {
        return upper(Tag.BorderDensity);
    }

    /** Empty Image Density (2010,0110) of places without an image, as {@link #borderDensity}. */
    public String emptyImageDensity() {
        return upper(Tag.EmptyImageDensity);
    }

    /** Min Density (2010,0120) in hundredths of optical density. */
    public OptionalInt minDensity() {
        return number(Tag.MinDensity);
    }

    /** Max Density (2010,0130) in hundredths of optical density. */
    public OptionalInt maxDensity() {
        return number(Tag.MaxDensity);
    }

    /** Trim (2010,0140) is YES: a box is drawn around each image. */
    public boolean trim() {
        return "YES".equals(upper(Tag.Trim));
    }

    /** Configuration Information (2010,0150), the printer's own words; null for none. */
    public String configurationInformation() {
        return attributes.getString(Tag.ConfigurationInformation);
    }

    /** Requested Resolution ID (2020,0050): STANDARD or HIGH; null where it is not said. */
    public String requestedResolution() {
        return upper(Tag.RequestedResolutionID);
    }

    /** Annotation Display Format ID (2010,0030), the printer's own words; null for no annotations. */
    public String annotationDisplayFormat() {
        return attributes.getString(Tag.AnnotationDisplayFormatID);
    }

    private String upper(int tag) {
        String value = attributes.getString(tag);
        return value == null ? null : value.toUpperCase(Locale.ROOT);
    }

    private OptionalInt number(int tag) {
        return attributes.containsValue(tag) ? OptionalInt.of(attributes.getInt(tag, 0)) : OptionalInt.empty();
    }

    /** Format and places; no values of a patient. */
    @Override
    public String toString() {
        return "Film[" + format + ", "
                + imageBoxes.stream().filter(box -> !box.isEmpty()).count() + " of " + imageBoxes.size() + " images]";
    }

    /** Makes a {@link Film}. For one thread. */
    public static final class Builder {

        private final Attributes attributes;
        private final List<ImageBox> imageBoxes = new ArrayList<>();
        private final List<Annotation> annotations = new ArrayList<>();
        private String sopInstanceUid;
        private ImageDisplayFormat layout;
        private PresentationLut presentationLut;

        private Builder(Attributes attributes) {
            this.attributes = Objects.requireNonNull(attributes, "attributes");
        }

        public Builder sopInstanceUid(String uid) {
            sopInstanceUid = uid;
            return this;
        }

        /** What stands for a format that only the printer's configuration explains; see {@link Film#layout}. */
        public Builder layout(ImageDisplayFormat effective) {
            layout = effective;
            return this;
        }

        public Builder imageBox(ImageBox box) {
            imageBoxes.add(box);
            return this;
        }

        public Builder annotation(Annotation annotation) {
            annotations.add(annotation);
            return this;
        }

        public Builder presentationLut(PresentationLut lut) {
            presentationLut = lut;
            return this;
        }

        /**
         * Fills the places up to the last of the layout with empty image boxes.
         *
         * @throws IllegalArgumentException if the display format is none, or two image boxes have the same position
         */
        public Film build() {
            Film film = new Film(this);
            List<Integer> positions =
                    film.imageBoxes.stream().map(ImageBox::position).toList();
            if (positions.stream().distinct().count() != positions.size()) {
                throw new IllegalArgumentException("Two image boxes have the same position");
            }
            boolean gaps = false;
            for (int position = 1; position <= film.layout.boxes(); position++) {
                if (!positions.contains(position)) {
                    imageBoxes.add(ImageBox.empty(null, position));
                    gaps = true;
                }
            }
            return gaps ? new Film(this) : film;
        }
    }
}
