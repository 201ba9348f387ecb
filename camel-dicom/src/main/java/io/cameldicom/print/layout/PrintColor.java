package io.cameldicom.print.layout;

/** Whether images are printed in color. The constants are written as users write the option. */
public enum PrintColor {
    /** In color if one of the images is. */
    auto,

    /** In grayscale; of color the luminance is printed. */
    grayscale,

    /** In color, gray images too: for a printer of color only. */
    color
}
