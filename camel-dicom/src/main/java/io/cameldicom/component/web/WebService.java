package io.cameldicom.component.web;

import io.cameldicom.web.WebRequestException;
import io.cameldicom.web.WebResource;
import java.io.IOException;

/** Answers the requests of one kind. Thread-safe. */
interface WebService {

    /**
     * @throws WebRequestException with the status to answer
     * @throws IOException if the request cannot be read
     */
    WebReply answer(WebRequest request, WebResource resource) throws WebRequestException, IOException;
}
