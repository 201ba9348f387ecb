package io.cameldicom.hub;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.util.ContextInitializer;
import ch.qos.logback.core.joran.spi.JoranException;
import java.util.Locale;
import org.slf4j.LoggerFactory;

/** Makes the log look as {@code hub.log.*} says: its configuration reads system properties. */
final class LogSettings {

    private LogSettings() {}

    static void apply(HubSettings settings) throws HubException {
        System.setProperty("hub.log.format", settings.text("hub.log.format").toLowerCase(Locale.ROOT));
        System.setProperty("hub.log.level", settings.text("hub.log.level"));
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
            context.reset(); // it was configured when the command line was made
            try {
                new ContextInitializer(context).autoConfig();
            } catch (JoranException e) {
                throw new HubException("Cannot configure the log: " + e.getMessage(), e);
            }
        }
    }
}
