package io.cameldicom.print.capture;

import io.cameldicom.dicom.data.BulkData;
import io.cameldicom.print.Film;
import io.cameldicom.print.film.FilmRows;
import io.cameldicom.print.film.FilmStyle;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** The pixels of a film, made while they are read. */
final class FilmPixels extends InputStream {
    private final FilmRows rows;
    private final int[] row;
    private final byte[] line;
    private int next;
    private int at;
    private long left;

    private FilmPixels(FilmRows rows) {
        this.rows = rows;
        this.row = new int[rows.width() * rows.samples()];
        this.line = new byte[row.length];
        this.at = line.length;
        this.left = length(rows);
    }

    /** @param rows of this film, for its size */
    static BulkData of(Film film, FilmStyle style, double dpi, FilmRows rows) {
        return BulkData.of(
                (offset, length) -> {
                    InputStream pixels = new FilmPixels(FilmRows.open(film, style, dpi));
                    pixels.skipNBytes(offset);
                    return pixels;
                },
                0,
                length(rows),
                false);
    }

    /** Even, as values are (PS3.5 section 7.1.1). */
    private static long length(FilmRows rows) {
        long length = (long) rows.width() * rows.samples() * rows.height();
        return length + length % 2;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (left == 0) {
            return -1;
        }
        if (at == line.length && next < rows.height()) {
            fill();
        }
        if (at == line.length) {
            left = 0;
            into[offset] = 0; // the padding
            return 1;
        }
        int count = Math.min(length, line.length - at);
        System.arraycopy(line, at, into, offset, count);
        at += count;
        left -= count;
        return count;
    }

    private void fill() throws IOException {
        try {
            rows.read(next++, row);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        for (int i = 0; i < row.length; i++) {
            line[i] = (byte) row[i];
        }
        at = 0;
    }

    @Override
    public void close() throws IOException {
        rows.close();
    }
}
