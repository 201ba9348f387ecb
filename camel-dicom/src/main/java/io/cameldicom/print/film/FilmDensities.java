package io.cameldicom.print.film;

import io.cameldicom.dicom.dict.Tag;
import io.cameldicom.print.Film;

/** What densities a film asks for, as levels of gray. */
public final class FilmDensities {
    /** Of a blue film, where the film does not say, in hundredths of optical density. */
    private static final int USUAL_MINIMUM = 20;

    private static final int USUAL_MAXIMUM = 300;

    private FilmDensities() {}

    static Densities of(Film film) {
        int minimum = film.minDensity().orElse(USUAL_MINIMUM);
        int maximum = film.maxDensity().orElse(USUAL_MAXIMUM);
        if (minimum < 0 || maximum <= minimum) {
            minimum = USUAL_MINIMUM;
            maximum = USUAL_MAXIMUM;
        }
        return new Densities(
                minimum / 100.0,
                maximum / 100.0,
                film.attributes().getInt(Tag.Illumination, Densities.ILLUMINATION),
                film.attributes().getInt(Tag.ReflectedAmbientLight, Densities.REFLECTED_AMBIENT_LIGHT));
    }

    /** Level of gray between the boxes, 0 to 255; black where nothing is said. */
    public static int border(Film film) {
        return level(film, film.borderDensity(), 0);
    }

    /** Of a place without an image; as the border where nothing is said. */
    public static int empty(Film film) {
        return level(film, film.emptyImageDensity(), border(film));
    }

    private static int level(Film film, String density, int otherwise) {
        if (density == null) {
            return otherwise;
        }
        return switch (density) {
            case "BLACK" -> 0;
            case "WHITE" -> 255;
            default -> density.matches("\\d{1,4}")
                    ? BoxTones.level(of(film).brightness(Integer.parseInt(density) / 100.0))
                    : otherwise;
        };
    }
}
