package io.cameldicom.print.scp;

import io.cameldicom.print.FilmSize;
import io.cameldicom.print.ImageDisplayFormat;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What a printer says of itself, takes, and keeps of a session. Immutable. */
public final class PrinterConfiguration {

    /** Where nobody says how large a film is. */
    static final FilmSize USUAL_FILM = FilmSize.parse("14INX17IN");

    private static final int MOST_NUMBERED = 99;

    private final Builder made;

    private PrinterConfiguration(Builder builder) {
        made = builder;
    }

    /** Begins a printer that takes every film size, medium and destination. */
    public static Builder builder() {
        return new Builder();
    }

    String name() {
        return made.name;
    }

    String manufacturer() {
        return made.manufacturer;
    }

    String model() {
        return made.model;
    }

    String serialNumber() {
        return made.serialNumber;
    }

    String softwareVersion() {
        return made.softwareVersion;
    }

    /** Film Size IDs; empty for any. */
    List<String> filmSizes() {
        return made.filmSizes;
    }

    List<String> mediumTypes() {
        return made.mediumTypes;
    }

    List<String> filmDestinations() {
        return made.filmDestinations;
    }

    List<ImageDisplayFormat> displayFormats() {
        return made.displayFormats;
    }

    /** What SLIDE, SUPERSLIDE or CUSTOM\i stands for; null if the printer does not have it. */
    ImageDisplayFormat layout(ImageDisplayFormat format) {
        return format.isConfigured() ? made.layouts.get(format.toString()) : format;
    }

    int annotationPositions() {
        return made.annotationPositions;
    }

    double pixelsPerMillimeter() {
        return made.pixelsPerMillimeter;
    }

    int minDensity() {
        return made.minDensity;
    }

    int maxDensity() {
        return made.maxDensity;
    }

    String decimateCropBehavior() {
        return made.decimateCropBehavior;
    }

    int maxFilms() {
        return made.maxFilms;
    }

    long maxSpooledBytes() {
        return made.maxSpooledBytes;
    }

    /** The film nobody asked another size for. */
    FilmSize usualFilm() {
        return made.filmSizes.isEmpty() ? USUAL_FILM : FilmSize.parse(made.filmSizes.get(0));
    }

    /** Makes a {@link PrinterConfiguration}. For one thread. */
    public static final class Builder {

        private final Map<String, ImageDisplayFormat> layouts = new HashMap<>(Map.of(
                "SLIDE", ImageDisplayFormat.standard(4, 5),
                "SUPERSLIDE", ImageDisplayFormat.standard(4, 5)));
        private String name;
        private String manufacturer;
        private String model;
        private String serialNumber;
        private String softwareVersion;
        private List<String> filmSizes = List.of();
        private List<String> mediumTypes = List.of();
        private List<String> filmDestinations = List.of();
        private List<ImageDisplayFormat> displayFormats = List.of();
        private int annotationPositions = 6;
        private double pixelsPerMillimeter = 12.5;
        private int minDensity;
        private int maxDensity = Integer.MAX_VALUE;
        private String decimateCropBehavior = ImageFit.DECIMATE;
        private int maxFilms = 500;
        private long maxSpooledBytes = 16L << 30;

        private Builder() {}

        /** Printer Name (2110,0030); null for none. */
        public Builder name(String text) {
            name = text;
            return this;
        }

        /** Manufacturer (0008,0070); null for none. */
        public Builder manufacturer(String text) {
            manufacturer = text;
            return this;
        }

        /** Manufacturer's Model Name (0008,1090); null for none. */
        public Builder model(String text) {
            model = text;
            return this;
        }

        /** Device Serial Number (0018,1000); null for none. */
        public Builder serialNumber(String text) {
            serialNumber = text;
            return this;
        }

        /** Software Versions (0018,1020); null for none. */
        public Builder softwareVersion(String text) {
            softwareVersion = text;
            return this;
        }

        /**
         * Film Size IDs (2010,0050) taken, the first for films that name none; by default any.
         *
         * @throws IllegalArgumentException if one says no size
         */
        public Builder filmSizes(List<String> ids) {
            List<String> sizes = new ArrayList<>();
            for (String id : ids) {
                sizes.add(FilmSize.parse(id).id());
            }
            filmSizes = List.copyOf(sizes);
            return this;
        }

        /** Medium Types (2000,0030) taken; by default any. */
        public Builder mediumTypes(List<String> terms) {
            mediumTypes = upper(terms);
            return this;
        }

        /** Film Destinations (2000,0040) taken; by default any. */
        public Builder filmDestinations(List<String> terms) {
            filmDestinations = upper(terms);
            return this;
        }

        /** Image Display Formats (2010,0010) taken; by default any, of CUSTOM those there is a {@link #layout} for. */
        public Builder displayFormats(List<ImageDisplayFormat> formats) {
            displayFormats = List.copyOf(formats);
            return this;
        }

        /**
         * What a format is that the standard leaves to the printer.
         *
         * @param format SLIDE and SUPERSLIDE, which are 4 by 5 places by default, or CUSTOM\i
         * @param layout a STANDARD, ROW or COL
         * @throws IllegalArgumentException if it is the other way round
         */
        public Builder layout(ImageDisplayFormat format, ImageDisplayFormat layout) {
            if (!format.isConfigured() || layout.isConfigured()) {
                throw new IllegalArgumentException(
                        "CUSTOM, SLIDE or SUPERSLIDE can stand for STANDARD, ROW or COL, not " + format + " for "
                                + layout);
            }
            layouts.put(format.toString(), layout);
            return this;
        }

        /** Annotation boxes made for an Annotation Display Format ID (2010,0030), 0 to 99; 6 by default. */
        public Builder annotationPositions(int count) {
            if (count < 0 || count > MOST_NUMBERED) {
                throw new IllegalArgumentException("A film has 0 to " + MOST_NUMBERED + " annotations, not " + count);
            }
            annotationPositions = count;
            return this;
        }

        /** Resolution: tells whether an image is larger than its place; 12.5 pixels a millimeter by default. */
        public Builder pixelsPerMillimeter(double pixels) {
            if (!(pixels > 0)) {
                throw new IllegalArgumentException("A resolution is above 0");
            }
            pixelsPerMillimeter = pixels;
            return this;
        }

        /** Densities it can print, in hundredths of optical density; by default any that is asked for. */
        public Builder densities(int min, int max) {
            if (min < 0 || max <= min) {
                throw new IllegalArgumentException("Densities are from 0 on, the maximum above the minimum");
            }
            minDensity = min;
            maxDensity = max;
            return this;
        }

        /** What happens to images that are too large and may not be scaled: DECIMATE, by default, CROP or FAIL. */
        public Builder decimateCropBehavior(String term) {
            if (!List.of(ImageFit.DECIMATE, ImageFit.CROP, ImageFit.FAIL).contains(term)) {
                throw new IllegalArgumentException("Images that are too large are DECIMATE, CROP or FAIL");
            }
            decimateCropBehavior = term;
            return this;
        }

        /** Film boxes of an association at a time; 500 by default. */
        public Builder maxFilms(int count) {
            if (count < 1) {
                throw new IllegalArgumentException("A session has at least 1 film");
            }
            maxFilms = count;
            return this;
        }

        /** Bytes on disk of the images of an association at a time; 16 GiB by default. */
        public Builder maxSpooledBytes(long bytes) {
            if (bytes < 1) {
                throw new IllegalArgumentException("Images take at least 1 byte");
            }
            maxSpooledBytes = bytes;
            return this;
        }

        public PrinterConfiguration build() {
            return new PrinterConfiguration(this);
        }

        private static List<String> upper(List<String> terms) {
            return terms.stream()
                    .map(term -> term.trim().toUpperCase(Locale.ROOT))
                    .toList();
        }
    }
}
