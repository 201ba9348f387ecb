package io.cameldicom.component.web;

import java.io.InputStream;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.support.SynchronizationAdapter;

/** Makes the message of a platform-http exchange of an answer. */
final class ReplyWriter {

    private ReplyWriter() {}

    /** @param whenSent called when the answer has been sent, or nobody takes it any more */
    static void write(WebReply reply, Exchange exchange, WebRequest request, Runnable whenSent) {
        InputStream stream = reply.body() instanceof InputStream body ? body : InputStream.nullInputStream();
        ReplyBody sent = new ReplyBody(stream, request, whenSent);
        exchange.getExchangeExtension().addOnCompletion(new SynchronizationAdapter() {
            @Override
            public void onDone(Exchange done) {
                sent.close();
            }
        });
        request.whenGone(sent::close);
        Message message = exchange.getMessage();
        message.removeHeaders("*"); // those of the request are not to come back
        message.setHeader(Exchange.HTTP_RESPONSE_CODE, reply.status());
        if (reply.contentType() != null) {
            message.setHeader(Exchange.CONTENT_TYPE, reply.contentType().toString());
        }
        reply.headers().forEach(message::setHeader);
        message.setBody(reply.body() instanceof InputStream ? sent : reply.body());
    }
}
