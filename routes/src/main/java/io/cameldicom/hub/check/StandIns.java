package io.cameldicom.hub.check;

import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.Set;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.spi.BeanRepository;
import org.apache.camel.support.jsse.SSLContextParameters;

/** In place of the hub's beans where no hub runs: a route can be made with them, but they do nothing. */
public final class StandIns implements BeanRepository {

    /** The beans a running hub has for route files. */
    public static final Set<String> NAMES = Set.of(
            "store",
            "filtered",
            "hubTls",
            "destinations",
            "ledger",
            "ledgerQueries",
            "liveRoutes",
            "index",
            "procedureSteps");

    private static class Nothing implements Processor {
        @Override
        public void process(Exchange exchange) {
            // the object stays as it is
        }
    }

    /** Steps name methods of {@link io.cameldicom.hub.index.StoreIndex}. */
    public static final class NoIndex extends Nothing {
        public void find(Exchange exchange) {
            process(exchange);
        }

        public void retrieve(Exchange exchange) {
            process(exchange);
        }
    }

    private static Nothing nothing(String name) {
        return name.equals("index") ? new NoIndex() : new Nothing();
    }

    @Override
    public Object lookupByName(String name) {
        return NAMES.contains(name) ? nothing(name) : null;
    }

    @Override
    public <T> T lookupByNameAndType(String name, Class<T> type) {
        if (!NAMES.contains(name)) {
            return null;
        }
        if (type.isAssignableFrom(Nothing.class)) {
            return type.cast(nothing(name));
        }
        if (type == SSLContextParameters.class) {
            return type.cast(new SSLContextParameters());
        }
        if (type.isInterface()) {
            return type.cast(
                    Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                        throw new UnsupportedOperationException(name + " is only there in a running hub");
                    }));
        }
        return null;
    }

    @Override
    public <T> Map<String, T> findByTypeWithName(Class<T> type) {
        return Map.of();
    }

    @Override
    public <T> Set<T> findByType(Class<T> type) {
        return Set.of();
    }
}
