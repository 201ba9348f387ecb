package io.cameldicom.component;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;

class FailureWordsTest {

    @Test
    void says_in_words_what_the_network_did() {
        assertEquals("no connection", FailureWords.of(new ConnectException("Connection refused")));
        assertEquals("host not known", FailureWords.of(new UnknownHostException("pacs")));
        assertEquals("no answer in time", FailureWords.of(new SocketTimeoutException()));
        assertEquals("refused", FailureWords.of(null));
    }

    @Test
    void an_unexpected_failure_is_named_by_its_type_and_never_by_its_message() {
        assertEquals("IOException", FailureWords.of(new IOException("value of an element")));
    }
}
