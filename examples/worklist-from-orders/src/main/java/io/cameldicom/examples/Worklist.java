package io.cameldicom.examples;

import org.apache.camel.main.Main;

/** Runs {@code worklist.camel.yaml} until the process is asked to end. */
public final class Worklist {

    private Worklist() {}

    public static void main(String... args) throws Exception {
        new Main(Worklist.class).run(args);
    }
}
