package io.cameldicom.hub;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A peer as it is written on the command line: {@code AETITLE@host:port}. */
record Peer(String aeTitle, String host, int port) {

    private static final Pattern FORM = Pattern.compile("([^@]{1,16})@(\\[[^]]+]|[^:@]+):(\\d{1,5})");

    @Override
    public String toString() {
        return aeTitle + "@" + host + ":" + port;
    }

    /** Reads a peer from the command line. */
    static final class Converter implements ITypeConverter<Peer> {
        @Override
        public Peer convert(String text) {
            Matcher matcher = FORM.matcher(text);
            if (!matcher.matches() || Integer.parseInt(matcher.group(3)) > 65_535) {
                throw new TypeConversionException(
                        "'" + text + "' is not AETITLE@host:port, such as HUB@127.0.0.1:11112");
            }
            return new Peer(matcher.group(1), matcher.group(2), Integer.parseInt(matcher.group(3)));
        }
    }
}
