package io.cameldicom.hub.live;

import org.apache.camel.CamelContext;
import org.apache.camel.main.Main;

/** Camel Main over a {@link LiveContext}. */
public final class LiveMain extends Main {

    @Override
    protected CamelContext createCamelContext() {
        LiveContext context = new LiveContext();
        context.getCamelContextExtension().setRegistry(registry);
        context.getGlobalOptions().put("CamelMainClass", getClass().getName());
        return context;
    }
}
