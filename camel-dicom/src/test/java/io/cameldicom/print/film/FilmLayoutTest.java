package io.cameldicom.print.film;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.cameldicom.dicom.data.Attributes;
import io.cameldicom.dicom.dict.Tag;
import io.cameldicom.dicom.dict.VR;
import io.cameldicom.dicom.render.RenderException;
import io.cameldicom.print.Annotation;
import io.cameldicom.print.Film;
import io.cameldicom.print.FilmSize;
import io.cameldicom.print.ImageDisplayFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class FilmLayoutTest {

    /** 100 by 120 mm. */
    private static final FilmStyle STYLE = new FilmStyle(FilmSize.parse("10CMX12CM"), 0, 0, 0);

    @Test
    void standard_boxes_are_numbered_row_by_row() throws Exception {
        assertEquals(
                List.of(
                        new Area(0, 0, 50, 40),
                        new Area(50, 0, 50, 40),
                        new Area(0, 40, 50, 40),
                        new Area(50, 40, 50, 40),
                        new Area(0, 80, 50, 40),
                        new Area(50, 80, 50, 40)),
                boxes("STANDARD\\2,3", STYLE));
    }

    @Test
    void rows_have_boxes_of_their_own() throws Exception {
        assertEquals(
                List.of(new Area(0, 0, 100, 60), new Area(0, 60, 50, 60), new Area(50, 60, 50, 60)),
                boxes("ROW\\1,2", STYLE));
    }

    @Test
    void columns_are_numbered_column_by_column() throws Exception {
        assertEquals(
                List.of(new Area(0, 0, 50, 120), new Area(50, 0, 50, 60), new Area(50, 60, 50, 60)),
                boxes("COL\\1,2", STYLE));
    }

    @Test
    void margin_and_gaps_are_taken_off() throws Exception {
        assertEquals(
                List.of(new Area(10, 10, 38, 100), new Area(52, 10, 38, 100)),
                boxes("STANDARD\\2,1", STYLE.withMargin(10).withGap(4)));
    }

    @Test
    void slides_have_their_size_and_as_much_room_as_there_is() throws Exception {
        Film slides = Film.builder(film("SLIDE"))
                .layout(ImageDisplayFormat.standard(2, 3))
                .build();

        List<Area> boxes = FilmLayout.of(slides, STYLE).boxes();

        assertEquals(6, boxes.size());
        assertEquals(new Area(7.5, 2.5, 35, 35), boxes.get(0));
        assertEquals(
                new Area(5, 0, 40, 40),
                FilmLayout.of(
                                Film.builder(film("SUPERSLIDE"))
                                        .layout(ImageDisplayFormat.standard(2, 3))
                                        .build(),
                                STYLE)
                        .boxes()
                        .get(0));
    }

    @Test
    void a_film_lies_as_it_is_oriented() throws Exception {
        Attributes landscape = film("STANDARD\\1,1");
        landscape.setString(Tag.FilmOrientation, VR.CS, "LANDSCAPE");
        landscape.setString(Tag.FilmSizeID, VR.CS, "14INX17IN");

        FilmLayout layout = FilmLayout.of(Film.builder(landscape).build(), STYLE);

        assertEquals(17 * 25.4, layout.width(), 1e-9);
        assertEquals(14 * 25.4, layout.height(), 1e-9);
    }

    @Test
    void annotations_are_lines_at_the_foot() throws Exception {
        Film film = Film.builder(film("STANDARD\\1,1"))
                .annotation(text(2, "below"))
                .annotation(text(1, "above"))
                .annotation(new Annotation(null, 3, new Attributes()))
                .build();

        FilmLayout layout = FilmLayout.of(film, STYLE.withTextHeight(5));

        assertEquals(List.of("above", "below"), layout.texts());
        assertEquals(List.of(new Area(0, 110, 100, 5), new Area(0, 115, 100, 5)), layout.lines());
        assertEquals(List.of(new Area(0, 0, 100, 110)), layout.boxes());
    }

    @Test
    void a_film_without_room_is_refused() throws Exception {
        Film film = Film.builder(film("STANDARD\\20,1")).build();

        assertThrows(RenderException.class, () -> FilmLayout.of(film, STYLE.withGap(10)));
    }

    private static Annotation text(int position, String text) {
        Attributes attributes = new Attributes();
        attributes.setString(Tag.TextString, VR.LO, text);
        return new Annotation(null, position, attributes);
    }

    private static List<Area> boxes(String format, FilmStyle style) throws Exception {
        return FilmLayout.of(Film.builder(film(format)).build(), style).boxes();
    }

    private static Attributes film(String format) {
        Attributes film = new Attributes();
        film.setString(Tag.ImageDisplayFormat, VR.ST, format);
        return film;
    }
}
