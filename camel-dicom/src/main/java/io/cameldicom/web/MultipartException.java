package io.cameldicom.web;

import java.io.IOException;

/** A multipart body is not one, or is beyond a limit. The message says where and has nothing of the content. */
public class MultipartException extends IOException {

    public MultipartException(String message) {
        super(message);
    }
}
