package io.cameldicom.component;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.jsse.KeyStoreParameters;
import org.apache.camel.support.jsse.SSLContextParameters;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The {@code SSLContext} of some parameters, made again when one of their key stores has changed on disk. It is looked at
 * when somebody connects, which costs microseconds and needs no thread. New files that cannot be used leave the old
 * context in force. Thread-safe.
 */
final class ReloadingSslContext implements Supplier<SSLContext> {

    private static final Logger LOG = LoggerFactory.getLogger(ReloadingSslContext.class);

    /** What a file was when it was read; null attributes if it was not there. */
    private record Stamp(Path file, FileTime modified, long size, Object key) {

        static Stamp of(Path file) {
            try {
                BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
                return new Stamp(file, now.lastModifiedTime(), now.size(), now.fileKey());
            } catch (IOException e) {
                return new Stamp(file, null, 0, null);
            }
        }
    }

    private final CamelContext camelContext;
    private final SSLContextParameters parameters;
    private final List<Path> files;
    private final ReentrantLock lock = new ReentrantLock();
    private volatile SSLContext current;
    private volatile List<Stamp> stamps;

    /** @throws IllegalArgumentException if the parameters cannot be used */
    ReloadingSslContext(CamelContext camelContext, SSLContextParameters parameters) {
        this.camelContext = camelContext;
        this.parameters = parameters;
        this.files = files();
        this.stamps = stamp();
        try {
            this.current = parameters.createSSLContext(camelContext);
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalArgumentException(
                    "sslContextParameters cannot be used: " + e.getMessage() + ". Are file and password of key store "
                            + files + " right?",
                    e);
        }
    }

    @Override
    public SSLContext get() {
        if (!stamp().equals(stamps)) {
            reload();
        }
        return current;
    }

    private void reload() {
        lock.lock();
        try {
            List<Stamp> now = stamp();
            if (now.equals(stamps)) {
                return;
            }
            // also if it fails: the same files need not be tried, and complained about, for every connection
            stamps = now;
            current = parameters.createSSLContext(camelContext);
            LOG.info("TLS: {} changed and is used for new associations", files);
        } catch (GeneralSecurityException | IOException | RuntimeException e) {
            LOG.warn("TLS: {} changed but cannot be used, the old one stays in force: {}", files, e.toString());
        } finally {
            lock.unlock();
        }
    }

    private List<Stamp> stamp() {
        return files.stream().map(Stamp::of).toList();
    }

    private List<Path> files() {
        List<Path> found = new ArrayList<>();
        if (parameters.getKeyManagers() != null) {
            addFile(parameters.getKeyManagers().getKeyStore(), found);
        }
        if (parameters.getTrustManagers() != null) {
            addFile(parameters.getTrustManagers().getKeyStore(), found);
        }
        return List.copyOf(found);
    }

    private void addFile(KeyStoreParameters store, List<Path> found) {
        if (store == null || store.getResource() == null || store.getResource().startsWith("ref:")) {
            return;
        }
        String location = camelContext.resolvePropertyPlaceholders(store.getResource());
        Resource resource = PluginHelper.getResourceLoader(camelContext).resolveResource(location);
        if (resource != null
                && resource.exists()
                && "file".equals(resource.getURI().getScheme())) {
            found.add(Path.of(resource.getURI()));
        }
    }
}
