package io.cameldicom.component.web;

/** Which version of HTTP a producer speaks. The constants are written as users write the option. */
public enum HttpVersion {
    /** HTTP/2 where an https server offers it, else HTTP/1.1. */
    auto,

    /** HTTP/1.1 only. */
    http1,

    /** HTTP/2, over plain http by an upgrade. */
    http2
}
