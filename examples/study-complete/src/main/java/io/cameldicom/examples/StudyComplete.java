package io.cameldicom.examples;

import org.apache.camel.main.Main;

/** Runs {@code study-complete.camel.yaml} until the process is asked to end. */
public final class StudyComplete {

    private StudyComplete() {}

    public static void main(String... args) throws Exception {
        new Main(StudyComplete.class).run(args);
    }
}
