package io.cameldicom.web.client;

import io.cameldicom.web.MultipartBody;

/**
 * An instance to store.
 *
 * @param part10 the whole as a Part 10 file
 */
public record StowInstance(String sopClassUid, String sopInstanceUid, MultipartBody.Part part10) {}
