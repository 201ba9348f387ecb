package io.cameldicom.web.client;

/** What a status means for who asked, and what to look at (RFC 9110 15). */
final class StatusWords {

    private StatusWords() {}

    static String of(int status) {
        String words =
                switch (status) {
                    case 301,
                            302,
                            303,
                            307,
                            308 -> "moved: set the URL to where it points, redirections are not followed";
                    case 400 -> "bad request";
                    case 401 -> "unauthorized: it wants credentials, or others";
                    case 403 -> "forbidden: these credentials may not do that";
                    case 404 -> "not found";
                    case 406 -> "not acceptable: the server does not make the media type or transfer syntax asked for";
                    case 407 -> "the proxy wants credentials, or others";
                    case 408 -> "request timeout";
                    case 409 -> "conflict";
                    case 410 -> "gone";
                    case 412 -> "precondition failed";
                    case 413 -> "content too large: send fewer objects in a request";
                    case 414 -> "URI too long: ask for less at a time";
                    case 415 -> "unsupported media type: the server does not take this encoding";
                    case 429 -> "too many requests";
                    case 500 -> "server error";
                    case 501 -> "not implemented";
                    case 502, 504 -> "the gateway had no answer";
                    case 503 -> "service unavailable";
                    case 507 -> "insufficient storage";
                    default -> "";
                };
        return words.isEmpty() ? "" : " (" + words + ")";
    }
}
