package io.cameldicom.print.film;

import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.IOException;

/** A line of text on a film, drawn with the fonts of the system. */
final class TextPatch extends Patch {
    /** Of the height of a line; the rest is between lines. */
    private static final double FONT_SIZE = 0.8;

    private final String text;
    private final int background;
    private byte[] pixels;

    /** @param background level of gray; the text is black or white */
    TextPatch(String text, Area area, double scale, int background) {
        super(area, scale);
        this.text = text;
        this.background = background;
    }

    @Override
    void draw(int y, int[] row, int samples) throws IOException {
        if (pixels == null) {
            pixels = drawn();
        }
        int width = right - left;
        for (int x = 0; x < width; x++) {
            int level = pixels[(y - top) * width + x] & 0xFF;
            fill(row, left + x, left + x + 1, samples, level);
        }
    }

    private byte[] drawn() throws IOException {
        BufferedImage image = new BufferedImage(right - left, bottom - top, BufferedImage.TYPE_BYTE_GRAY);
        Graphics2D graphics = image.createGraphics();
        try {
            graphics.setColor(new Color(background, background, background));
            graphics.fillRect(0, 0, image.getWidth(), image.getHeight());
            graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
            graphics.setColor(background < 128 ? Color.WHITE : Color.BLACK);
            graphics.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 1).deriveFont((float) (FONT_SIZE * (bottom - top))));
            FontMetrics metrics = graphics.getFontMetrics();
            graphics.drawString(text, 0, (bottom - top - metrics.getHeight()) / 2 + metrics.getAscent());
        } catch (LinkageError | InternalError | RuntimeException e) {
            // what a Java runtime without fonts throws depends on its version: the cause says what is missing
            throw new IOException(
                    "The annotations cannot be drawn: the system has no fonts for Java (package fontconfig and a"
                            + " font). Without annotations it can be printed",
                    e);
        } finally {
            graphics.dispose();
        }
        return ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
    }
}
