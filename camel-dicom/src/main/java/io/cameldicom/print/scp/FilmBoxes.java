package io.cameldicom.print.scp;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The film boxes of a session in the order they were made, and what they take. For the thread of the association. */
final class FilmBoxes {

    private final Budget memory;
    private final Budget disk;
    private final Map<String, FilmBox> films = new LinkedHashMap<>();

    FilmBoxes(Budget memory, Budget disk) {
        this.memory = memory;
        this.disk = disk;
    }

    void add(FilmBox film) {
        films.put(film.uid(), film);
    }

    /** Null if there is no such film box. */
    FilmBox find(String uid) {
        return films.get(uid);
    }

    /** The one made last; null if there is none. */
    FilmBox last() {
        return films.values().stream().reduce((first, second) -> second).orElse(null);
    }

    Collection<FilmBox> all() {
        return films.values();
    }

    int count() {
        return films.size();
    }

    /** Takes the film box away, with its image and annotation boxes. */
    void delete(FilmBox film) {
        films.remove(film.uid());
        memory.giveBack(film.memory());
        film.files().forEach(this::letGo);
    }

    void deleteAll() {
        List.copyOf(films.values()).forEach(this::delete);
    }

    /** The session has no more use for an image; print jobs may have. */
    void letGo(SpooledImage file) {
        disk.giveBack(file.length());
        file.release();
    }
}
