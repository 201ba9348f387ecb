package io.cameldicom.print;

/** How the film lies: Film Orientation (2010,0040), PS3.3 C.13.3. */
public enum FilmOrientation {
    /** The short side is the width. */
    PORTRAIT,
    /** The long side is the width. */
    LANDSCAPE
}
