package io.cameldicom.hub.live;

import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.Exchange;
import org.apache.camel.Route;
import org.apache.camel.support.RoutePolicySupport;

/** Counts the exchanges of one route. Camel counts by route id, which a route may share with its successor. */
final class ExchangeCount extends RoutePolicySupport {

    private final AtomicInteger exchanges = new AtomicInteger();

    static int of(Route route) {
        return route.getRoutePolicyList().stream()
                .filter(ExchangeCount.class::isInstance)
                .mapToInt(policy -> ((ExchangeCount) policy).exchanges.get())
                .sum();
    }

    @Override
    public void onExchangeBegin(Route route, Exchange exchange) {
        exchanges.incrementAndGet();
    }

    @Override
    public void onExchangeDone(Route route, Exchange exchange) {
        exchanges.decrementAndGet();
    }
}
