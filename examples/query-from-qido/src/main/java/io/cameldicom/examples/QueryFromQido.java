package io.cameldicom.examples;

import org.apache.camel.main.Main;

/** Runs {@code query-from-qido.camel.yaml} until the process is asked to end. */
public final class QueryFromQido {

    private QueryFromQido() {}

    public static void main(String... args) throws Exception {
        new Main(QueryFromQido.class).run(args);
    }
}
