package io.cameldicom.hub;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** The hub's version, as Maven built it. */
final class HubVersion implements IVersionProvider {

    static String number() {
        try (InputStream in = HubVersion.class.getResourceAsStream("version.properties")) {
            Properties properties = new Properties();
            properties.load(in);
            return properties.getProperty("version");
        } catch (IOException e) {
            throw new UncheckedIOException("version.properties is not in the jar", e);
        }
    }

    @Override
    public String[] getVersion() {
        return new String[] {
            "camel-dicom hub " + number(), "Java ${java.version} (${java.vendor}), ${os.name} ${os.arch}"
        };
    }
}
