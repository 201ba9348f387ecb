package io.cameldicom.component.image;

/**
 * The room a picture has.
 *
 * @param width most columns, 0 for any
 * @param height most rows, 0 for any
 */
record PictureSize(int width, int height) {

    /** {@code 256} (the longer side), {@code 640x480} (what fits into it), {@code 640x} or {@code x480}; empty for any. */
    static PictureSize parse(String text) {
        if (text == null || text.isBlank()) {
            return new PictureSize(0, 0);
        }
        String[] sides = text.strip().split("x", -1);
        try {
            if (sides.length == 1) {
                return new PictureSize(side(sides[0]), side(sides[0]));
            }
            if (sides.length == 2 && !(sides[0].isEmpty() && sides[1].isEmpty())) {
                return new PictureSize(
                        sides[0].isEmpty() ? 0 : side(sides[0]), sides[1].isEmpty() ? 0 : side(sides[1]));
            }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(message(text), e);
        }
        throw new IllegalArgumentException(message(text));
    }

    private static int side(String text) {
        int side = Integer.parseInt(text);
        if (side < 1 || side > 65_535) {
            throw new NumberFormatException("a side of " + side + " pixels");
        }
        return side;
    }

    private static String message(String text) {
        return "size=" + text + ": must be such as 256, 640x480, 640x or x480, each 1 to 65535";
    }
}
