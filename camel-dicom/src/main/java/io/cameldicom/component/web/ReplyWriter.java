package io.cameldicom.component.web;

import java.io.Closeable;
import java.io.IOException;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.support.SynchronizationAdapter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes the message of a platform-http exchange of an answer. */
final class ReplyWriter {

    private static final Logger LOG = LoggerFactory.getLogger(ReplyWriter.class);

    private ReplyWriter() {}

    /** @param whenSent called when the answer has been sent, or nobody takes it any more */
    static void write(WebReply reply, Exchange exchange, Runnable whenSent) {
        exchange.getExchangeExtension().addOnCompletion(new SynchronizationAdapter() {
            @Override
            public void onDone(Exchange done) {
                close(reply.body());
                whenSent.run();
            }
        });
        Message message = exchange.getMessage();
        message.removeHeaders("*"); // those of the request are not to come back
        message.setHeader(Exchange.HTTP_RESPONSE_CODE, reply.status());
        if (reply.contentType() != null) {
            message.setHeader(Exchange.CONTENT_TYPE, reply.contentType().toString());
        }
        reply.headers().forEach(message::setHeader);
        message.setBody(reply.body());
    }

    private static void close(Object body) {
        if (body instanceof Closeable stream) {
            try {
                stream.close();
            } catch (IOException e) {
                LOG.debug("The body of an answer could not be closed", e);
            }
        }
    }
}
