package io.cameldicom.web.client;

import io.cameldicom.web.MultipartBody;

/**
 * One request, which can be sent again.
 *
 * @param method such as GET
 * @param path below the base URL, beginning with a slash, percent-encoded
 * @param query percent-encoded, without the question mark; null for none. Never in messages
 * @param accept value of the header Accept
 * @param body null for none
 */
record WebRequest(String method, String path, String query, String accept, MultipartBody body) {

    static WebRequest get(String path, String query, String accept) {
        return new WebRequest("GET", path, query == null || query.isEmpty() ? null : query, accept, null);
    }

    static WebRequest post(String path, String accept, MultipartBody body) {
        return new WebRequest("POST", path, null, accept, body);
    }

    /** For messages: without the query, which may name a patient. */
    @Override
    public String toString() {
        return method + " " + path;
    }
}
