package io.cameldicom.dicom.codec;

/**
 * A whole number that steers an encoder.
 *
 * @param name as in a route's options, such as {@code quality}
 * @param minimum smallest value allowed
 * @param maximum largest value allowed
 * @param defaultValue the value without one given
 * @param description what it does, for the user
 */
public record CodecParameter(String name, int minimum, int maximum, int defaultValue, String description) {}
